<#
.SYNOPSIS
Bad on purpose: a pipeline in the background.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Get-Date & # bad
