<#
.SYNOPSIS
Records what Gangway's reading of this server answers, with every name replaced, as a fixture for its tests. Changes nothing.
.DESCRIPTION
Runs Get-ServerState.ps1 beside this file, as it is in Gangway, and adds the raw types behind a few answers, the versions of
the modules in use, the culture and the time it took. Before anything is written, names, security identifiers, tenants,
device ids and addresses are replaced by stand-ins (the same name by the same stand-in), and the texts of events are left
out. Writes one file, and nothing else on this server. Needs an elevated Windows PowerShell 4.0 or later.
.PARAMETER OutFile
The file to write; it must not exist yet. By default beside this script.
.EXAMPLE
powershell.exe -NoProfile -ExecutionPolicy Bypass -File .\Save-Capture.ps1
#>
[CmdletBinding()]
param([string]$OutFile = (Join-Path $PSScriptRoot 'capture.json'))
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

if (Test-Path -LiteralPath $OutFile) { throw "$OutFile exists already. Move it away, or name another file." }

$standIns = @{}
function Get-StandIn {
    <# .SYNOPSIS
    The stand-in of a private text: always the same for the same text, counted up by kind. #>
    param([string]$Kind, [string]$Text)
    $key = $Kind + '|' + $Text.ToLowerInvariant()
    if (-not $standIns.ContainsKey($key)) {
        $number = @($standIns.Keys | Where-Object { $_.StartsWith($Kind + '|') }).Count + 1
        $standIns[$key] = switch ($Kind) {
            'guid' { '00000000-0000-4000-8000-{0:d12}' -f $number }
            'sid' { 'S-1-5-21-1-2-3-{0}' -f (1000 + $number) }
            'ip' { '192.0.2.{0}' -f ($number % 255) }
            default { '{0}{1}' -f $Kind.ToUpperInvariant(), $number }
        }
    }
    $standIns[$key]
}

# One converter for each pattern: making one at every call costs more than the replacing.
$patterns = @(
    @{ Regex = [regex]'[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'; By = [System.Text.RegularExpressions.MatchEvaluator] { param($m) Get-StandIn 'guid' $m.Value } }
    @{ Regex = [regex]'S-1-5-21(-\d+){3,4}'; By = [System.Text.RegularExpressions.MatchEvaluator] { param($m) Get-StandIn 'sid' $m.Value } }
    @{ Regex = [regex]'(?<![\d.])(\d{1,3}\.){3}\d{1,3}(?=:\d)'; By = [System.Text.RegularExpressions.MatchEvaluator] { param($m) Get-StandIn 'ip' $m.Value } }
)
$names = New-Object 'System.Collections.Generic.List[object]'

function Hide-Text {
    <# .SYNOPSIS
    A text without private parts. #>
    param([string]$Text)
    foreach ($pattern in $patterns) { $Text = $pattern.Regex.Replace($Text, $pattern.By) }
    foreach ($name in $names) { $Text = [regex]::Replace($Text, '(?i)(?<![a-z0-9])' + [regex]::Escape($name.Text) + '(?![a-z0-9])', $name.By) }
    $Text
}

function Hide-Value {
    <# .SYNOPSIS
    A copy of a value in which every text is hidden. #>
    param($Value)
    if ($Value -is [string]) { return Hide-Text $Value }
    if ($Value -is [System.Collections.IDictionary]) {
        $copy = [ordered]@{}
        foreach ($entry in @($Value.GetEnumerator())) { $copy[[string]$entry.Key] = Hide-Value $entry.Value }
        return $copy
    }
    if ($Value -is [System.Management.Automation.PSCustomObject]) {
        $copy = [ordered]@{}
        foreach ($property in $Value.PSObject.Properties) { $copy[$property.Name] = Hide-Value $property.Value }
        return $copy
    }
    if ($Value -is [System.Collections.IList]) {
        $list = New-Object System.Collections.ArrayList
        foreach ($one in $Value) { $null = $list.Add((Hide-Value $one)) }
        return , $list.ToArray()
    }
    $Value
}

function Get-Shape {
    <# .SYNOPSIS
    The .NET types behind an answer of Windows, by property; values stay out. An answer that fails is told by its error. #>
    param([ScriptBlock]$Ask)
    $shape = [ordered]@{}
    try {
        $answer = @(& $Ask)
        $shape['count'] = $answer.Count
        if ($answer.Count -gt 0) {
            foreach ($property in $answer[0].PSObject.Properties) {
                $shape[$property.Name] = if ($null -eq $property.Value) { 'null' } else { $property.Value.GetType().FullName }
            }
        }
    }
    catch { $shape['error'] = '{0}; {1}; 0x{2:X8}' -f $_.FullyQualifiedErrorId, $_.CategoryInfo.Category, $_.Exception.HResult }
    $shape
}

$services = @('McShield', 'mfemms', 'SepMasterService', 'ekrn', 'ntrtscan', 'SAVService', 'CSFalconService', 'SentinelAgent', 'WRSVC')
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$emitted = @(& (Join-Path $PSScriptRoot 'Get-ServerState.ps1') -AntivirusServices $services -EventsSince 0)
$watch.Stop()
$facts = @($emitted | Where-Object { $_.Kind -eq 'result' })[0].Value

$computer = [string]$facts.computer.name
$names.Add(@{ Text = $computer; By = 'SERVER1' })
if ($facts.computer.domain) { $names.Add(@{ Text = [string]$facts.computer.domain; By = 'domain1.example' }) }
foreach ($user in @(@($facts.sessions | ForEach-Object { $_.user }) + $facts.powershell.user)) {
    foreach ($part in @([string]$user -split '\\')) {
        if ($part.Length -gt 1 -and @('SYSTEM', 'NT AUTHORITY', $computer) -notcontains $part) {
            $names.Add(@{ Text = $part; By = (Get-StandIn 'user' $part) })
        }
    }
}
$hidden = Hide-Value $facts
foreach ($event in $hidden.events) { $event['text'] = '(left out)' }
foreach ($gap in $hidden.unreadable) { $gap['detail'] = '(left out)' }

$capture = [ordered]@{
    source     = 'real'
    script     = (Get-FileHash -LiteralPath (Join-Path $PSScriptRoot 'Get-ServerState.ps1') -Algorithm SHA256).Hash.ToLowerInvariant()
    powershell = $PSVersionTable.PSVersion.ToString()
    culture    = [string](Get-Culture).Name
    took       = [long]$watch.ElapsedMilliseconds
    modules    = @(Get-Module | ForEach-Object { [ordered]@{ name = $_.Name; version = $_.Version.ToString() } })
    shapes     = [ordered]@{
        'Win32_OperatingSystem' = Get-Shape { Get-CimInstance -ClassName Win32_OperatingSystem }
        'Get-MpComputerStatus'  = Get-Shape { Get-MpComputerStatus }
        'Windows-Defender'      = Get-Shape { Get-WindowsOptionalFeature -Online -FeatureName Windows-Defender }
        'Get-Service Sense'     = Get-Shape { Get-Service -Name Sense }
    }
    records    = @($emitted | Where-Object { $_.Kind -ne 'result' }).Count
    facts      = $hidden
}
[System.IO.File]::WriteAllText($OutFile, (ConvertTo-Json -InputObject $capture -Depth 12))
Write-Output "Written: $OutFile. Read it before you send it: it should hold no name of yours."
