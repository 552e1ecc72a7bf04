<#
.SYNOPSIS
Bad on purpose: a decision by the words of an error.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
try { Get-Item -LiteralPath 'a' }
catch { if ($_.Exception.Message -like '*not found*') { 1 } } # bad
