<#
.SYNOPSIS
Bad on purpose: a command that hides.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$null = 'powershell.exe -NoProfile -EncodedCommand AAAA' # bad
