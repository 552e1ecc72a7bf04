<#
.SYNOPSIS
Runs several operations one after the other, each on the machine as it was at the beginning, and writes what each emits.
.PARAMETER Plan
A JSON file: { machine, registry (texts), library, runs, steps: [ { script, params } ] }. A step may bring a machine and a
registry of its own, or say goesOn: it stands on what the step before left; env are variables of that step alone. A line of each
step begins with its mark.
#>
[CmdletBinding()]
param([string]$Plan)
Set-StrictMode -Version 2.0
$asked = ConvertFrom-Json ([IO.File]::ReadAllText($Plan))
$number = 0
foreach ($step in @($asked.steps)) {
    $from = $asked
    if ($step.PSObject.Properties['machine']) { $from = $step }
    if (-not $step.PSObject.Properties['goesOn']) {
        [IO.File]::WriteAllText($env:GANGWAY_LAB, $from.machine)
        [IO.File]::WriteAllText($env:GANGWAY_LAB_REGISTRY, $from.registry)
    }
    $run = Join-Path $asked.runs ([string]$number)
    $null = [IO.Directory]::CreateDirectory($run)
    $own = @(if ($step.PSObject.Properties['env']) { $step.env.PSObject.Properties })
    foreach ($one in $own) { [Environment]::SetEnvironmentVariable($one.Name, $one.Value) }
    [Console]::Out.Write("`n" + [char]29 + "`n")
    & (Join-Path $PSScriptRoot 'RunOperation.ps1') -Script $step.script -ParamsFile $step.params -LibraryFolder $asked.library -RunFolder $run
    foreach ($one in $own) { [Environment]::SetEnvironmentVariable($one.Name, [NullString]::Value) }
    $after = @{ Kind = 'after'; Machine = [IO.File]::ReadAllText($env:GANGWAY_LAB); Registry = [IO.File]::ReadAllText($env:GANGWAY_LAB_REGISTRY) }
    [Console]::Out.Write("`n" + [char]30 + (ConvertTo-Json $after -Depth 3 -Compress) + "`n")
    $number++
}
