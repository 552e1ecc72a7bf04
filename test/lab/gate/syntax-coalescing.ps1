<#
.SYNOPSIS
Bad on purpose: null coalescing.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$value = $null
$value ?? 1 # bad
$value ??= 2 # bad
