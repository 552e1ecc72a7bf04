# The old monitoring agent: the object by which its workspaces are told and taken away.
# Stands on: servicing/servicing-mma-com-object.
# Invented: that its list is what the registry names, and the code of a refusal; looked for: registry exports of servers with the agent, in issues and forums

$labWorkspaces = 'HKLM:\SYSTEM\CurrentControlSet\Services\HealthService\Parameters\Service Connector Services'

# What New-Object -ComObject gives (ScheduledTasks.psm1 asks here).
function New-LabComObject([string]$Name) {
    if ($Name -ne 'AgentConfigManager.MgmtSvcCfg') { throw "LabUnknown: the COM object $Name" }
    if ($null -eq (Read-LabMachine)['services']['HealthService']) { throw (New-Object System.Runtime.InteropServices.COMException('Class not registered', 0x80040154)) }
    New-LabThing @{} @{
        GetCloudWorkspaces   = {
            if (-not (Test-Path -LiteralPath $labWorkspaces)) { return }
            foreach ($key in @(Get-ChildItem -LiteralPath $labWorkspaces)) { [pscustomobject]@{ workspaceId = $key.PSChildName -replace '^Log Analytics - ', '' } }
        }
        RemoveCloudWorkspace = {
            param($id)
            $fault = Get-LabFault 'Remove-Workspace'
            if ($fault -and $fault['effect'] -eq 'fail') { throw (New-Object System.Runtime.InteropServices.COMException('invented: it refuses', [int]$fault['native'])) }
            if (-not $fault) { Set-LabRegistry @{ "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\HealthService\Parameters\Service Connector Services\Log Analytics - $id" = $null } }
        }
        ReloadConfiguration  = { }
    }
}
