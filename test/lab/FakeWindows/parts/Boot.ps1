# A restart of Windows: what it writes down, and what is another afterwards.
# Stands on: servicing/servicing-events-of-a-restart, servicing/servicing-event-1074-fields, defender/mde-svc-sense-start-onboarded.
# Invented: that a restart is over at once; looked for: nothing, it is for tests alone

# What texts of Windows about a restart tell of the machine.
function Get-LabBootWord {
    $machine = Read-LabMachine
    $version = (@("$($machine['os']['Version'])".Split('.') | Select-Object -First 2) -join '.') + '.'
    @{ host = [string]$machine['name']; version = $version; build = [string]$machine['os']['BuildNumber'] }
}

# What shall start by itself does so; the sensor says so in its log.
function Start-LabService($Machine, $Now) {
    if (-not $Machine['services']) { return }
    foreach ($name in @($Machine['services'].Keys)) {
        $one = $Machine['services'][$name]
        if ($one['kind'] -eq 'service' -and $one['start'] -eq 2) { $one['status'] = 'Running' }
    }
    $sense = $Machine['services']['Sense']
    if ($sense -and $sense['start'] -eq 2) { Merge-LabMachine $Machine (Resolve-LabPatch (Import-LabTable $effectsFile)['sensor.again'] @{} $Now) }
}

# What waited for the restart happens, the marks of waiting are gone, nobody is signed in, and the boot time is a new one.
function Restart-LabMachine {
    $words = Get-LabBootWord
    Use-LabEffect 'restart.asked' $words
    Use-LabEffect 'shutdown' $words
    $down = Get-LabNow
    [Threading.Thread]::Sleep(4)
    # Windows itself starts before its log service (row servicing/servicing-events-of-a-start-timed).
    $up = Get-LabNow
    $start = $up - 1
    Edit-LabMachine {
        param($machine)
        $waiting = @($machine['atRestart'] | Where-Object { $_ })
        $machine['atRestart'] = @()
        Merge-LabMachine $machine (Resolve-LabPatch (Import-LabTable $effectsFile)['start'] $words $start)
        foreach ($patch in @((Import-LabTable $effectsFile)['restart']) + $waiting) { Merge-LabMachine $machine (Resolve-LabPatch $patch $words $up) }
        Start-LabService $machine $up
        $machine['sessions'] = @()
        foreach ($process in @($machine['processes'] | Where-Object { $_ })) { $process['startedAt'] = $start }
        $machine['boot']['startedAt'] = $start
        $machine['boot']['recent'] = @(@(@{ downAt = $down; upAt = $up }) + @($machine['boot']['recent']) | Select-Object -First 5)
    }
}
