<#
.SYNOPSIS
Runs the onboarding script of the tenant, and waits until the sensor says that it is onboarded.
.DESCRIPTION
Which lines may run is decided before the file is sent: its hash says that it is that file. A script that does not end within ten
minutes is ended with all that it started. Its text is a key to the tenant, so it is copied into the run folder, removed from there
afterwards, and never repeated in a record.
.PARAMETER File
The onboarding script in the library (sha256, name, bytes).
.PARAMETER OrgId
The tenant that the script must belong to.
.PARAMETER Connectivity
The way to the cloud that the script sets: streamlined, standard or unknown. A server that is onboarded by the other way runs it again.
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
.PARAMETER RunFolder
The folder of this run.
#>
[CmdletBinding()]
param([object]$File, [string]$OrgId, [string]$Connectivity = 'unknown', [string]$LibraryFolder, [string]$RunFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'Connectivity.ps1')
. (Join-Path $PSScriptRoot 'OurFolder.ps1')
. (Join-Path $PSScriptRoot 'SensorState.ps1')
. (Join-Path $PSScriptRoot 'PortalScript.ps1')

$current = [string](Get-RegistryValue $statusKey 'OrgId')
if ((Get-OnboardingState) -eq 1 -and $current -ne '' -and $current -ne $OrgId) {
    throw (New-Failure 'step.blocked' "this server is onboarded to the tenant $current")
}
# From one way to the other there is no offboarding: the script runs once more, and the sensor takes it up at the next start.
$ways = @('streamlined', 'standard')
$set = Get-Connectivity (Get-RegistryValue 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection' 'OnboardingInfo')
$onboarded = (Test-Onboarded) -and $current -eq $OrgId
$changes = $onboarded -and $ways -contains $Connectivity -and $ways -contains $set -and $set -ne $Connectivity
if ($onboarded -and -not $changes) {
    Write-Step 'onboard' 'skipped' $OrgId
    Write-Result @{ changed = $false; restart = $false; native = $null; onboardingState = 1 }
    return
}

try {
    Copy-PortalScript
    Invoke-PortalScript 'onboard'
}
finally { Remove-PortalScript }
$code = $portal.Code
Write-Step 'onboard' 'done' ([string]$code)

# 15, 30, 35 and 40 say that the script looked in vain within its minute; slow servers get there a little later.
if (@(0, 15, 30, 35, 40) -notcontains $code) { throw (New-Failure 'operation.failed' "the onboarding script ended with $code" $code) }
Write-Step 'awaitSensor' 'begin'
$most = 36
if ($code -eq 0) { $most = 6 }
for ($try = 1; $try -le $most -and -not (Test-Onboarded); $try++) {
    [pscustomobject]@{ Kind = 'progress'; Done = $try; Total = $most }
    Start-Sleep -Seconds 5
}
if ($code -ne 0 -and -not (Test-Onboarded)) { throw (New-Failure 'operation.failed' "the onboarding script ended with $code" $code) }
Write-Step 'awaitSensor' 'done' ([string](Get-OnboardingState))
Write-Result @{ changed = $true; restart = $changes; native = $code; onboardingState = Get-OnboardingState }
