# Features and roles.
#
# Stands on: servicing/servicing-features-enable-result, servicing/servicing-features-unknown-name, servicing/servicing-features-2016-default,
# servicing/servicing-features-2019-no-parent, servicing/servicing-features-2019-no-gui, servicing/servicing-features-state-words.
# Invented: the sentences about elevation and about the source; looked for: the English texts of these two errors. Nothing decides by them.
# Invented: the column FeatureType and its words; looked for: an object of Get-WindowsFeature printed whole, among captures of servers.

function New-LabDismError([string]$Text, [int]$Code) { New-Object System.Runtime.InteropServices.COMException($Text, $Code) }

function Assert-LabFeature($Machine, [string]$Name) {
    if (-not $Machine['powershell']['elevated']) { throw (New-LabDismError 'The requested operation requires elevation.' 0x800702E4) }
    if (-not $Machine['features'].Contains($Name)) { throw (New-LabDismError "Feature name $Name is unknown." 0x800F080C) }
}

function Get-WindowsOptionalFeature {
    [CmdletBinding()]
    param([switch]$Online, [string]$FeatureName, [string]$PackageName, [string]$LogPath)
    Assert-LabWorks 'Get-WindowsOptionalFeature'
    if (-not $Online -or -not $FeatureName) { throw 'LabUnknown: Get-WindowsOptionalFeature without -Online -FeatureName' }
    $machine = Read-LabMachine
    Assert-LabFeature $machine $FeatureName
    Write-LabParts 'Get-WindowsOptionalFeature' @{ FeatureName = $FeatureName; State = $machine['features'][$FeatureName]; RestartRequired = 'Possible' }
}

function Enable-WindowsOptionalFeature {
    [CmdletBinding()]
    param([switch]$Online, [string[]]$FeatureName, [switch]$All, [switch]$NoRestart, [switch]$LimitAccess, [string[]]$Source, [string]$LogPath)
    if (-not $Online -or -not $NoRestart) { throw 'LabUnknown: Enable-WindowsOptionalFeature without -Online -NoRestart' }
    $restart = $false
    foreach ($one in $FeatureName) {
        $machine = Read-LabMachine
        Assert-LabFeature $machine $one
        if ($machine['features'][$one] -eq 'DisabledWithPayloadRemoved') { throw (New-LabDismError 'The source files could not be found.' 0x800F081F) }
        if ($one -ne 'Windows-Defender') {
            # The parent and the user interface have no work of their own in a machine file.
            Edit-LabMachine { param($machine) $machine['features'][$one] = 'Enabled' }
            continue
        }
        $fault = Get-LabFault 'Install-Prerequisite'
        if ($fault -and $fault['effect'] -eq 'fail') { throw (New-LabDismError $fault['line'] ([int]$fault['native'])) }
        if (-not ($fault -and $fault['effect'] -eq 'noop')) { Use-LabEffect "feature.enable:$(Get-LabOs -Antivirus)" }
        $restart = (Read-LabMachine)['features'][$one] -eq 'EnablePending'
    }
    # Row servicing/servicing-features-enable-result: the warning comes in the language of Windows, here in the one that was seen.
    if ($restart) { Write-Warning ([char[]]@(0x41F, 0x435, 0x440, 0x435, 0x437, 0x430, 0x43F, 0x443, 0x441, 0x43A) -join '') }
    [pscustomobject]@{ Path = ''; Online = $true; RestartNeeded = $restart }
}

function Get-WindowsFeature {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [string[]]$Name, [string]$LogPath)
    Assert-LabWorks 'Get-WindowsFeature'
    foreach ($role in @((Read-LabMachine)['roles'])) {
        if ($null -ne $role) { Write-LabParts 'Get-WindowsFeature' @{ Name = $role; InstallState = 'Installed'; FeatureType = 'Role' } }
    }
    [pscustomobject]@{ Name = 'DNS'; InstallState = 'Available'; FeatureType = 'Role' }
    [pscustomobject]@{ Name = 'NET-Framework-45-Core'; InstallState = 'Installed'; FeatureType = 'Feature' }
}
