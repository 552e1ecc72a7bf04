<#
.SYNOPSIS
Bad on purpose: a parameter that 4.0 lacks, by way of a table.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$more = @{ Path = 'a' }
$more['AsUTF8'] = $true
Get-Item @more # bad
