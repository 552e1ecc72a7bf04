<#
.SYNOPSIS
Bad on purpose: a password in the script.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$null = ConvertTo-SecureString 'x' -AsPlainText -Force # bad
