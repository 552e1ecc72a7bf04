<#
.SYNOPSIS
Bad on purpose: a parameter without help.
#>
[CmdletBinding()]
param([string]$Name) # bad
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$Name
