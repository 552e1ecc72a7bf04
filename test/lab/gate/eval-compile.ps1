<#
.SYNOPSIS
Bad on purpose: code compiled on the server.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Add-Type -TypeDefinition 'class A { }' # bad
