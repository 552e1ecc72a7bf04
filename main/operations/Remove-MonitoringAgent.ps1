<#
.SYNOPSIS
Removes the old Microsoft Monitoring Agent by Windows Installer, by its own registration.
.DESCRIPTION
Nothing is removed while the agent reports to a workspace, or to a management group of Operations Manager that nobody has seen: who asked for it was told of those that
were there. The agent is known by the name of its product, which is the same in every language of Windows.
.PARAMETER ProductCode
The product's key, with its braces. Every version has its own.
.PARAMETER Groups
The management groups of Operations Manager that a person was told of.
.PARAMETER RunFolder
The folder of this run: the log stays there.
#>
[CmdletBinding()]
param([string]$ProductCode, [object[]]$Groups = @(), [string]$RunFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'MsiLog.ps1')
. (Join-Path $PSScriptRoot 'SensorSetup.ps1')
$sought.Name = '^Microsoft Monitoring Agent$'
$Engine = 'msiexec'

function Get-SubKeyName([string]$Key) {
    $path = "HKLM:\SYSTEM\CurrentControlSet\Services\HealthService\Parameters\$Key"
    if (Test-Path -LiteralPath $path) { foreach ($one in @(Get-ChildItem -LiteralPath $path)) { [string]$one.PSChildName } }
}

function Write-Gone {
    Write-Step 'removeAgent' 'skipped'
    Write-Result @{ changed = $false; restart = $false; native = $outcome.Code; logPath = $outcome.Log }
}

$spaces = @(Get-SubKeyName 'Service Connector Services' | Where-Object { $_ -match '^Log Analytics - ' })
# Each workspace has a group of its own here, whose name begins with AOI-; any other belongs to Operations Manager.
$strange = @(Get-SubKeyName 'Management Groups' | Where-Object { -not $_.StartsWith('AOI-', [stringcomparison]::OrdinalIgnoreCase) -and $Groups -notcontains $_ })
if ($spaces.Count + $strange.Count -gt 0) { throw (New-Failure 'agent.inUse' ([string]::Join(', ', @($spaces + $strange)))) }
if (@(Get-Installed) -notcontains $ProductCode) { return Write-Gone }
Write-Step 'removeAgent' 'begin' $ProductCode
Invoke-Installer "/x $ProductCode" 'uninstall' $false
# 1605 and 1614: no such product, so somebody else removed it meanwhile.
if (@(1605, 1614, 1618) -contains $outcome.Code -and -not (Test-Installed)) { return Write-Gone }
if ($outcome.Code -ne 0 -and -not $outcome.Restart) { Write-Failure }
if ($outcome.Code -eq 1641) { Write-Line 'run' 'warn' '1641: Windows Installer has begun a restart of this server by itself.' }
Write-Step 'removeAgent' 'done' ([string]$outcome.Code)
Write-Result @{ changed = $true; restart = $outcome.Restart; native = $outcome.Code; logPath = $outcome.Log }
