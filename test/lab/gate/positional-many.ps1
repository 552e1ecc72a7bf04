<#
.SYNOPSIS
Bad on purpose: arguments without names.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
New-ItemProperty 'HKLM:\SOFTWARE\X' 'Name' 1 # bad
