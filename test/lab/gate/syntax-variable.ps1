<#
.SYNOPSIS
Bad on purpose: a variable that 4.0 does not have.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
if ($IsWindows) { 1 } # bad
