<#
.SYNOPSIS
Asks a detached action to stop before its next stage, or takes that back.
.DESCRIPTION
Leaves a file that the runner looks for, or takes it away again. An operation that must not be stopped finishes; one that has
ended is not asked. Answers whether it is asked now.
.PARAMETER RunId
The run.
.PARAMETER Nn
Position of the action in its plan, from 1.
.PARAMETER Asked
False takes it back.
#>
[CmdletBinding()]
param([string]$RunId, [int]$Nn, [bool]$Asked)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'RunState.ps1')

$folder = Get-RunFolder $RunId $Nn
$cancel = Join-Path $folder 'cancel'
$isAlive = (Test-Path -LiteralPath (Join-Path $folder 'request.json')) -and (Get-LockState $folder) -ne 'free'
if ($isAlive -and $Asked) { [System.IO.File]::WriteAllText($cancel, '') }
if ($isAlive -and -not $Asked) { [System.IO.File]::Delete($cancel) }
[pscustomobject]@{ Kind = 'result'; Value = @{ asked = $isAlive -and $Asked } }
