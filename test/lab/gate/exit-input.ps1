<#
.SYNOPSIS
Bad on purpose: it waits for input.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
[Console]::In.ReadLine() # bad
[Console]::SetIn($null) # bad
