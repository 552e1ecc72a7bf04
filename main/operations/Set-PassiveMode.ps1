<#
.SYNOPSIS
Writes, or removes, the policy value that keeps Defender Antivirus passive beside another antivirus.
.DESCRIPTION
HKLM\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection, ForceDefenderPassiveMode: 1 passive, 0 active. It counts
once the sensor runs. The value as it was before is part of the result, so that it can be put back.
.PARAMETER Mode
passive, active, or unset (removes the value).
#>
[CmdletBinding()]
param([string]$Mode)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')

$key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection'
$name = 'ForceDefenderPassiveMode'
$wanted = $null
switch ($Mode) {
    'passive' { $wanted = 1 }
    'active' { $wanted = 0 }
    'unset' { }
    default { throw (New-Failure 'operation.badParameters' "mode $Mode") }
}
$before = Get-RegistryValue $key $name
if ($null -ne $before) { $before = [int]$before }
if ($before -eq $wanted) {
    Write-Step 'writePassiveMode' 'skipped' ([string]$before)
    Write-Result @{ changed = $false; before = $before; after = $before }
    return
}
Write-Step 'writePassiveMode' 'begin' ([string]$wanted)
if ($null -eq $wanted) { Remove-ItemProperty -LiteralPath $key -Name $name }
else {
    # New-Item -Force would empty a key that is already there.
    if (-not (Test-Path -LiteralPath $key)) { $null = New-Item -Path $key -Force }
    $null = New-ItemProperty -LiteralPath $key -Name $name -Value $wanted -PropertyType DWord -Force
}
$after = Get-RegistryValue $key $name
if ($null -ne $after) { $after = [int]$after }
Write-Step 'writePassiveMode' 'done' ([string]$after)
Write-Result @{ changed = ($before -ne $after); before = $before; after = $after }
