<#
.SYNOPSIS
Bad on purpose: errors do not stop it.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
Get-Date
