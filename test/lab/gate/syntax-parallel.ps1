<#
.SYNOPSIS
Bad on purpose: a loop of workflows.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
foreach -parallel ($i in 1..2) { $i } # bad
