<#
.SYNOPSIS
Bad on purpose: a class that repairs every MSI.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Get-CimInstance -ClassName 'Win32_Product' # bad
