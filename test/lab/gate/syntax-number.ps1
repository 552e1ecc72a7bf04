<#
.SYNOPSIS
Bad on purpose: numbers of a newer kind.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
0b101 # bad
5y # bad
