<#
.SYNOPSIS
Bad on purpose: a command made of text.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$name = 'Item'
& "Get-$name" # bad
