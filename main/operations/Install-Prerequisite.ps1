<#
.SYNOPSIS
Brings one thing that the sensor needs: Defender's feature, its service, a Windows update, or its platform update.
.PARAMETER Fix
defenderFeature, defenderEnable, windowsUpdate or platformUpdate.
.PARAMETER Kb
windowsUpdate: the number of the update, e.g. KB2999226.
.PARAMETER File
windowsUpdate, platformUpdate: the file in the library (sha256, name, bytes).
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
#>
[CmdletBinding()]
param([string]$Fix, [string]$Kb = '', [object]$File = $null, [string]$LibraryFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'SignedProgram.ps1')
. (Join-Path $PSScriptRoot 'NativeTool.ps1')
. (Join-Path $PSScriptRoot 'AntivirusTool.ps1')

function Get-FeatureState([string]$Name) {
    try { [string](Get-WindowsOptionalFeature -Online -FeatureName $Name).State }
    catch { throw (New-Failure 'operation.failed' "$Name`: $($_.Exception.Message)" $_.Exception.HResult) }
}

function Enable-DefenderFeature {
    # The parent first: on 2016 it stands between the roles and the antivirus itself. Later Windows have only the latter.
    $names = @('Windows-Defender')
    if ((Get-FeatureState 'Windows-Defender') -eq 'Enabled') {
        Write-Step 'enableFeature' 'skipped' 'Windows-Defender'
        return Write-Result @{ changed = $false; restart = $false; native = $null }
    }
    if ((Get-FeatureState 'Windows-Defender') -eq 'EnablePending') {
        Write-Step 'enableFeature' 'skipped' 'Windows-Defender'
        return Write-Result @{ changed = $false; restart = $true; native = $null }
    }
    try { $parent = [string](Get-WindowsOptionalFeature -Online -FeatureName 'Windows-Defender-Features').State } catch { $parent = '' }
    if ($parent -ne '' -and $parent -ne 'Enabled' -and $parent -ne 'EnablePending') { $names = @('Windows-Defender-Features', 'Windows-Defender') }
    $restart = $false
    foreach ($name in $names) {
        Write-Step 'enableFeature' 'begin' $name
        try { $done = Enable-WindowsOptionalFeature -Online -FeatureName $name -NoRestart }
        catch { throw (New-Failure 'operation.failed' "$name`: $($_.Exception.Message)" $_.Exception.HResult) }
        foreach ($one in @($done)) { if ($one.PSObject.Properties['RestartNeeded'] -and $one.RestartNeeded) { $restart = $true } }
        Write-Step 'enableFeature' 'done' $name
    }
    if ((Get-FeatureState 'Windows-Defender') -eq 'EnablePending') { $restart = $true }
    Write-Result @{ changed = $true; restart = $restart; native = 0 }
}

function Get-AntivirusStatus {
    $service = @(Get-Service -Name 'WinDefend' -ErrorAction SilentlyContinue)
    if ($service.Count -gt 0) { [string]$service[0].Status } else { '' }
}

function Write-NextStart {
    # Windows may call the feature enabled while Defender's service and programs come only with the restart.
    $state = Get-FeatureState 'Windows-Defender'
    if (@('Enabled', 'EnablePending') -notcontains $state) {
        throw (New-Failure 'operation.failed' "Defender Antivirus is not there, and its feature is $state")
    }
    Write-Line 'run' 'warn' 'The feature is enabled and Defender Antivirus is not there yet: it comes with the next start of Windows.'
    Write-Result @{ changed = $false; restart = $true; native = $null }
}

function Enable-Antivirus {
    $status = Get-AntivirusStatus
    if ($status -eq '') { return Write-NextStart }
    if ($status -eq 'Running') {
        Write-Step 'startAntivirus' 'skipped'
        return Write-Result @{ changed = $false; restart = $false; native = $null }
    }
    $tool = Find-AntivirusTool
    if ($tool -eq '') { return Write-NextStart }
    Write-Step 'startAntivirus' 'begin'
    $key = 'HKLM:\SYSTEM\CurrentControlSet\Services\WinDefend'
    if ((Get-RegistryValue $key 'Start') -eq 4) {
        # Tamper protection or the access list may refuse it; the tool below then still has its own way.
        try { $null = New-ItemProperty -LiteralPath $key -Name 'Start' -Value 2 -PropertyType DWord -Force }
        catch { Write-Line 'run' 'warn' "Start of WinDefend: $($_.Exception.Message)" }
    }
    try { $answer = Invoke-Native $tool @('-wdenable') }
    catch { throw (New-Failure 'operation.failed' "$tool could not be started: $($_.Exception.Message)") }
    foreach ($line in $answer.Lines) { Write-Line 'cmd' 'info' $line }
    if ($answer.Code -ne 0) { throw (New-Failure 'operation.failed' "MpCmdRun.exe ended with $($answer.Code)" $answer.Code) }
    for ($i = 0; $i -lt 15 -and (Get-AntivirusStatus) -ne 'Running'; $i++) { Start-Sleep -Seconds 2 }
    Write-Step 'startAntivirus' 'done'
    # Some servers start it only at the next boot.
    Write-Result @{ changed = $true; restart = ((Get-AntivirusStatus) -ne 'Running'); native = $answer.Code }
}

function Test-RestartMark {
    # Windows says 0 or "already installed" also while an update waits for the restart that puts it in; these marks tell.
    $servicing = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing'
    $marks = @("$servicing\RebootPending", "$servicing\PackagesPending", 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired')
    foreach ($mark in $marks) { if (Test-Path -LiteralPath $mark) { return $true } }
    $false
}

function Install-WindowsUpdate {
    if ([string]$File.name -notmatch [regex]::Escape($Kb)) { throw (New-Failure 'operation.badParameters' "$($File.name) is not the file of $Kb") }
    Write-Step 'verifyFile' 'begin' ([string]$File.name)
    $path = Get-KitPath $File
    Write-Step 'verifyFile' 'done' ([string]$File.name)
    Write-Step 'installUpdate' 'begin' $Kb
    $process = Start-Tool (Join-Path $env:SystemRoot 'System32\wusa.exe') "`"$path`" /quiet /norestart"
    Watch-Tool $process $null
    $code = $process.ExitCode
    Write-Step 'installUpdate' 'done' ([string]$code)
    switch ($code) {
        0 { return Write-Result @{ changed = $true; restart = (Test-RestartMark); native = $code } }
        # ERROR_SUCCESS_REBOOT_REQUIRED, WU_S_REBOOT_REQUIRED
        3010 { return Write-Result @{ changed = $true; restart = $true; native = $code } }
        # ERROR_SUCCESS_REBOOT_INITIATED: the restart has begun, although the update was told not to.
        1641 { return Write-Result @{ changed = $true; restart = $true; native = $code } }
        0x240005 { return Write-Result @{ changed = $true; restart = $true; native = $code } }
        # WU_S_ALREADY_INSTALLED
        0x240006 { return Write-Result @{ changed = $false; restart = (Test-RestartMark); native = $code } }
    }
    throw (New-Failure 'operation.failed' "wusa.exe ended with $code for $Kb" $code)
}

function Install-PlatformUpdate {
    Write-Step 'verifyFile' 'begin' ([string]$File.name)
    $path = Get-SignedProgram $File @{ InternalName = 'UpdatePlatform.exe' }
    Write-Step 'verifyFile' 'done' ([string]$File.name)
    $before = Get-ServiceFileVersion 'WinDefend'
    if ($null -ne $before -and $before -ge (Get-ItemVersion $path)) {
        Write-Step 'updatePlatform' 'skipped' ([string]$before)
        return Write-Result @{ changed = $false; restart = $false; native = $null }
    }
    Write-Step 'updatePlatform' 'begin' ([string]$before)
    $process = Start-Tool $path ''
    Watch-Tool $process $null
    $code = $process.ExitCode
    if (@(0, 3010) -notcontains $code) { throw (New-Failure 'operation.failed' "$($File.name) ended with $code" $code) }
    for ($i = 0; $i -lt 15 -and (Get-ServiceFileVersion 'WinDefend') -eq $before; $i++) { Start-Sleep -Seconds 2 }
    $after = Get-ServiceFileVersion 'WinDefend'
    Write-Step 'updatePlatform' 'done' ([string]$after)
    # 0 is also said of an update that Defender puts off, for as long as something uses the old platform.
    $waits = ($after -eq $before)
    if ($waits) { Write-Line 'run' 'warn' "$($File.name) ended with $code and the platform is still ${before}: Windows may put the new one in with its next start." }
    Write-Result @{ changed = (-not $waits); restart = ($waits -or $code -eq 3010); native = $code }
}

try {
    switch ($Fix) {
        'defenderFeature' { Enable-DefenderFeature }
        'defenderEnable' { Enable-Antivirus }
        'windowsUpdate' { Install-WindowsUpdate }
        'platformUpdate' { Install-PlatformUpdate }
        default { throw (New-Failure 'operation.badParameters' "fix $Fix") }
    }
}
finally { Close-Held }
