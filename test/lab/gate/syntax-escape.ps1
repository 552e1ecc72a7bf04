<#
.SYNOPSIS
Bad on purpose: an escape of a newer kind.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
"`u{e9}" # bad
