<#
.SYNOPSIS
Bad on purpose: a chain of pipelines.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Get-Date && Get-Date # bad
