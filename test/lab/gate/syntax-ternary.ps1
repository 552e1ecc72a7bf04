<#
.SYNOPSIS
Bad on purpose: the ternary operator.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$value = 1
$value -gt 0 ? 'a' : 'b' # bad
