# Replaces what is private in a capture: the same text by the same stand-in. Included by Save-Capture.ps1.
Set-StrictMode -Version 2.0

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
