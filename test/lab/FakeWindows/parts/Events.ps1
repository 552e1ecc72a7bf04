# Event logs. A log that a Windows of this state does not have is reported missing, as Windows does; ids of errors are those of
# row platform/get-winevent-ids.
# Stands on: platform/get-winevent-ids, defender/mde-sense-provider, defender/mde-wdatp-eventcreate, defender/mde-wd-log-volume.
# Invented: which logs are there before anything wrote to them; looked for: lists of logs of a server without the sensor

function Get-LabEvent($Machine) {
    foreach ($event in @($Machine['events'])) { if ($null -ne $event) { $event } }
    # The System log tells of every restart; the machine file keeps them as one list.
    foreach ($restart in @($Machine['boot']['recent'])) {
        if ($null -eq $restart) { continue }
        @{ log = 'System'; provider = 'EventLog'; id = 6006; level = 4; at = $restart['downAt']; text = 'The Event log service was stopped.' }
        @{ log = 'System'; provider = 'EventLog'; id = 6005; level = 4; at = $restart['upAt']; text = 'The Event log service was started.' }
    }
}

function Test-LabLog($Machine, [string]$Log) {
    switch ($Log) {
        'System' { $true }
        'Application' { $true }
        'Microsoft-Windows-SENSE/Operational' { $Machine['services'].Contains('Sense') }
        'Microsoft-Windows-Windows Defender/Operational' { $Machine['services'].Contains('WinDefend') }
        'Setup' { $true }
        'Microsoft-Windows-TaskScheduler/Operational' { $true }
        'Microsoft-Windows-UniversalTelemetryClient/Operational' { $Machine['services'].Contains('DiagTrack') }
        default { throw "LabUnknown: event log '$Log'" }
    }
}

# A log by its name, and whether it records (row platform/task-log-off).
function Get-LabLog($Cmdlet, [string]$Name) {
    $machine = Read-LabMachine
    if (-not (Test-LabLog $machine $Name)) { return Write-LabError $Cmdlet '' 'NoMatchingLogsFound' 'ObjectNotFound' $Name }
    $traces = $machine['policyTraces']
    $off = $Name -eq 'Microsoft-Windows-TaskScheduler/Operational' -and $traces -and $traces['schedulerLogOff'] -eq $true
    [pscustomobject]@{ LogName = $Name; IsEnabled = -not $off; RecordCount = [long]0 }
}

function Get-WinEvent {
    [CmdletBinding()]
    param([hashtable[]]$FilterHashtable, [string[]]$ListLog, [long]$MaxEvents = [long]::MaxValue, [switch]$Oldest, [switch]$Force)
    # Called with SilentlyContinue a function would swallow its own throw, which a cmdlet's end is not.
    try { Assert-LabWorks 'Get-WinEvent' } catch { $PSCmdlet.ThrowTerminatingError($_) }
    if ($ListLog) { return Get-LabLog $PSCmdlet $ListLog[0] }
    $filter = $FilterHashtable[0]
    foreach ($key in $filter.Keys) {
        if (@('LogName', 'ProviderName', 'Id', 'StartTime') -notcontains $key) { throw "LabUnknown: event filter '$key'" }
    }
    $machine = Read-LabMachine
    $fail = $null
    if (-not (Test-LabLog $machine $filter['LogName'])) { $fail = 'NoMatchingLogsFound' }
    $seen = @{}
    $events = @(foreach ($event in (Get-LabEvent $machine)) {
            $time = [DateTimeOffset]::FromUnixTimeMilliseconds($event['at']).LocalDateTime
            # A restart that the log and the list of restarts both tell of is one, whatever its words are.
            $words = if ($event['provider'] -eq 'EventLog') { '' } else { $event['text'] }
            $mark = '{0}|{1}|{2}|{3}' -f $event['log'], $event['id'], $event['at'], $words
            if ($seen[$mark] -or $event['log'] -ne $filter['LogName']) { continue }
            if ($filter['ProviderName'] -and @($filter['ProviderName']) -notcontains $event['provider']) { continue }
            if ($filter['Id'] -and @($filter['Id']) -notcontains $event['id']) { continue }
            if ($filter['StartTime'] -and $time -lt $filter['StartTime']) { continue }
            $seen[$mark] = $true
            [pscustomobject]@{ PSTypeName = 'System.Diagnostics.Eventing.Reader.EventLogRecord'; Id = [int]$event['id']; Level = [byte]$event['level']
                TimeCreated = $time; ProviderName = $event['provider']; LogName = $event['log']; Message = $event['text']
                MachineName = $(if ($event['on']) { $event['on'] } else { $machine['name'] })
                Properties = @(foreach ($datum in @($event['data'])) { if ($null -ne $datum) { [pscustomobject]@{ Value = $datum } } }) }
        })
    # The script's source is registered by its first event; another program may have registered it for a log of its own.
    $source = $filter['ProviderName']
    if (@('WDATPOnboarding', 'WDATPOffboarding') -contains $source -and -not @(Get-LabEvent $machine | Where-Object { $_['provider'] -eq $source })) { $fail = 'NoMatchingProvidersFound' }
    if ($source -and (Test-LabOdd "source:$source")) { $fail = 'LogsAndProvidersDontOverlap' }
    if (-not $fail -and $events.Count -eq 0) { $fail = 'NoMatchingEventsFound' }
    if ($fail) {
        $category = 'ObjectNotFound'
        if ($fail -eq 'LogsAndProvidersDontOverlap') { $category = 'InvalidArgument' }
        Write-LabError $PSCmdlet (Get-LabWords 'No events were found that match the specified selection criteria.') $fail $category $null
        return
    }
    # Newest first, and of two at the same instant the one written later.
    [array]::Reverse($events)
    # Sort-Object alone keeps the order of equals in PowerShell 6 and newer only.
    $order = 0
    $rows = @(foreach ($event in $events) { [pscustomobject]@{ At = $event.TimeCreated; Order = $order; Event = $event }; $order++ })
    $newest = @{ Expression = 'At'; Descending = $true }, @{ Expression = 'Order'; Descending = $false }
    $rows | Sort-Object -Property $newest | Select-Object -First ([int][Math]::Min($MaxEvents, 100000)) | ForEach-Object {
        if (Test-LabOdd "event:$($_.Event.Id)") {
            # Its provider is gone: an error whose id is its message comes before it, and a text that says nothing stands in its
            # place (row platform/get-winevent-description-error; both wordings are invented).
            $gone = 'The publisher of this event is not there any more'
            Write-LabError $PSCmdlet $gone $gone 'NotSpecified' $null
            $_.Event.Message = 'This event has no text'
        }
        if ("$env:GANGWAY_LAB_NULL" -match '^Get-WinEvent\.(\w+)$') { $_.Event.($Matches[1]) = $null }
        $_.Event
    }
}
