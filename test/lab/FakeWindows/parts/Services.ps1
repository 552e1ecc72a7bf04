# The service manager. Services are named by their keys: display names change with product and language, and in the registry they are
# references to a text (rows defender/mde-svc-windefend-displaynames, defender/mde-svc-displayname-resources).
# Stands on: defender/mde-svc-windefend-active, defender/mde-svc-windefend-passive (Running in both), defender/mde-svc-sense-notonboarded,
# defender/mde-svc-remote-list-dc, defender/mde-svc-wdnissvc-running, defender/mde-svc-2016-tasklist, defender/mde-svc-table-25h2.
# Which controls a service accepts is not played: captures contradict each other, so nobody may conclude a mode from it (row
# defender/mde-mpstatus-2202-4-stoppable), but for the filter driver that Install.ps1 asks of (row servicing/servicing-ips1-uninstall-order): "canStop":
# false of the machine file. Nor may the start of MsSecFlt say anything (rows defender/mde-svc-mssecflt-22621, defender/mde-svc-mssecflt-boot).

function Get-Service {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)] [string[]]$Name,
        [switch]$DependentServices, [switch]$RequiredServices, [string[]]$Include, [string[]]$Exclude
    )
    Assert-LabWorks 'Get-Service'
    $machine = Read-LabMachine
    foreach ($one in $Name) {
        $key = @($machine['services'].Keys | Where-Object { $_ -eq $one })
        if ($key.Count -eq 0) {
            Write-LabError $PSCmdlet (Get-LabWords "Cannot find any service with service name '{name}'." @{ name = $one }) 'NoServiceFoundForGivenName' 'ObjectNotFound' $one
            continue
        }
        $service = $machine['services'][$key[0]]
        $parts = @{ Name = $key[0]; ServiceName = $key[0]; DisplayName = $service['displayName']; Status = $service['status']; CanStop = ($service['status'] -eq 'Running' -and $service['canStop'] -ne $false) }
        $played = Write-LabParts 'Get-Service' $parts
        # Only the sensor is ever started by name, and only the old agent stopped.
        if ($key[0] -eq 'Sense') { $played | Add-Member -MemberType ScriptMethod -Name Start -Value { Start-LabSense $this } }
        if ($key[0] -eq 'HealthService') { $played | Add-Member -MemberType ScriptMethod -Name Stop -Value { Stop-LabAgent $this } }
        $played
    }
}

# Invented: that one hangs on its way, where "hangs:<name>" says so; looked for: a service whose start or stop does not end.
function Set-LabStatus($Service, [string]$On, [string]$Then) {
    $status = if (Test-LabOdd "hangs:$($Service.Name)") { $On } else { $Then }
    Edit-LabMachine { param($machine) $machine['services'][$Service.Name]['status'] = $status }
}

# It says so in its log, and its filter driver comes with it.
# Invented: that it is there at once; looked for: how long a sensor takes to start.
function Start-LabSense($Service) {
    Assert-LabWorks 'Start'
    if ($Service.Status -ne 'Stopped') { throw 'An instance of the service is already running' }
    if (Test-LabOdd 'hangs:Sense') { Set-LabStatus $Service 'StartPending' } else { Use-LabEffect 'sensor.wake' }
}

# Invented: that it has stopped at once; looked for: how long an agent takes to stop.
function Stop-LabAgent($Service) {
    Assert-LabWorks 'Stop'
    if ($Service.Status -ne 'Running') { throw 'The service cannot accept control messages at this time' }
    Set-LabStatus $Service 'StopPending' 'Stopped'
}
