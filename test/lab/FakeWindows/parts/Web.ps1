# Addresses of the cloud, as the machine file has them: an answer, or how the connection fails. Nothing leaves the lab.

# The failure of a web request: its status, its socket and its response stand where Windows PowerShell has them.
function New-LabWebFailure([string]$Status, $Socket, $Code) {
    $inner = $null
    if ($null -ne $Socket) { $inner = New-Object System.Net.Sockets.SocketException([int]$Socket) }
    $failure = New-Object System.Net.WebException("invented: $Status", $inner, [System.Net.WebExceptionStatus]$Status, $null)
    if ($null -ne $Code) { Add-Member -InputObject $failure -MemberType NoteProperty -Name Response -Value ([pscustomobject]@{ StatusCode = $Code }) -Force }
    $failure
}

function Invoke-WebRequest {
    [CmdletBinding()]
    param([uri]$Uri, [switch]$UseBasicParsing, [string]$Method, [int]$TimeoutSec, [int]$MaximumRedirection, [uri]$Proxy)
    if (-not $UseBasicParsing -or $Method -ne 'Head' -or $MaximumRedirection -ne 0 -or $TimeoutSec -le 0) { throw "LabUnknown: Invoke-WebRequest of '$Uri' in this way" }
    $cloud = (Read-LabMachine)['cloud']
    $answer = $null
    if ($cloud['hosts']) { $answer = $cloud['hosts'][$Uri.Host] }
    if ($null -eq $answer) {
        $answer = @{ failure = 'ConnectFailure'; socket = 10060 }
        if ($cloud['reachable']) { $answer = @{ status = 200 } }
    }
    Write-LabJournal @{ uri = [string]$Uri; proxy = [string]$Proxy }
    $failure = $null
    if ($answer['failure']) { $failure = New-LabWebFailure $answer['failure'] $answer['socket'] $null }
    elseif ($answer['status'] -ge 400) { $failure = New-LabWebFailure 'ProtocolError' $null $answer['status'] }
    elseif ($answer['status'] -ge 300) {
        $record = New-Object System.Management.Automation.ErrorRecord((New-Object System.InvalidOperationException('invented: redirected')), 'MaximumRedirectExceeded', 'InvalidOperation', $Uri)
        $PSCmdlet.ThrowTerminatingError($record)
    }
    if ($null -ne $failure) {
        $PSCmdlet.ThrowTerminatingError((New-Object System.Management.Automation.ErrorRecord($failure, 'WebCmdletWebResponseException', 'InvalidOperation', $Uri)))
    }
    [pscustomobject]@{ StatusCode = $answer['status']; StatusDescription = 'OK' }
}
