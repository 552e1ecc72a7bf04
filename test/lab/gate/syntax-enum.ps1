<#
.SYNOPSIS
Bad on purpose: an enum.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
enum Mode { Passive } # bad
