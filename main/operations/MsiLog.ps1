<#
.SYNOPSIS
Finds in a log of Windows Installer where an installation failed, and what was said there. Only to be shown: nothing is decided by it.
.DESCRIPTION
Included by Install-Sensor.ps1. The sentences of the log are in the language of this Windows, so a place is known by its form: an
action that ended is a line with a time of day, the action's name and a number at its end, and 3 is the number of a failure.
#>

function Get-EndedAction([string]$Line) {
    # "Action ended 15:34:15: InstallFinalize. Return value 3." gives its name.
    if ($Line -notmatch '^(MSI \(|Property\()' -and $Line -match '\d{1,2}:\d{2}:\d{2}\s?:\s?([\w.{}-]+?)\. \D*3\.?\s*$') { $Matches[1] }
}

function Test-Noise([string]$Line) {
    # What stands in good logs as well, what the client repeats, and a failure that counts as success; the engine writes these marks in
    # every language alike (rows servicing/servicing-msi-log-first-return-value-3-is-noise, servicing/servicing-msi-log-error-translated-to-success).
    $Line -eq '' -or $Line -match '^MSI \(c\)|^Property\([SC]\)|: Note: 1: |: Doing action: |: PROPERTY CHANGE: |: Executing op: |custom action server\.$|: Custom Action Manager|continue marking'
}

function Get-MsiReason([string]$Path) {
    <# .SYNOPSIS
    At most seven lines: what was said just before the first action that failed, and the line that says which one it was. #>
    if (-not (Test-Path -LiteralPath $Path)) { return }
    $lines = @(Get-Content -LiteralPath $Path | ForEach-Object { $_.ToString().Trim() })
    # Only the first: the actions around it fail with it, half a minute later where much was undone.
    for ($i = 0; $i -lt $lines.Count -and -not (Get-EndedAction $lines[$i]); $i++) { continue }
    if ($i -eq $lines.Count) {
        # The engine can give up without any action having failed. An error that it numbers may still be there.
        return @($lines | Where-Object { $_ -match '^\w+ 1\d{3}\.' } | Select-Object -Last 2)
    }
    $said = New-Object System.Collections.ArrayList
    for ($j = $i - 1; $j -ge 0 -and $j -ge $i - 40 -and $said.Count -lt 6; $j--) {
        # The line of another action, which begins or ended well: what stands above it belongs there.
        if ($lines[$j] -notmatch '^MSI \(' -and $lines[$j] -match '\d{1,2}:\d{2}:\d{2}\s?:\s?[\w.{}-]+?\.( \D*\d\.?)?\s*$') { break }
        if (-not (Test-Noise $lines[$j])) { $said.Insert(0, $lines[$j]) }
    }
    @($said) + $lines[$i]
}
