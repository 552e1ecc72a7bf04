<#
.SYNOPSIS
Runs the script of a kit as its start file does, and says at the end with which code it would end.
#>
[CmdletBinding()]
param([string]$Script, [string]$Folder, [string]$Parameter, [string]$Sha256, [string]$Out)
$given = @{ Folder = $Folder; Out = $Out }
$given[$Parameter] = $Sha256
$code = & ([ScriptBlock]::Create([IO.File]::ReadAllText($Script))) @given
[Console]::Out.Write([char]30 + "$code")
