<#
.SYNOPSIS
Asks each cloud address once, as SYSTEM and through the proxy that Defender would take; changes nothing.
.DESCRIPTION
Looks at the certificate that each secure address serves: Defender refuses a way that is inspected. Tells of each address, too,
whether its name is known here, whether the connection stood, whether the lists of revoked certificates were reached, and how far
this server's clock is ahead of the other one. Gives its result, then
fails with cloud.unreachable where a required address was not reached, else with cloud.inspected where one is inspected.
.PARAMETER Hosts
The addresses: host, port, scheme (https or http), required, pinned, proxy (host:port, or null for the way of Windows itself), proxyFrom (which setting names it).
.PARAMETER Issuers
Organisations whose certificates a pinned address may stand under.
.PARAMETER Partial
The addresses are only those that every server needs: that they are reached does not prove the way, so it fails with cloud.partial.
#>
[CmdletBinding()]
param([object[]]$Hosts, [object[]]$Issuers, [bool]$Partial = $false)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'CloudWire.ps1')

# How long each wait of one address may take.
$seconds = 10

function New-Answer([string]$State, $Native = $null, $Issuer = $null) { @{ state = $State; native = $Native; issuer = $Issuer } }

function Get-Answer($Target, $Proxy, $Seen) {
    $client = New-Object System.Net.Sockets.TcpClient
    try {
        $name = [string]$Target.host
        $port = [int]$Target.port
        $at = @($name, $port)
        if ($null -ne $Proxy) { $at = @(([string]$Proxy).Split(':')) }
        if (-not (Connect-Address $client $at[0] ([int]$at[1]) $seconds)) { $Seen.tcp = 'timedOut'; return New-Answer 'timedOut' }
        $Seen.tcp = 'open'
        $stream = $client.GetStream()
        $stream.ReadTimeout = $seconds * 1000
        $stream.WriteTimeout = $seconds * 1000
        if ($Target.scheme -eq 'https') { return Get-SecureAnswer $Target $stream ($null -ne $Proxy) $Seen }
        $path = '/'
        if ($null -ne $Proxy) { $path = "http://${name}:$port/" }
        $status = Get-Status $stream "HEAD $path HTTP/1.1`r`nHost: $name`r`nConnection: close`r`n`r`n" $Seen
        if ($status -eq 407) { return New-Answer 'proxyAuthentication' $status }
        # 502 and 504 are the proxy's own words: it reached nobody. No word at all is no answer.
        if ($null -eq $status -or ($null -ne $Proxy -and @(502, 504) -contains $status)) { return New-Answer 'refused' $status }
        New-Answer 'reached' $status
    }
    catch { Get-FailedAnswer $_ $Seen }
    finally { $client.Close() }
}

function Get-SecureAnswer($Target, $Stream, [bool]$ByProxy, $Seen) {
    $name = [string]$Target.host
    if ($ByProxy) {
        $place = "${name}:$($Target.port)"
        $status = Get-Status $Stream "CONNECT $place HTTP/1.1`r`nHost: $place`r`n`r`n"
        if ($status -eq 407) { return New-Answer 'proxyAuthentication' $status }
        # Before the tunnel stands, every word is the proxy's own.
        if ($status -ne 200) { return New-Answer 'refused' $status }
    }
    # Each list that is out of reach costs a wait: the first one says it for all of them.
    $asks = [bool]$Target.pinned -and -not $lists.missed
    $way = Open-Secure $Stream $name $asks
    $Seen.revocation = $way.Revocation
    if ($way.Revocation -eq 'notReached') { $lists.missed = $true }
    $issuer = Get-Organisation $way.Issuer
    if ($issuer.Length -gt 300) { $issuer = $issuer.Substring(0, 300) }
    if ($Target.pinned -and @($Issuers) -notcontains $issuer) { return New-Answer 'inspected' $null $issuer }
    # A name that does not fit, a time that is over, a root that this server does not trust.
    if ($way.Flaws -ne 0) { return New-Answer 'tls' $null $issuer }
    # The certificate has proved who is there; that it answers to a HEAD is more than is needed.
    $status = $null
    try { $status = Get-Status $way.Stream "HEAD / HTTP/1.1`r`nHost: $name`r`nConnection: close`r`n`r`n" $Seen }
    catch [System.IO.IOException] { $status = $null }
    New-Answer 'reached' $status $issuer
}

function Get-FailedAnswer($Problem, $Seen) {
    $socket = $null
    $refusesTls = $false
    $isWire = $false
    $cause = $Problem.Exception
    while ($null -ne $cause) {
        if ($cause -is [System.Net.Sockets.SocketException]) { $socket = [int]$cause.SocketErrorCode }
        if ($cause -is [System.Security.Authentication.AuthenticationException]) { $refusesTls = $true }
        if ($cause -is [System.IO.IOException]) { $isWire = $true }
        $cause = $cause.InnerException
    }
    # What neither the network nor TLS says is a fault of ours, and no answer.
    if (-not ($isWire -or $refusesTls -or $null -ne $socket)) { throw $Problem }
    if ($refusesTls) { return New-Answer 'tls' $socket }
    # 11001 to 11004: no such name, or nobody who knows it.
    if (@(11001, 11002, 11003, 11004) -contains $socket) { return New-Answer 'nameUnknown' $socket }
    # 10035, 10051, 10060, 10065: a wait that ran out, no network, no answer, no way.
    if (@(10035, 10051, 10060, 10065) -contains $socket) {
        if ($Seen.tcp -eq 'notTried') { $Seen.tcp = 'timedOut' }
        return New-Answer 'timedOut' $socket
    }
    if ($Seen.tcp -eq 'notTried') { $Seen.tcp = 'refused' }
    New-Answer 'refused' $socket
}

# Which setting names the proxy. An older Gangway did not say.
function Get-ProxySource($Target, $Proxy) {
    if ($null -eq $Proxy) { return 'none' }
    if ($null -eq $Target.proxy) { return 'windows' }
    $named = $Target.PSObject.Properties['proxyFrom']
    if ($null -ne $named -and $named.Value) { return [string]$named.Value }
    'windows'
}

$lists = @{ missed = $false }
$answers = @()
$blocked = @()
$inspected = @()
$proxies = @()
foreach ($target in $Hosts) {
    $name = "$($target.host):$($target.port)"
    Write-Step 'testHost' 'begin' $name
    [pscustomobject]@{ Kind = 'progress'; Done = $answers.Count; Total = $Hosts.Count }
    $proxy = $target.proxy
    if ($null -eq $proxy) { $proxy = Get-OwnProxy "$($target.scheme)://$name/" }
    if ($null -ne $proxy -and $proxies -notcontains $proxy) { $proxies += [string]$proxy }
    $seen = @{ tcp = 'notTried'; revocation = 'notAsked'; clock = $null }
    $known = Get-NameAnswer ([string]$target.host)
    $answer = Get-Answer $target $proxy $seen
    $answers += @{
        host = [string]$target.host; port = [int]$target.port; required = [bool]$target.required
        proxy = $proxy; proxyFrom = Get-ProxySource $target $proxy; state = $answer.state; native = $answer.native; issuer = $answer.issuer
        dns = $known; tcp = $seen.tcp; revocation = $seen.revocation; clockAheadSeconds = $seen.clock
    }
    $said = "$name $($answer.state) $($answer.native)".TrimEnd()
    if ($answer.state -eq 'inspected') { $said = "$name inspected ($($answer.issuer))" }
    if ($answer.state -ne 'reached') {
        $level = 'warn'
        if ($target.required) {
            $level = 'error'
            if ($answer.state -eq 'inspected') { $inspected += $said } else { $blocked += $said }
        }
        Write-Line 'run' $level $said
    }
    Write-Step 'testHost' 'done' $said
}
Write-Result @{ hosts = $answers }
$way = 'direct'
if ($proxies.Count -gt 0) { $way = "proxy $($proxies -join ', ')" }
if ($blocked.Count -gt 0) { throw (New-Failure 'cloud.unreachable' "$(($blocked + $inspected) -join '; ') ($way)") }
if ($inspected.Count -gt 0) { throw (New-Failure 'cloud.inspected' "$($inspected -join '; ') ($way)") }
if ($Partial) { throw (New-Failure 'cloud.partial' "$($answers.Count) ($way)") }
