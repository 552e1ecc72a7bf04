<#
.SYNOPSIS
Bad on purpose: errors that vanish.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
trap { continue } # bad
Get-Item -LiteralPath 'a'
