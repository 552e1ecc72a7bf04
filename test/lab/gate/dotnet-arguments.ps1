<#
.SYNOPSIS
Bad on purpose: a call with arguments that .NET 4.5.1 lacks.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
[IO.File]::Move('a', 'b', $true) # bad
