<#
.SYNOPSIS
Bad on purpose: a decision by the words of a program.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$tool = 'C:\Windows\System32\sc.exe'
$answer = Invoke-Native $tool @('query', 'Sense')
$said = @($answer.Lines)
if ($answer.Lines -match 'RUNNING') { 1 } # bad
if ($said -match 'RUNNING') { 1 } # bad
$said | Where-Object { $_ -like '*RUNNING*' } # bad
foreach ($line in $said) { if ($line.Contains('RUNNING')) { 1 } } # bad
