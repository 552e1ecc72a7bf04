<#
.SYNOPSIS
Bad on purpose: a constructor called as a method.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
[datetime]::new(1) # bad
