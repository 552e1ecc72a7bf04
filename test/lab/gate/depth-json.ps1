<#
.SYNOPSIS
Bad on purpose: a JSON text cut in silence.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
ConvertTo-Json @{ a = 1 } # bad
