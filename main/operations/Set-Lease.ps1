<#
.SYNOPSIS
Holds this server for a run, renews that, takes over an expired hold of somebody else, or gives it back.
.DESCRIPTION
Refuses with run.leased while somebody else holds the server, with run.leaseExpired where somebody else's hold has expired and
the claim does not say that it is taken over. Each action of a run renews the hold itself; this is for what is no task.
.PARAMETER RunId
The run.
.PARAMETER Lease
Who holds it (account, computer, technician), for how many minutes, and takeOver: the run whose expired hold a person agreed to
take over. Null gives back what this run holds.
#>
[CmdletBinding()]
param([string]$RunId, [object]$Lease)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Records.ps1')
. (Join-Path $PSScriptRoot 'OurFolder.ps1')
. (Join-Path $PSScriptRoot 'Lease.ps1')

if ($null -eq $Lease) { Exit-Lease $RunId } else { Enter-Lease $RunId $Lease }
[pscustomobject]@{ Kind = 'result'; Value = @{ held = ($null -ne $Lease) } }
