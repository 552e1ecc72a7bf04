<#
.SYNOPSIS
Bad on purpose: a clean block.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
function Get-It { process { 1 } clean { 2 } } # bad
