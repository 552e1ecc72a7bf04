<#
.SYNOPSIS
Bad on purpose: a command that PowerShell 7 lacks.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Get-WmiObject -Class 'Win32_Process' # bad
