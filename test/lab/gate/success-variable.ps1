<#
.SYNOPSIS
Bad on purpose: a success that says nothing.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Get-Date
if ($?) { 1 } # bad
