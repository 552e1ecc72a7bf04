# Addresses of the cloud, as the machine file has them: who answers there, or how the connection fails. Nothing leaves the lab
# but what is asked of 127.0.0.1, where a test may let a server of its own answer: .NET's own connections are at work then.
# Stands on: platform/tls-defaults (1.2 on every Windows Server since 2012 R2, where a program asks for it). Numbers of sockets are those of .NET.
# Invented: 504 as the word of a proxy that reaches nobody, and that a refused handshake says no more; looked for: captures of proxies beside Defender

# New-Object (ScheduledTasks.psm1) asks here first; what is no connection, and TLS over a real stream, it makes itself.
function New-LabConnection([string]$TypeName, $ArgumentList) {
    if ($TypeName -eq 'System.Net.Sockets.TcpClient') { return New-LabClient }
    if ($TypeName -eq 'System.Net.Security.SslStream' -and $ArgumentList[0].PSObject.Properties['LabTalk']) { return New-LabSecure $ArgumentList[0] $ArgumentList[2] }
}

# An object with methods.
function New-LabThing($Values, $Methods) {
    $thing = [pscustomobject]$Values
    foreach ($name in $Methods.Keys) { Add-Member -InputObject $thing -MemberType ScriptMethod -Name $name -Value $Methods[$name] }
    $thing
}

function Get-LabCloudAnswer([string]$Name) {
    $cloud = (Read-LabMachine)['cloud']
    if ($cloud['hosts'] -and $cloud['hosts'][$Name]) { return $cloud['hosts'][$Name] }
    if ($cloud['reachable']) { return @{ status = 200 } }
    @{ failure = 'ConnectFailure'; socket = 10060 }
}

# A socket's error as .NET tells it: .NET knows the number, whatever the system.
function New-LabSocketError([int]$Code) { New-Object System.Net.Sockets.SocketException($Code) }

# The way to one address. Ports 80 and 443 are the address itself, any other one a proxy that is asked for it.
function New-LabClient {
    $methods = @{
        BeginConnect = {
            param($Name, $Port, $Callback, $State)
            $web = @("$env:GANGWAY_LAB_ODD" -split ',' | Where-Object { $_ -like 'web:*' })
            if ($Name -eq '127.0.0.1' -and $Port -eq 80) {
                $this.Talk = @{ Proxy = ''; Name = $Name; Answer = @{ failure = 'ConnectFailure'; socket = 10061 }; Reply = '' }
                if ($web.Count -gt 0) { $this.Talk.Answer = @{ status = $web[0].Substring(4) } }
                return [pscustomobject]@{ AsyncWaitHandle = (New-LabThing @{} @{ WaitOne = { param($Ms) $true } }) }
            }
            if ($Name -eq '127.0.0.1') {
                $this.Real = Microsoft.PowerShell.Utility\New-Object System.Net.Sockets.TcpClient
                return $this.Real.BeginConnect($Name, $Port, $null, $null)
            }
            $this.Talk = @{ Proxy = ''; Name = ''; Answer = $null; Reply = '' }
            $cloud = (Read-LabMachine)['cloud']
            if (@(80, 443) -contains $Port) {
                $this.Talk.Name = $Name
                $this.Talk.Answer = Get-LabCloudAnswer $Name
                if ($cloud['noNames']) { $this.Talk.Answer = @{ failure = 'NameResolutionFailure' } }
            }
            else {
                $this.Talk.Proxy = "${Name}:$Port"
                $down = ''
                if ($cloud['proxies']) { $down = $cloud['proxies'][$this.Talk.Proxy] }
                if ($down -eq 'refused') { $this.Talk.Answer = @{ failure = 'ConnectFailure'; socket = 10061 } }
                if ($down -eq 'timedOut') { $this.Talk.Answer = @{ failure = 'Timeout' } }
            }
            $isLate = $null -ne $this.Talk.Answer -and $this.Talk.Answer['failure'] -eq 'Timeout'
            $handle = New-LabThing @{ Late = $isLate } @{ WaitOne = { param($Ms) -not $this.Late } }
            [pscustomobject]@{ AsyncWaitHandle = $handle }
        }
        EndConnect   = {
            param($Pending)
            if ($null -ne $this.Real) { return $this.Real.EndConnect($Pending) }
            $answer = $this.Talk.Answer
            if ($null -eq $answer -or -not $answer['failure'] -or $answer['failure'] -eq 'TrustFailure') { return }
            if ($answer['failure'] -eq 'NameResolutionFailure') { throw (New-LabSocketError 11001) }
            throw (New-LabSocketError $answer['socket'])
        }
        GetStream    = { if ($null -ne $this.Real) { return $this.Real.GetStream() }; New-LabStream $this.Talk }
        Close        = { if ($null -ne $this.Real) { $this.Real.Close() } }
    }
    New-LabThing @{ Talk = $null; Real = $null } $methods
}

# What goes back and forth: the head of a request in, the head of an answer out.
function New-LabStream($Talk) {
    $methods = @{
        Write = {
            param($Bytes, $Offset, $Count)
            Set-LabReply $this.LabTalk ([System.Text.Encoding]::ASCII.GetString($Bytes, $Offset, $Count))
        }
        Flush = { }
        Read  = {
            param($Buffer, $Offset, $Count)
            if ($this.LabTalk.Answer['status'] -eq 'silent') { throw (New-Object System.IO.IOException('invented: nothing within the limit')) }
            $bytes = [System.Text.Encoding]::ASCII.GetBytes($this.LabTalk.Reply)
            $this.LabTalk.Reply = ''
            [Array]::Copy($bytes, 0, $Buffer, $Offset, $bytes.Length)
            $bytes.Length
        }
    }
    New-LabThing @{ LabTalk = $Talk; ReadTimeout = 0; WriteTimeout = 0 } $methods
}

function Set-LabReply($Talk, [string]$Head) {
    $method, $place = $Head.Split(' ')[0, 1]
    $status = 200
    if ($method -eq 'GET' -and $Talk.Name -eq '127.0.0.1') { $status = $Talk.Answer['status'] }
    if ($method -eq 'CONNECT' -or $place -like 'http://*') {
        $Talk.Name = ([uri]($place -replace '^(?!http)', 'https://')).Host
        $Talk.Answer = Get-LabCloudAnswer $Talk.Name
        # What a proxy says of an address that it does not reach (invented: others say 502 or 503).
        if ($Talk.Answer['failure'] -and $Talk.Answer['failure'] -ne 'TrustFailure') { $status = 504 }
        elseif (@(407, 502, 504) -contains $Talk.Answer['status']) { $status = $Talk.Answer['status'] }
    }
    if ($method -eq 'HEAD' -and $status -eq 200) { $status = $Talk.Answer['status'] }
    if ($method -eq 'CONNECT' -and $status -eq 200) { $Talk.Reply = "HTTP/1.1 200 Connection established`r`n`r`n"; return }
    Write-LabJournal @{ asked = "$method $($Talk.Name)"; proxy = $Talk.Proxy }
    # Everybody else's clock; that of the machine may be ahead of it.
    $there = (Get-Date).ToUniversalTime().AddSeconds(-[int](Read-LabMachine)['cloud']['clockAheadSeconds']).ToString('r', [cultureinfo]::InvariantCulture)
    $Talk.Reply = "HTTP/1.1 $status Played`r`nDate: $there`r`nConnection: close`r`n`r`n"
}

# TLS over it: who stands above the certificate, and whether this Windows finds a flaw in it.
function New-LabSecure($Stream, $Look) {
    $methods = @{
        AuthenticateAsClient = {
            param($Name, $Certificates, $Protocols, $Revocation)
            if ([int]$Protocols -ne 3072) { throw "LabUnknown: TLS of the sort $Protocols" }
            $answer = $this.LabTalk.Answer
            if ($answer['failure']) { throw (New-Object System.Security.Authentication.AuthenticationException('invented: handshake')) }
            $by = (Read-LabMachine)['cloud']['inspectedBy']
            $issuer = 'Microsoft Corporation'
            if ($by) { $issuer = $by }
            if ($answer['issuer']) { $issuer = $answer['issuer'] }
            $flaws = 0
            if ($answer.Contains('trusted') -and -not $answer['trusted']) { $flaws = 4 }
            # Out of reach, as .NET tells it: nothing known (0x40), because the list did not come (0x1000000).
            $statuses = @()
            if ($flaws -ne 0) { $statuses += [pscustomobject]@{ Status = 0x20 } }
            if ($Revocation -and (Read-LabMachine)['cloud']['noLists']) {
                $flaws = $flaws -bor 4
                $statuses += [pscustomobject]@{ Status = 0x40 }; $statuses += [pscustomobject]@{ Status = 0x1000000 }
            }
            $root = [pscustomobject]@{ Issuer = "CN=Played Root, O=$issuer, C=US" }
            $chain = [pscustomobject]@{ ChainStatus = $statuses; ChainElements = @([pscustomobject]@{ Certificate = $root }) }
            if (-not (& $this.Look $this $root $chain $flaws)) { throw (New-Object System.Security.Authentication.AuthenticationException('invented: refused')) }
        }
        Write                = { param($Bytes, $Offset, $Count) $this.Inner.Write($Bytes, $Offset, $Count) }
        Flush                = { }
        Read                 = { param($Buffer, $Offset, $Count) $this.Inner.Read($Buffer, $Offset, $Count) }
    }
    New-LabThing @{ LabTalk = $Stream.LabTalk; Inner = $Stream; Look = $Look } $methods
}

# The names of the cloud. Ids of errors are the names of Windows' own codes (learn.microsoft.com, DNS_ERROR_RCODE_NAME_ERROR).
# Invented: the id where nobody answers; looked for: captures of Resolve-DnsName without a server
function Resolve-DnsName {
    [CmdletBinding()] param([Parameter(Mandatory = $true, Position = 0)] [string]$Name, [switch]$QuickTimeout, [string]$Type = 'A_AAAA')
    $cloud = (Read-LabMachine)['cloud']
    if ($cloud['noNames']) { return Write-LabError $PSCmdlet 'timed out' 'ERROR_TIMEOUT' 'OperationTimeout' $Name }
    if ((Get-LabCloudAnswer $Name)['failure'] -eq 'NameResolutionFailure') { return Write-LabError $PSCmdlet 'DNS name does not exist' 'DNS_ERROR_RCODE_NAME_ERROR' 'ResourceUnavailable' $Name }
    $kinds = @{ ipv4 = 2; ipv6 = 0 }
    if ($cloud['addresses']) { $kinds = $cloud['addresses'] }
    for ($i = 0; $i -lt $kinds['ipv4']; $i++) { [pscustomobject]@{ Name = $Name; Type = 'A'; IPAddress = "203.0.113.$($i + 1)" } }
    for ($i = 0; $i -lt $kinds['ipv6']; $i++) { [pscustomobject]@{ Name = $Name; Type = 'AAAA'; IPAddress = "2001:db8::$($i + 1)" } }
}
