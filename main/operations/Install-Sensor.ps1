<#
.SYNOPSIS
Installs the installation package (Windows Server 2012 R2 and 2016), by Windows Installer or by Microsoft's Install.ps1.
.PARAMETER Engine
msiexec (the usual way) or installScript.
.PARAMETER File
The installation package in the library (sha256, name, bytes).
.PARAMETER Script
Install.ps1 in the library, where the engine is installScript.
.PARAMETER Passive
Defender Antivirus starts passive, beside another antivirus.
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
.PARAMETER RunFolder
The folder of this run: the logs stay there.
#>
[CmdletBinding()]
param([string]$Engine, [object]$File, [object]$Script = $null, [bool]$Passive, [string]$LibraryFolder, [string]$RunFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'MsiLog.ps1')
. (Join-Path $PSScriptRoot 'SensorSetup.ps1')

function Install-ByScript([string]$Package, [string]$Source) {
    # The script takes md4ws.msi from its own folder.
    $staging = New-Staging $Source
    Copy-Item -LiteralPath $Package -Destination (Join-Path $staging 'md4ws.msi')
    Assert-Hash (Join-Path $staging 'md4ws.msi') ([string]$File.sha256)
    Invoke-SetupScript $staging 'install' $(if ($Passive) { ' -Passive' })
}

if (Test-Installed) {
    Write-Step 'installSensor' 'skipped'
    Write-Result @{ changed = $false; restart = $false; native = $null; logPath = '' }
    return
}
try {
    Write-Step 'verifyFile' 'begin' ([string]$File.name)
    $package = Get-KitPath $File
    $source = ''
    if ($Engine -eq 'installScript') {
        if ($null -eq $Script) { throw (New-Failure 'operation.badParameters' 'no Install.ps1 was named') }
        $source = Get-KitPath $Script
    }
    Write-Step 'verifyFile' 'done' ([string]$File.name)
    Write-Step 'installSensor' 'begin' $Engine
    switch ($Engine) {
        'msiexec' { Invoke-Installer "/i `"$package`"$(if ($Passive) { ' FORCEPASSIVEMODE=1' })" 'install' $true }
        'installScript' { Install-ByScript $package $source }
        default { throw (New-Failure 'operation.badParameters' "engine $Engine") }
    }
}
finally { Close-Held }
$there = ($outcome.Code -eq 1618 -and (Test-Installed))
if ($there) { Write-Line 'run' 'warn' '1618, and the product is installed all the same: nothing is left to wait for.' }
if ($outcome.Code -ne 0 -and -not $outcome.Restart -and -not $there) { Write-Failure }
if ($outcome.Code -eq 1641) { Write-Line 'run' 'warn' '1641: Windows Installer has begun a restart of this server by itself.' }
Write-Step 'installSensor' 'done' ([string]$outcome.Code)
Write-Result @{ changed = $true; restart = $outcome.Restart; native = $outcome.Code; logPath = $outcome.Log }
