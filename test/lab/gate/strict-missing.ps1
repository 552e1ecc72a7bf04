<#
.SYNOPSIS
Bad on purpose: strict mode in a comment only.
#>
[CmdletBinding()]
param()
# Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Get-Date
