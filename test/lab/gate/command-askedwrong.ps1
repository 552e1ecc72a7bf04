<#
.SYNOPSIS
Bad on purpose: a command asked for the wrong way round.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
if (-not (Get-Command -Name 'Get-MpComputerStatus' -ErrorAction SilentlyContinue)) { Get-MpComputerStatus -ErrorAction Stop } # bad
