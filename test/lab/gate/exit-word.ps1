<#
.SYNOPSIS
Bad on purpose: it ends the process.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
exit 3 # bad
