<#
.SYNOPSIS
Bad on purpose: text run as code.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
& ([ScriptBlock]::Create('Get-Date')) # bad
