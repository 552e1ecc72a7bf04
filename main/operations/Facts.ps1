<#
.SYNOPSIS
Functions that read Windows for operations: a value or nothing, and a named reason where it could not be read.
.DESCRIPTION
Included by the operations that read. Windows is read through commands only.
#>

$epoch = [datetime]'1970-01-01T00:00:00'
$unreadable = New-Object System.Collections.ArrayList

function ConvertTo-Instant([datetime]$Time) { [long][math]::Floor(($Time.ToUniversalTime() - $epoch).TotalMilliseconds) }

function Get-Reason($Failure) {
    # By type and code, never by words: they are in the language of this Windows.
    for ($e = $Failure.Exception; $null -ne $e; $e = $e.InnerException) {
        if ($e -is [System.UnauthorizedAccessException] -or $e -is [System.Security.SecurityException]) { return 'accessDenied' }
        if (@(0x80070005, 0x80041003, 0x800702E4) -contains $e.HResult) { return 'accessDenied' }
        if ($e -is [System.TimeoutException] -or @(0x800706BA, 0x800106BA) -contains $e.HResult) { return 'noAnswer' }
        if ($e -is [System.Management.Automation.CommandNotFoundException]) { return 'notFound' }
    }
    if ([string]$Failure.CategoryInfo.Category -eq 'PermissionDenied') { return 'accessDenied' }
    if ([string]$Failure.CategoryInfo.Category -eq 'ObjectNotFound') { return 'notFound' }
    'failed'
}

function Read-Fact([string]$Fact, [scriptblock]$Read) {
    try { & $Read } catch {
        $detail = [string]$_.Exception.Message
        if ($detail.Length -gt 500) { $detail = $detail.Substring(0, 500) }
        $null = $unreadable.Add(@{ fact = $Fact; reason = Get-Reason $_; detail = $detail })
    }
}

function Get-Key([string]$Key) {
    try { Get-ItemProperty -LiteralPath $Key } catch [System.Management.Automation.ItemNotFoundException] { $null }
}

function Get-Value($Item, [string]$Name) {
    if ($null -eq $Item) { return $null }
    $property = $Item.PSObject.Properties[$Name]
    if ($null -ne $property) { $property.Value }
}

function Get-Text($Item, [string]$Name) { $value = Get-Value $Item $Name; if ($null -ne $value) { [string]$value } }

# A policy value of the wrong kind counts as none: Windows does not follow it either.
function Get-Number($Item, [string]$Name) { $value = Get-Value $Item $Name; if ($null -ne $value) { $value -as [long] } }

function Get-FileVersion([string]$Path) {
    # FileVersion is a text with words in it; the four parts are numbers.
    if (-not $Path -or -not (Test-Path -LiteralPath $Path -PathType Leaf)) { return $null }
    $info = (Get-Item -LiteralPath $Path -Force).VersionInfo
    '{0}.{1}.{2}.{3}' -f $info.FileMajorPart, $info.FileMinorPart, $info.FileBuildPart, $info.FilePrivatePart
}

function Get-ServiceFact([string]$Name) {
    # The start type comes from the registry: the property StartType is missing before PowerShell 5.
    $service = @(Get-Service -Name $Name -ErrorAction SilentlyContinue)
    if ($service.Count -eq 0) { return $null }
    $status = [string]$service[0].Status
    if (@('Running', 'Stopped', 'StartPending', 'StopPending', 'Paused') -notcontains $status) { $status = 'unknown' }
    $key = Read-Fact "services.$Name" { Get-Key "HKLM:\SYSTEM\CurrentControlSet\Services\$Name" }
    $start = Get-Number $key 'Start'
    $names = @('boot', 'system', 'automatic', 'manual', 'disabled')
    if ($null -eq $start -or $start -lt 0 -or $start -gt 4) { $start = 'unknown' } else { $start = $names[$start] }
    $path = Get-Text $key 'ImagePath'
    if ($path -match '^"([^"]+)"') { $path = $Matches[1] } elseif ($path -match '^(.*?\.(exe|sys))') { $path = $Matches[1] }
    if (-not $path) { $path = $null }
    @{ status = $status.Substring(0, 1).ToLowerInvariant() + $status.Substring(1); start = $start; imagePath = $path }
}

function Get-LogEvent([string]$Fact, [hashtable]$Filter, [int]$Most) {
    try { Get-WinEvent -FilterHashtable $Filter -MaxEvents $Most }
    catch {
        # No such event, or a log that comes with the sensor: both are answers.
        if ($_.FullyQualifiedErrorId -notlike 'NoMatching*') { Read-Fact $Fact { throw $_ } }
    }
}

function Get-EventFact([long]$Since, [int]$Most) {
    $start = $epoch.AddMilliseconds($Since).ToLocalTime()
    $sources = @(
        @{ name = 'sense'; filter = @{ LogName = 'Microsoft-Windows-SENSE/Operational' } },
        @{ name = 'defender'; filter = @{ LogName = 'Microsoft-Windows-Windows Defender/Operational'; Id = @(1116, 1117, 2006, 2014, 5007) } },
        @{ name = 'onboarding'; filter = @{ LogName = 'Application'; ProviderName = 'WDATPOnboarding' } })
    $order = 0
    $events = foreach ($source in $sources) {
        $source.filter['StartTime'] = $start
        foreach ($event in @(Get-LogEvent "events.$($source.name)" $source.filter $Most)) {
            $level = 'information'
            if ($event.Level -eq 1 -or $event.Level -eq 2) { $level = 'error' } elseif ($event.Level -eq 3) { $level = 'warning' }
            $order++
            @{ order = $order; fact = @{ log = $source.name; id = [int]$event.Id; level = $level; at = ConvertTo-Instant $event.TimeCreated; text = [string]$event.Message } }
        }
    }
    # The order within a log decides between events of the same instant; Sort-Object alone does not keep it everywhere.
    $sorted = $events | Sort-Object -Property @{ Expression = { $_.fact.at }; Descending = $true }, @{ Expression = { $_.order }; Descending = $false }
    $sorted | Select-Object -First $Most | ForEach-Object { $_.fact }
}
