<#
.SYNOPSIS
Functions on the list TrustedHosts of this computer: who may be signed in to without Kerberos and without encryption.
#>

$trustPlace = 'WSMan:\localhost\Client\TrustedHosts'

function New-TrustFailure {
    <# .SYNOPSIS
    An error record with a code of ours. #>
    param([string]$Code, [string]$Text)
    New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception($Text)), $Code, 'NotSpecified', $null)
}

function Get-TrustedList {
    <# .SYNOPSIS
    The list as Windows keeps it: one text, names parted by commas, empty where there are none. #>
    $whoami = Join-Path $env:SystemRoot 'System32\whoami.exe'
    $groups = @((Invoke-Native $whoami @('/groups', '/fo', 'csv', '/nh')).Lines)
    if (@($groups -match 'S-1-16-(12288|16384)').Count -eq 0) { throw (New-TrustFailure 'target.notElevated' 'The integrity level is below high.') }
    # Asked while the service is off, the provider would offer to start it.
    $status = [string](Get-Service -Name 'WinRM').Status
    if ($status -ne 'Running') { throw (New-TrustFailure 'winrm.stopped' "WinRM: $status") }
    [string](Get-Item -LiteralPath $trustPlace).Value
}

function Split-TrustedList {
    <# .SYNOPSIS
    The names of a list, in its order. #>
    param([string]$List)
    $List.Split(',') | ForEach-Object { $_.Trim() } | Where-Object { $_ -ne '' }
}
