<#
.SYNOPSIS
Bad on purpose: a change that is believed without a look.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
function Write-Result($Value) { $Value }
Write-Result @{ changed = $true; before = 0; after = 1 } # bad
