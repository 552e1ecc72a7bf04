<#
.SYNOPSIS
Takes workspaces away from the old Microsoft Monitoring Agent, and leaves the agent itself.
.DESCRIPTION
By the agent's own object, AgentConfigManager.MgmtSvcCfg, as Microsoft's Install.ps1 does; the object exists in a 64-bit PowerShell alone. The agent then reads
its configuration anew. Where nothing is left for it to report to, its service is stopped; a management group of Operations Manager is something.
.PARAMETER Ids
The workspaces, by their identifiers.
#>
[CmdletBinding()]
param([object[]]$Ids)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')

function Get-WorkspaceId($Agent) { @($Agent.GetCloudWorkspaces()) | Where-Object { $null -ne $_ } | ForEach-Object { [string]$_.workspaceId } }

function Test-ManagementGroup {
    # Each workspace has a group of its own here, whose name begins with AOI-; any other belongs to Operations Manager.
    $groups = 'HKLM:\SYSTEM\CurrentControlSet\Services\HealthService\Parameters\Management Groups'
    if (-not (Test-Path -LiteralPath $groups)) { return $false }
    @(Get-ChildItem -LiteralPath $groups | Where-Object { -not ([string]$_.PSChildName).StartsWith('AOI-', [stringcomparison]::OrdinalIgnoreCase) }).Count -gt 0
}

function New-AgentFailure([string]$What, $Failure) {
    $code = $Failure.Exception.GetBaseException().HResult
    New-Failure 'operation.failed' "$What`: $($Failure.Exception.Message)" $code
}

if (@(Get-Service -Name 'HealthService' -ErrorAction SilentlyContinue).Count -eq 0) {
    Write-Step 'removeWorkspace' 'skipped'
    Write-Result @{ changed = $false; removed = @(); left = @(); stopped = $false }
    return
}
try { $agent = New-Object -ComObject 'AgentConfigManager.MgmtSvcCfg' } catch { throw (New-AgentFailure 'AgentConfigManager.MgmtSvcCfg' $_) }
$before = @(Get-WorkspaceId $agent)
$there = @($before | Where-Object { $Ids -contains $_ })
if ($there.Count -eq 0) {
    Write-Step 'removeWorkspace' 'skipped'
    Write-Result @{ changed = $false; removed = @(); left = $before; stopped = $false }
    return
}
foreach ($id in $there) {
    Write-Step 'removeWorkspace' 'begin' $id
    try { $null = $agent.RemoveCloudWorkspace($id) } catch { throw (New-AgentFailure "workspace $id" $_) }
    Write-Step 'removeWorkspace' 'done' $id
}
$left = @(Get-WorkspaceId $agent)
$stops = $left.Count -eq 0 -and -not (Test-ManagementGroup)
# It answers nothing that is looked at; what counts is which workspaces are left.
if (-not $stops) { $null = $agent.ReloadConfiguration() }
else {
    # One that stays reports to nobody any more.
    try { Set-ServiceStatus 'HealthService' 'Stopped' }
    catch { Write-Line 'run' 'warn' "HealthService could not be stopped: $($_.Exception.Message)" }
}
$stopped = $stops -and [string](Get-Service -Name 'HealthService').Status -eq 'Stopped'
Write-Result @{ changed = ($left.Count -lt $before.Count); removed = @($there | Where-Object { $left -notcontains $_ }); left = $left; stopped = $stopped }
