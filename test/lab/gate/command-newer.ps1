<#
.SYNOPSIS
Bad on purpose: commands that 4.0 lacks.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Get-ComputerInfo # bad
Get-LocalGroupMember # bad
