<#
.SYNOPSIS
Bad on purpose: a class.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
class Server { [string]$Name } # bad
