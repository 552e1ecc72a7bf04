<#
.SYNOPSIS
Bad on purpose: parameters that 4.0 lacks, or cut short.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Copy-Item -LiteralPath 'a' -ToSession $null # bad
Get-Item -Lit 'a' # bad
