<#
.SYNOPSIS
Tests the antivirus by the EICAR file, which is harmless and which every antivirus takes.
.DESCRIPTION
Only where Defender Antivirus blocks threats and no exclusion covers the file. The text of the file stands here in two halves and is joined on the server
alone, because the antivirus of every computer would take a file that holds it whole. The file lies in the folder of the run and is never started. For a
minute it is looked for what Defender says of it, by numbers and by the path and never by words. What is left of the file is removed.
.PARAMETER RunFolder
The folder of this run, which only SYSTEM and Administrators can touch.
#>
[CmdletBinding()]
param([string]$RunFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')

$halves = @('X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STA', 'NDARD-ANTIVIRUS-TEST-FILE!$H+H*')
$file = Join-Path $RunFolder 'eicar.com'
# The end of the path holds the number of the run, so it is the file of this very run, whatever stands before it.
$tail = (@($file.Replace('/', '\').Split('\')) | Select-Object -Last 3) -join '\'
$seconds = 60

function Get-Part($Item, [string]$Name) {
    # A property that older platforms do not have is nothing.
    $property = $Item.PSObject.Properties[$Name]
    if ($null -ne $property) { $property.Value }
}

function Assert-Active {
    if (-not (Get-Command -Name 'Get-MpComputerStatus' -ErrorAction SilentlyContinue)) { throw (New-Failure 'test.notActive' 'The commands of Defender Antivirus are not there') }
    try { $status = Get-MpComputerStatus -ErrorAction Stop }
    catch { throw (New-Failure 'test.notActive' ([string]$_.FullyQualifiedErrorId)) }
    # Platforms before 4.18.2001 tell no mode. In EDR block mode real-time protection is on, and scanning on access is off.
    # A command that gives nothing stays nothing under [string], and nothing is not an empty text.
    $mode = "$(Get-Part $status 'AMRunningMode')"
    $switches = @((Get-Part $status 'RealTimeProtectionEnabled'), (Get-Part $status 'OnAccessProtectionEnabled'))
    if (($mode -ne '' -and $mode -ne 'Normal') -or $switches -contains $false) {
        throw (New-Failure 'test.notActive' "AMRunningMode = $mode, RealTimeProtectionEnabled = $($switches[0]), OnAccessProtectionEnabled = $($switches[1])")
    }
}

function Test-Covered([string]$Exclusion, [string]$Path) {
    # As Microsoft's page on exclusions has it: * is a part of one folder or name, ? one letter, and a folder covers what is below it.
    $plain = $Exclusion
    $places = @{ ALLUSERSPROFILE = $env:ProgramData; ProgramData = $env:ProgramData; SystemDrive = $env:SystemDrive; SystemRoot = $env:SystemRoot; windir = $env:SystemRoot }
    foreach ($name in $places.Keys) { $plain = $plain -replace "%$name%", ([string]$places[$name]).Replace('$', '$$') }
    $form = [regex]::Escape($plain.Replace('/', '\').TrimEnd('\')) -replace '\\\*', '[^\\]*' -replace '\\\?', '[^\\]'
    $form -ne '' -and $Path.Replace('/', '\') -match "^$form(\\|`$)"
}

# The exclusion that keeps Defender from the file; empty where there is none. A list that is kept from us holds one text that is no path, and covers nothing.
function Get-Exclusion {
    if (-not (Get-Command -Name 'Get-MpPreference' -ErrorAction SilentlyContinue)) { return '' }
    try { $preference = Get-MpPreference -ErrorAction Stop }
    catch { return '' }
    foreach ($one in @(Get-Part $preference 'ExclusionPath')) { if (Test-Covered ([string]$one) $file) { return [string]$one } }
    foreach ($one in @(Get-Part $preference 'ExclusionExtension')) { if (([string]$one).TrimStart('*', '.') -eq 'com') { return [string]$one } }
    # What an excluded program opens is not scanned, and the file is written and read by this one.
    $program = Join-Path $env:SystemRoot 'System32\WindowsPowerShell\v1.0\powershell.exe'
    foreach ($one in @(Get-Part $preference 'ExclusionProcess')) { if ([string]$one -eq 'powershell.exe' -or (Test-Covered ([string]$one) $program)) { return [string]$one } }
    ''
}

function Test-Infected($Failure) {
    # ERROR_VIRUS_INFECTED and ERROR_VIRUS_DELETED: the antivirus stood in the way.
    $inner = $Failure.Exception
    while ($null -ne $inner.InnerException) { $inner = $inner.InnerException }
    @(0x800700E1, 0x800700E2) -contains $inner.HResult
}

function Test-Refused {
    # A file that is opened is looked at, as when any program opens it.
    try {
        $stream = New-Object System.IO.FileStream($file, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, 'ReadWrite, Delete')
        try { $null = $stream.ReadByte() } finally { $stream.Dispose() }
        $false
    }
    catch { Test-Infected $_ }
}

# What Defender has on its list for the file: the number of the threat and the time. Nothing where the list has it not; Read says whether there was an answer.
function Find-Detection {
    $found = @{ Read = $true; Id = $null; At = $null }
    if (-not (Get-Command -Name 'Get-MpThreatDetection' -ErrorAction SilentlyContinue)) { $found.Read = $false; return $found }
    try { $all = @(Get-MpThreatDetection -ErrorAction Stop) }
    catch { $found.Read = $false; return $found }
    foreach ($one in $all) {
        if (@(@(Get-Part $one 'Resources') | Where-Object { ([string]$_).IndexOf($tail, [System.StringComparison]::OrdinalIgnoreCase) -ge 0 }).Count -eq 0) { continue }
        $found.Id = [long](Get-Part $one 'ThreatID')
        $found.At = Get-Part $one 'InitialDetectionTime'
    }
    $found
}

# The events that name the file: 1116 found, 1117 acted, 1118 and 1119 could not act (Microsoft's page of the events of Defender Antivirus).
function Find-Event([datetime]$Since) {
    $problems = @()
    $found = @{ Read = $true; Ids = @(); At = $null }
    $filter = @{ LogName = 'Microsoft-Windows-Windows Defender/Operational'; Id = @(1116, 1117, 1118, 1119); StartTime = $Since }
    try { $all = @(Get-WinEvent -FilterHashtable $filter -ErrorAction SilentlyContinue -ErrorVariable problems) }
    catch { $found.Read = $false; return $found }
    if ($all.Count -eq 0 -and @($problems | Where-Object { $_.FullyQualifiedErrorId -notmatch '^NoMatching' }).Count -gt 0) { $found.Read = $false }
    foreach ($event in $all) {
        # The path is a value of the event, the same in every language.
        if (@(@($event.Properties) | Where-Object { ([string]$_.Value).IndexOf($tail, [System.StringComparison]::OrdinalIgnoreCase) -ge 0 }).Count -eq 0) { continue }
        $found.Ids = @($found.Ids + [int]$event.Id | Sort-Object -Unique)
        $found.At = $event.TimeCreated
    }
    $found
}

function Get-ThreatName($Id) {
    # The list of detections has the number alone (row defender/mde-mpstatus-scan-source-and-threat).
    if (-not (Get-Command -Name 'Get-MpThreat' -ErrorAction SilentlyContinue)) { return $null }
    try { $names = @(Get-MpThreat -ErrorAction Stop | Where-Object { [string](Get-Part $_ 'ThreatID') -eq [string]$Id } | ForEach-Object { [string](Get-Part $_ 'ThreatName') }) }
    catch { return $null }
    if ($names.Count -gt 0) { $names[0] } else { $null }
}

function Get-Instant($Time) { if ($Time -is [datetime]) { [long][math]::Floor(($Time.ToUniversalTime() - [datetime]'1970-01-01T00:00:00').TotalMilliseconds) } }

# Whether something of the file is still there after everything was tried.
function Remove-Rest {
    for ($try = 1; $try -le 5 -and [System.IO.File]::Exists($file); $try++) {
        try { [System.IO.File]::Delete($file) } catch { Start-Sleep -Seconds 1 }
    }
    [System.IO.File]::Exists($file)
}

Write-Step 'checkAntivirus' 'begin'
Assert-Active
$exclusion = Get-Exclusion
if ($exclusion -ne '') { throw (New-Failure 'test.excluded' $exclusion) }
Write-Step 'checkAntivirus' 'done'

Write-Step 'writeTestFile' 'begin'
Write-Line 'run' 'info' $file
$since = Get-Date
$refused = $false
$left = $true
try {
    # By .NET and from a variable, so that no log of PowerShell holds the text.
    try { [System.IO.File]::WriteAllBytes($file, [System.Text.Encoding]::ASCII.GetBytes($halves -join '')) }
    catch {
        if (-not (Test-Infected $_)) { throw (New-Failure 'operation.failed' "$file could not be written: $($_.Exception.GetBaseException().Message)") }
        $refused = $true
    }
    Write-Step 'writeTestFile' 'done'

    Write-Step 'awaitAntivirus' 'begin'
    for ($second = 1; $second -le $seconds; $second++) {
        if ($second % 10 -eq 0) { [pscustomobject]@{ Kind = 'progress'; Done = $second; Total = $seconds } }
        Start-Sleep -Seconds 1
        if (Test-Refused) { $refused = $true }
        $isGone = -not [System.IO.File]::Exists($file)
        $detection = Find-Detection
        $events = Find-Event $since.AddSeconds(-2)
        $isRecorded = $null -ne $detection.Id -or $events.Ids.Count -gt 0
        # The log may come later than the list, and is waited for a little.
        if ($isGone -and $isRecorded -and ($events.Ids -contains 1117 -or $second -ge 20)) { break }
    }
    Write-Step 'awaitAntivirus' 'done'
}
finally { $left = Remove-Rest }

if (-not $isRecorded -and -not $detection.Read -and -not $events.Read) { throw (New-Failure 'operation.failed' "neither the detections nor the log of Defender Antivirus could be read; $file") }
$state = 'notDetected'
if ($isRecorded) { $state = 'stays'; if ($isGone) { $state = 'removed' } }
elseif ($isGone -or $refused) { $state = 'takenByOther' }
$threat = $null
if ($null -ne $detection.Id) { $threat = @{ id = $detection.Id; name = (Get-ThreatName $detection.Id) } }
$at = $detection.At
if ($null -eq $at) { $at = $events.At }
Write-Result @{ state = $state; writtenAt = (Get-Instant $since); testFile = $file; threat = $threat; detectedAt = (Get-Instant $at); events = @($events.Ids); left = $left }
$rest = ''
if ($left) { $rest = '; the file could not be removed' }
$codes = @{ stays = 'test.threatStays'; notDetected = 'test.notDetected'; takenByOther = 'test.takenByOther' }
if ($codes.ContainsKey($state)) { throw (New-Failure $codes[$state] "$file, threat $($detection.Id), events $($events.Ids -join ' '), after $seconds s$rest") }
