<#
.SYNOPSIS
Runs the offboarding script of the tenant, and waits until the sensor has taken back its own start.
.DESCRIPTION
Nothing is run on a server that is offboarded already. One that reports to another tenant is left alone, and so is every server
once the package has expired by its own clock: the sensor refuses such a package with event 29 and stays onboarded. The sensor must
run while it is offboarded, so a stopped one is started first. The script is handled like the one that onboards (PortalScript.ps1).
.PARAMETER File
The offboarding script in the library (sha256, name, bytes).
.PARAMETER OrgId
The tenant that the script must belong to.
.PARAMETER ExpiresAt
When the package expires (milliseconds since 1970-01-01T00:00Z).
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
.PARAMETER RunFolder
The folder of this run.
#>
[CmdletBinding()]
param([object]$File, [string]$OrgId, [long]$ExpiresAt, [string]$LibraryFolder, [string]$RunFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'OurFolder.ps1')
. (Join-Path $PSScriptRoot 'SensorState.ps1')
. (Join-Path $PSScriptRoot 'PortalScript.ps1')

function Start-Sense {
    # Stopped it reads no package, and the script takes "stopped" for its success (Install.ps1 starts it for the same reason).
    if (Test-SenseRunning) { return Write-Step 'startSensor' 'skipped' }
    Write-Step 'startSensor' 'begin'
    # What does not start now may do so later and then finds the package; whether it gave up its start is looked at below.
    try { Set-ServiceStatus 'Sense' 'Running' }
    catch { Write-Line 'run' 'warn' "Sense could not be started: $($_.Exception.Message)" }
    Write-Step 'startSensor' 'done'
}

if (Test-Offboarded) {
    Write-Step 'offboard' 'skipped' $OrgId
    Write-Result @{ changed = $false; native = $null; onboardingState = Get-OnboardingState; senseStart = Get-SenseStart }
    return
}
$current = [string](Get-RegistryValue $statusKey 'OrgId')
if ($current -ne '' -and $current -ne $OrgId) { throw (New-Failure 'package.otherTenant' "this server reports to the tenant $current") }
Assert-NotExpired ([string]$File.name) $ExpiresAt

try {
    Copy-PortalScript
    Start-Sense
    Invoke-PortalScript 'offboard'
}
finally { Remove-PortalScript }
$code = $portal.Code
Write-Step 'offboard' 'done' ([string]$code)

# 15 says that the sensor did not stop while the script looked: 50 s in that of 2022, 100 s in that of 2024. A slow one stops later.
if (@(0, 15) -notcontains $code) { throw (New-Failure 'operation.failed' "the offboarding script ended with $code" $code) }
Write-Step 'awaitOffboarding' 'begin'
# After a success Install.ps1 waits thirty seconds.
$most = 36
if ($code -eq 0) { $most = 6 }
for ($try = 1; $try -le $most -and -not (Test-Offboarded); $try++) {
    [pscustomobject]@{ Kind = 'progress'; Done = $try; Total = $most }
    Start-Sleep -Seconds 5
}
Write-Step 'awaitOffboarding' 'done' ([string](Get-SenseStart))
$state = Get-OnboardingState
$start = Get-SenseStart
Write-Result @{ changed = $true; native = $code; onboardingState = $state; senseStart = $start }
if ($code -ne 0 -and -not (Test-Offboarded)) { throw (New-Failure 'operation.failed' "the offboarding script ended with $code" $code) }
# Only the sensor writes this value, and one of 2022 left it (row servicing/servicing-ips1-offboarded-but-still-2): never written by us.
if ($start -eq 2) { throw (New-Failure 'sensor.stillOnboarded' "Start of Sense is 2 and OnboardingState is $state") }
