<#
.SYNOPSIS
Bad on purpose: it speaks to a console.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Write-Host 'done' # bad
$answer = Read-Host 'go on' # bad
