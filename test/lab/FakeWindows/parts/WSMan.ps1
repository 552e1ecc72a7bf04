# The drive WSMan: of the technician's computer, as far as TrustedHosts: `network.trustedHosts` of the machine file.
# Stands on: platform/winrm-trusted-by-name (a policy refuses the change), platform/winrm-trustedhosts-ipv6.
# Invented: how the drive answers one without rights; looked for: captures of Get-Item WSMan: without elevation

function Test-LabWSMan([string]$Path) { $Path -like 'WSMan:*' }

# Windows lets only an elevated process look; while the service is off, its provider asks whether to start it, and nobody answers.
function Assert-LabWSMan([string]$Path) {
    if ($Path -ne 'WSMan:\localhost\Client\TrustedHosts') { throw "LabUnknown: $Path" }
    $machine = Read-LabMachine
    if (-not $machine['powershell']['elevated']) { throw (New-Object System.InvalidOperationException('Access is denied.')) }
    if ($machine['services']['WinRM']['status'] -ne 'Running') { throw 'LabUnknown: the question whether WinRM shall be started' }
    if ($null -eq $machine['network']) { throw "LabUnknown: the machine file has no 'network'" }
}

function Get-LabWSMan {
    [pscustomobject]@{ Name = 'TrustedHosts'; Value = [string](Read-LabMachine)['network']['trustedHosts'] }
}

function Set-Item {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'Path')] [string[]]$Path,
        [Parameter(Mandatory = $true, ParameterSetName = 'Literal')] [string[]]$LiteralPath,
        [Parameter(Position = 1)] [object]$Value,
        [switch]$Force
    )
    foreach ($one in @($Path) + @($LiteralPath) | Where-Object { $_ }) {
        # Programs are played by functions, which are made by this command.
        if ($one -like 'function:*') { Microsoft.PowerShell.Management\Set-Item -LiteralPath $one -Value $Value; continue }
        if (-not (Test-LabWSMan $one)) { throw "LabUnknown: Set-Item '$one'" }
        Assert-LabWSMan $one
        if (-not $Force) { throw 'LabUnknown: the question whether the list may be changed' }
        $text = [string]$Value
        # Where Group Policy sets the list, Windows refuses the change and says so (row platform/winrm-trusted-by-name).
        if ((Read-LabMachine)['network']['trustedHosts'] -like 'policy.*') { throw (New-Object System.InvalidOperationException('The setting cannot be changed because policies control it.')) }
        # Invented: a list that takes the change without a word and stays as it was; looked for: captures of Set-Item on TrustedHosts
        if (Test-LabOdd 'trusted:kept') { continue }
        Edit-LabMachine { param($machine) $machine['network']['trustedHosts'] = $text }
    }
}
