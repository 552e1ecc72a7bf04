<#
.SYNOPSIS
Removes the installation package (Windows Server 2012 R2 and 2016), by Windows Installer or by Microsoft's Install.ps1.
.DESCRIPTION
The server must be offboarded before. What stands in the way is looked for in the order of Install.ps1 -Uninstall: tamper protection, a
filter driver that cannot be stopped, a version that SYSTEM cannot remove, a sensor that still starts by itself. Windows Server 2012 R2
loses its antivirus with the package; on 2016 it is a part of Windows and stays. Ids of the server (senseGuid) and policies are left.
No process is ended by this script, not even WmiPrvSE.exe, which on 2012 R2 may hold files of the antivirus: packages from 4.18.60321 on
see to that themselves, and older ones are refused there. Install.ps1 ends what holds files of the sensor, and so may cut a session
over WMI; this script runs in a task, and no session is needed to its end.
.PARAMETER Engine
msiexec (the usual way) or installScript.
.PARAMETER ProductCode
The product's key, with its braces. Every build has its own.
.PARAMETER Script
Install.ps1 in the library, where the engine is installScript.
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
.PARAMETER RunFolder
The folder of this run: the logs stay there.
#>
[CmdletBinding()]
param([string]$Engine, [string]$ProductCode, [object]$Script = $null, [string]$LibraryFolder, [string]$RunFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'Facts.ps1')
. (Join-Path $PSScriptRoot 'Room.ps1')
. (Join-Path $PSScriptRoot 'InTime.ps1')
. (Join-Path $PSScriptRoot 'MsiLog.ps1')
. (Join-Path $PSScriptRoot 'SensorSetup.ps1')

function Test-TamperProtected {
    # 2012 R2 has the command only while the antivirus is there. What does not answer is left to the package, which asks as well.
    if (-not (Get-Command -Name 'Get-MpComputerStatus' -ErrorAction SilentlyContinue)) { return $false }
    try { $status = Read-InTime @('defender.tamperProtected') { Get-MpComputerStatus -ErrorAction Stop } }
    finally { Close-Beside }
    [bool](Get-Switch $status 'IsTamperProtected')
}

function Test-StuckFilter {
    # Seldom, after an update of the sensor: a driver that Windows cannot unload before it starts again.
    $filter = @(Get-Service -Name 'MsSecFlt' -ErrorAction SilentlyContinue)
    $filter.Count -gt 0 -and [string]$filter[0].Status -eq 'Running' -and -not $filter[0].CanStop
}

function Get-OldVersion {
    # The version of a package that the account SYSTEM cannot remove on Windows Server 2012 R2, or nothing.
    $build = [string](Get-RegistryValue 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' 'CurrentBuildNumber')
    if ($build -ne '9600') { return }
    $version = [string](Get-RegistryValue "HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\$ProductCode" 'DisplayVersion')
    if ($version -match '^4\.18\.\d+(\.\d+)?$' -and [version]$version -lt [version]'4.18.60326') { $version }
}

function Write-Gone {
    Write-Step 'removeSensor' 'skipped'
    Write-Result @{ changed = $false; restart = $false; native = $outcome.Code; logPath = $outcome.Log }
}

if (Test-TamperProtected) { throw (New-Failure 'sensor.tamperProtected' 'IsTamperProtected is True') }
if (Test-StuckFilter) {
    Write-Line 'run' 'warn' 'MsSecFlt runs and cannot be stopped: Windows must restart first. Nothing was removed.'
    Write-Result @{ changed = $false; restart = $true; native = $null; logPath = '' }
    return
}
$old = Get-OldVersion
if ($old) { throw (New-Failure 'sensor.administratorOnly' "version $old, product $ProductCode") }
$start = Get-RegistryValue 'HKLM:\SYSTEM\CurrentControlSet\Services\Sense' 'Start'
if ($start -eq 2) { throw (New-Failure 'sensor.stillOnboarded' 'Start of Sense is 2') }
if (@(Get-Installed) -notcontains $ProductCode) { return Write-Gone }

try {
    $staging = ''
    if ($Engine -eq 'installScript') {
        if ($null -eq $Script) { throw (New-Failure 'operation.badParameters' 'no Install.ps1 was named') }
        Write-Step 'verifyFile' 'begin' ([string]$Script.name)
        $staging = New-Staging (Get-KitPath $Script)
        Write-Step 'verifyFile' 'done' ([string]$Script.name)
    }
    Write-Step 'removeSensor' 'begin' $Engine
    switch ($Engine) {
        'msiexec' { Invoke-Installer "/x $ProductCode" 'uninstall' $false }
        'installScript' { Invoke-SetupScript $staging 'uninstall' ' -Uninstall' }
        default { throw (New-Failure 'operation.badParameters' "engine $Engine") }
    }
}
finally { Close-Held }
# 1605 and 1614 of Windows Installer and 20 of Install.ps1: no such product, so somebody else removed it meanwhile.
$gone = (@(1605, 1614, 20) -contains $outcome.Code -or $outcome.Code -eq 1618) -and -not (Test-Installed)
if ($gone) { return Write-Gone }
if ($outcome.Code -ne 0 -and -not $outcome.Restart) { Write-Failure }
if ($outcome.Code -eq 1641) { Write-Line 'run' 'warn' '1641: Windows Installer has begun a restart of this server by itself.' }
Write-Step 'removeSensor' 'done' ([string]$outcome.Code)
# 12: Install.ps1 found the driver that cannot be stopped, and removed nothing.
Write-Result @{ changed = ($outcome.Code -ne 12); restart = $outcome.Restart; native = $outcome.Code; logPath = $outcome.Log }
