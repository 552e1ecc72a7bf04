<#
.SYNOPSIS
Bad on purpose: a second logon.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Get-CimInstance -ClassName 'Win32_Process' -ComputerName 'other' # bad
