<#
.SYNOPSIS
Bad on purpose: a command of 5.1 without asking whether it is there.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Get-MpComputerStatus -ErrorAction Stop # bad
