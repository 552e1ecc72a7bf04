<#
.SYNOPSIS
Bad on purpose: errors that vanish.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Get-Item -LiteralPath 'a' -ErrorAction SilentlyContinue # bad
$ErrorActionPreference = 'SilentlyContinue' # bad
