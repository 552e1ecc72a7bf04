<#
.SYNOPSIS
Bad on purpose: a letter beyond ASCII.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$null = 'déjà' # bad
