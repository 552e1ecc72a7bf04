<#
.SYNOPSIS
Bad on purpose: it does not parse.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
if ($true) { # bad
