<#
.SYNOPSIS
Runs several operations one after the other, each on the machine as it was at the beginning, and writes what each emits.
.PARAMETER Plan
A JSON file: { machine, registry (texts), library, runs, steps: [ { script, params } ] }. A line of each step begins with its mark.
#>
[CmdletBinding()]
param([string]$Plan)
Set-StrictMode -Version 2.0
$asked = ConvertFrom-Json ([IO.File]::ReadAllText($Plan))
$number = 0
foreach ($step in @($asked.steps)) {
    [IO.File]::WriteAllText($env:GANGWAY_LAB, $asked.machine)
    [IO.File]::WriteAllText($env:GANGWAY_REGISTRY, $asked.registry)
    $run = Join-Path $asked.runs ([string]$number)
    $null = [IO.Directory]::CreateDirectory($run)
    [Console]::Out.Write("`n" + [char]29 + "`n")
    & (Join-Path $PSScriptRoot 'RunOperation.ps1') -Script $step.script -ParamsFile $step.params -LibraryFolder $asked.library -RunFolder $run
    $after = @{ Kind = 'after'; Machine = [IO.File]::ReadAllText($env:GANGWAY_LAB); Registry = [IO.File]::ReadAllText($env:GANGWAY_REGISTRY) }
    [Console]::Out.Write("`n" + [char]30 + (ConvertTo-Json $after -Depth 3 -Compress) + "`n")
    $number++
}
