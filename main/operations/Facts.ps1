<#
.SYNOPSIS
Functions that read Windows for operations: a value or nothing, and a named reason where it could not be read.
.DESCRIPTION
Included by the operations that read. Windows is read through commands only.
#>

$epoch = [datetime]'1970-01-01T00:00:00'
# Characters of an event's text. Microsoft's own are below 2,000.
$longestEvent = 4000
$unreadable = New-Object System.Collections.ArrayList

function ConvertTo-Instant([datetime]$Time) { [long][math]::Floor(($Time.ToUniversalTime() - $epoch).TotalMilliseconds) }

# What codes of Windows, WMI and the antivirus mean for a reading.
$reasonOf = @{
    '80070005' = 'accessDenied'; '80041003' = 'accessDenied'; '800702e4' = 'accessDenied'
    '800706ba' = 'noAnswer'; '800106ba' = 'noAnswer'; '800706be' = 'noAnswer'; '80041013' = 'notFound'; '80041010' = 'notFound'; '8004100e' = 'notFound'
}

function Get-Reason($Failure) {
    # By type and code, never by words: they are in the language of this Windows. A command over CIM has its code in the id
    # of the error only: "HRESULT 0x800106ba,Get-MpComputerStatus", "MI RESULT 16,..." or a word of its own.
    $id = [string]$Failure.FullyQualifiedErrorId
    if ($id -ceq 'notInTime') { return 'notInTime' }
    if ($id -match '^HRESULT 0x([0-9a-fA-F]{8})') {
        $code = $Matches[1].ToLowerInvariant()
        if ($reasonOf.ContainsKey($code)) { return $reasonOf[$code] }
    }
    if ($id -match '^MI RESULT (\d+)') {
        # Access denied; no such namespace, class or object; a method that is not there because its service is stopped.
        switch ($Matches[1]) { '2' { return 'accessDenied' } '3' { return 'notFound' } '5' { return 'notFound' } '6' { return 'notFound' } '16' { return 'noAnswer' } }
    }
    if ($id.StartsWith('CimJob_BrokenCimSession', [stringcomparison]::Ordinal)) { return 'accessDenied' }
    for ($e = $Failure.Exception; $null -ne $e; $e = $e.InnerException) {
        if ($e -is [System.UnauthorizedAccessException] -or $e -is [System.Security.SecurityException]) { return 'accessDenied' }
        $code = $e.HResult.ToString('x8', [cultureinfo]::InvariantCulture)
        if ($reasonOf.ContainsKey($code)) { return $reasonOf[$code] }
        if ($e -is [System.TimeoutException]) { return 'noAnswer' }
        if ($e -is [System.Management.Automation.CommandNotFoundException]) { return 'notFound' }
    }
    if ([string]$Failure.CategoryInfo.Category -eq 'PermissionDenied') { return 'accessDenied' }
    if ([string]$Failure.CategoryInfo.Category -eq 'ObjectNotFound') { return 'notFound' }
    'failed'
}

# What is read, or nothing; then each fact that depends on it is named as unreadable, by its place in the answer.
function Read-Fact([string[]]$Fact, [scriptblock]$Read) {
    try { & $Read } catch {
        $detail = [string]$_.Exception.Message
        if ($detail.Length -gt 500) { $detail = $detail.Substring(0, 500) }
        foreach ($one in $Fact) { $null = $unreadable.Add(@{ fact = $one; reason = Get-Reason $_; detail = $detail }) }
    }
}

# The key, of which one value at a time is asked: Get-ItemProperty reads them all, and one value of wrong length that somebody
# else wrote (a DWORD of eight bytes) makes that throw before PowerShell 7.5.
function Get-Key([string]$Key) {
    try { Get-Item -LiteralPath $Key } catch [System.Management.Automation.ItemNotFoundException] { $null }
}

# A value of a key, or a property of an object; nothing where it has none of that name.
function Get-Value($Item, [string]$Name) {
    if ($null -eq $Item) { return $null }
    if ($null -ne $Item.PSObject.Methods['GetValue']) { return $Item.GetValue($Name) }
    $property = $Item.PSObject.Properties[$Name]
    if ($null -ne $property) { $property.Value }
}

function Get-Text($Item, [string]$Name) { $value = Get-Value $Item $Name; if ($null -ne $value) { [string]$value } }

# A text where one must stand: an empty one where there is none. A cast alone leaves nothing as null on some versions.
function Get-Word($Item, [string]$Name) { "$(Get-Text $Item $Name)" }

# A policy value of the wrong kind counts as none: Windows does not follow it either.
function Get-Number($Item, [string]$Name) { $value = Get-Value $Item $Name; if ($null -ne $value) { $value -as [long] } }

function Get-Switch($Item, [string]$Name) { $value = Get-Value $Item $Name; if ($value -is [bool]) { $value } }

# A stopped antivirus has zeros for its versions, and dates of 1601 for "never".
function Get-Version($Item, [string]$Name) { $text = Get-Text $Item $Name; if ($text -match '^\d+(\.\d+){1,3}$' -and $text -match '[1-9]') { $text } }
function Get-Time($Item, [string]$Name) { $value = Get-Value $Item $Name; if ($value -is [datetime] -and $value.Year -gt 1970) { ConvertTo-Instant $value } }

# A FILETIME: 100 ns since 1601, as a number or as its eight bytes. None lies before 1970.
function Get-FileTime($Item, [string]$Name) {
    $time = Get-Value $Item $Name
    if ($time -is [array]) { $time = [bitconverter]::ToInt64([byte[]]$time, 0) }
    if ($null -eq $time) { return $null }
    $at = [long][math]::Floor([decimal]$time / 10000) - 11644473600000
    if ($at -ge 0) { $at }
}

function Get-FileVersion([string]$Path) {
    # FileVersion is a text with words in it; the four parts are numbers.
    if (-not $Path -or -not (Test-Path -LiteralPath $Path -PathType Leaf)) { return $null }
    $info = (Get-Item -LiteralPath $Path -Force).VersionInfo
    '{0}.{1}.{2}.{3}' -f $info.FileMajorPart, $info.FileMinorPart, $info.FileBuildPart, $info.FilePrivatePart
}

# Where the answer has a service: its name with a small first letter.
function Get-ServicePath([string]$Name) { 'services.' + $Name.Substring(0, 1).ToLowerInvariant() + $Name.Substring(1) }

function Get-ServiceFact([string]$Name) {
    # The start type comes from the registry: the property StartType is missing before PowerShell 5.
    $service = @(Get-Service -Name $Name -ErrorAction SilentlyContinue)
    if ($service.Count -eq 0) { return $null }
    $status = [string]$service[0].Status
    if (@('Running', 'Stopped', 'StartPending', 'StopPending', 'Paused') -notcontains $status) { $status = 'unknown' }
    $key = Read-Fact (Get-ServicePath $Name) { Get-Key "HKLM:\SYSTEM\CurrentControlSet\Services\$Name" }
    $start = Get-Number $key 'Start'
    $names = @('boot', 'system', 'automatic', 'manual', 'disabled')
    if ($null -eq $start -or $start -lt 0 -or $start -gt 4) { $start = 'unknown' } else { $start = $names[$start] }
    $path = Get-Text $key 'ImagePath'
    if ($path -match '^"([^"]+)"') { $path = $Matches[1] } elseif ($path -match '^(.*?\.(exe|sys))') { $path = $Matches[1] }
    if (-not $path) { $path = $null }
    @{ status = $status.Substring(0, 1).ToLowerInvariant() + $status.Substring(1); start = $start; imagePath = $path }
}

# Where not told otherwise: no such event, a log or a source that comes with the sensor, a source that writes to another log.
$noEvent = '^(NoMatching|LogsAndProvidersDontOverlap)'

function Get-LogEvent([string]$Fact, [hashtable]$Filter, [int]$Most, [string]$IsAnswer = $noEvent) {
    # An event whose text cannot be made (of a provider that was uninstalled) is an error of its own and comes all the same; the
    # older ones come, too, as long as that error ends nothing.
    $found = Read-InTime $Fact {
        param($Filter, $Most)
        $problems = @()
        $events = @(Get-WinEvent -FilterHashtable $Filter -MaxEvents $Most -ErrorAction SilentlyContinue -ErrorVariable problems)
        @{ events = $events; problems = @($problems) }
    } @($Filter, $Most)
    if ($null -eq $found) { return }
    if ($found.events.Count -gt 0) { return $found.events }
    foreach ($problem in $found.problems) {
        if ($problem.FullyQualifiedErrorId -match $IsAnswer) { continue }
        Read-Fact $Fact { throw $problem }
        return
    }
}

function Get-EventFact([long]$Since, [int]$Most) {
    $start = $epoch.AddMilliseconds($Since).ToLocalTime()
    $defender = 'Microsoft-Windows-Windows Defender/Operational'
    $sources = @(
        @{ name = 'sense'; most = $Most; filter = @{ LogName = 'Microsoft-Windows-SENSE/Operational' } },
        @{ name = 'defender'; most = $Most; filter = @{ LogName = $defender; Id = @(1116, 1117, 2006, 2014) } },
        # The most frequent event of that log by far: with more of it than a few the others, and the sensor's, would have no room.
        @{ name = 'defender'; most = 5; filter = @{ LogName = $defender; Id = 5007 } },
        @{ name = 'onboarding'; most = $Most; filter = @{ LogName = 'Application'; ProviderName = 'WDATPOnboarding' } },
        @{ name = 'offboarding'; most = $Most; filter = @{ LogName = 'Application'; ProviderName = 'WDATPOffboarding' } })
    $order = 0
    $events = foreach ($source in $sources) {
        # A log that did not answer is not asked once more.
        if (@($unreadable | Where-Object { $_.fact -eq "events.$($source.name)" }).Count -gt 0) { continue }
        $source.filter['StartTime'] = $start
        foreach ($event in @(Get-LogEvent "events.$($source.name)" $source.filter $source.most)) {
            $at = Get-Time $event 'TimeCreated'
            $id = Get-Number $event 'Id'
            if ($null -eq $at -or $null -eq $id) { continue }
            $level = 'information'
            $number = Get-Number $event 'Level'
            if ($number -eq 1 -or $number -eq 2) { $level = 'error' } elseif ($number -eq 3) { $level = 'warning' }
            $order++
            # Anybody may write into the Application log, and an event holds up to 32 KB: what is longer is cut here, not there.
            $text = Get-Word $event 'Message'
            if ($text.Length -gt $longestEvent) { $text = $text.Substring(0, $longestEvent) + '...' }
            @{ order = $order; fact = @{ log = $source.name; id = $id; level = $level; at = $at; text = $text } }
        }
    }
    # The order within a log decides between events of the same instant; Sort-Object alone does not keep it everywhere.
    $sorted = $events | Sort-Object -Property @{ Expression = { $_.fact.at }; Descending = $true }, @{ Expression = { $_.order }; Descending = $false }
    $sorted | Select-Object -First $Most | ForEach-Object { $_.fact }
}
