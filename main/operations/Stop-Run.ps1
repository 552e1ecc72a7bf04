<#
.SYNOPSIS
Asks a detached action to stop before its next stage.
.DESCRIPTION
Leaves a file that the runner looks for. An operation that must not be stopped finishes; one that has ended is not asked.
.PARAMETER RunId
The run.
.PARAMETER Nn
Position of the action in its plan, from 1.
#>
[CmdletBinding()]
param([string]$RunId, [int]$Nn)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'RunState.ps1')

$folder = Get-RunFolder $RunId $Nn
$asked = (Test-Path -LiteralPath (Join-Path $folder 'request.json')) -and (Get-LockState $folder) -ne 'free'
if ($asked) { [System.IO.File]::WriteAllText((Join-Path $folder 'cancel'), '') }
[pscustomobject]@{ Kind = 'result'; Value = @{ asked = $asked } }
