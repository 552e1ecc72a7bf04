<#
.SYNOPSIS
Bad on purpose: members that .NET 4.5.1 lacks.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
[long]$at = 0
$at = ([DateTimeOffset](Get-Date)).ToUnixTimeMilliseconds() # bad
(Get-Service -Name 'Sense').StartType # bad
