<#
.SYNOPSIS
Bad on purpose: a command made of CDXML whose failure ends nothing.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Get-ScheduledTaskInfo -TaskName 'a' # bad
Start-ScheduledTask -TaskName 'a' # bad
Start-ScheduledTask -TaskName 'a' -ErrorAction Stop
Get-ScheduledTask -TaskName 'a' -ErrorAction SilentlyContinue
