<#
.SYNOPSIS
Bad on purpose: values of a key that others write to, all at once.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Get-ItemProperty -LiteralPath 'HKLM:\SOFTWARE' # bad
(Get-Item -LiteralPath 'HKLM:\SOFTWARE').GetValue('a')
