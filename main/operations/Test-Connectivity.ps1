<#
.SYNOPSIS
Asks each cloud address once, as SYSTEM and through the proxy that the sensor would take; changes nothing.
.DESCRIPTION
Any HTTP status means that the address was reached. Fails with cloud.unreachable, after its result, where a required one was not.
.PARAMETER Hosts
The addresses: host, port, scheme (https or http), required, proxy (host:port, or null for the straight way).
#>
[CmdletBinding()]
param([object[]]$Hosts)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')

# How long one address may take.
$seconds = 10

function New-Answer([string]$State, $Native = $null) { @{ state = $State; native = $Native } }

function Get-Answer($Target) {
    $request = @{ Uri = "$($Target.scheme)://$($Target.host):$($Target.port)/" }
    if ($null -ne $Target.proxy) { $request['Proxy'] = "http://$($Target.proxy)" }
    try {
        $answer = Invoke-WebRequest -UseBasicParsing -Method Head -TimeoutSec $seconds -MaximumRedirection 0 @request
        return New-Answer 'reached' ([int]$answer.StatusCode)
    }
    catch { return Get-FailedAnswer $_ ($null -ne $Target.proxy) }
}

function Get-FailedAnswer($Problem, [bool]$ByProxy) {
    # An answer that leads elsewhere is an answer.
    if ($Problem.FullyQualifiedErrorId -like 'MaximumRedirectExceeded*') { return New-Answer 'reached' }
    $status = $null
    $socket = $null
    $web = ''
    $cause = $Problem.Exception
    while ($null -ne $cause) {
        $response = $cause.PSObject.Properties['Response']
        if ($null -eq $status -and $null -ne $response -and $null -ne $response.Value) { $status = [int]$response.Value.StatusCode }
        if ($web -eq '' -and $cause -is [System.Net.WebException]) { $web = [string]$cause.Status }
        if ($cause -is [System.Net.Sockets.SocketException]) { $socket = [int]$cause.SocketErrorCode }
        # PowerShell 7 has no WebException of its own.
        if ($web -eq '' -and $cause -is [System.Security.Authentication.AuthenticationException]) { $web = 'TrustFailure' }
        if ($web -eq '' -and $cause -is [System.OperationCanceledException]) { $web = 'Timeout' }
        $cause = $cause.InnerException
    }
    if ($status -eq 407) { return New-Answer 'proxyAuthentication' $status }
    # 502 and 504 are the proxy's own words: it reached nobody.
    if ($null -ne $status -and -not ($ByProxy -and @(502, 504) -contains $status)) { return New-Answer 'reached' $status }
    if ($null -ne $status) { return New-Answer 'refused' $status }
    if (@('TrustFailure', 'SecureChannelFailure') -contains $web) { return New-Answer 'tls' $socket }
    # 11001 to 11004: no such name, or nobody who knows it.
    if (@('NameResolutionFailure', 'ProxyNameResolutionFailure') -contains $web -or @(11001, 11002, 11003, 11004) -contains $socket) {
        return New-Answer 'nameUnknown' $socket
    }
    # 10051, 10060, 10065: no network, no answer, no way.
    if ($web -eq 'Timeout' -or @(10051, 10060, 10065) -contains $socket) { return New-Answer 'timedOut' $socket }
    New-Answer 'refused' $socket
}

# Tls12. Before .NET 4.6 a process offers nothing that the cloud still takes.
[System.Net.ServicePointManager]::SecurityProtocol = [System.Net.ServicePointManager]::SecurityProtocol -bor 3072
$answers = @()
$blocked = @()
foreach ($target in $Hosts) {
    $name = "$($target.host):$($target.port)"
    Write-Step 'testHost' 'begin' $name
    [pscustomobject]@{ Kind = 'progress'; Done = $answers.Count; Total = $Hosts.Count }
    $answer = Get-Answer $target
    $answers += @{
        host = [string]$target.host; port = [int]$target.port; required = [bool]$target.required
        proxy = $target.proxy; state = $answer.state; native = $answer.native
    }
    $said = "$name $($answer.state) $($answer.native)".TrimEnd()
    if ($answer.state -ne 'reached') {
        $level = 'warn'
        if ($target.required) { $level = 'error'; $blocked += $said }
        Write-Line 'run' $level $said
    }
    Write-Step 'testHost' 'done' $said
}
Write-Result @{ hosts = $answers }
if ($blocked.Count -gt 0) {
    $proxies = @()
    foreach ($target in $Hosts) { if ($null -ne $target.proxy -and $proxies -notcontains $target.proxy) { $proxies += [string]$target.proxy } }
    $way = 'direct'
    if ($proxies.Count -gt 0) { $way = "proxy $($proxies -join ', ')" }
    throw (New-Failure 'cloud.unreachable' "$($blocked -join '; ') ($way)")
}
