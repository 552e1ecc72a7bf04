<#
.SYNOPSIS
Bad on purpose: an error that vanishes.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
try { Get-Item -LiteralPath 'a' } catch { } # bad
