<#
.SYNOPSIS
Asks Windows to restart this server. A newer boot time proves later that it did.
.PARAMETER DelaySeconds
Seconds until the restart; signed-in people are told by Windows.
#>
[CmdletBinding()]
param([int]$DelaySeconds)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')

$asked = [long][math]::Floor(((Get-Date).ToUniversalTime() - [datetime]'1970-01-01T00:00:00').TotalMilliseconds)
Write-Step 'askRestart' 'begin' ([string]$DelaySeconds)
# p:4:2 is "application: installation, planned" in the shutdown event tracker.
$shutdown = Join-Path $env:SystemRoot 'System32\shutdown.exe'
$said = @($null | & $shutdown /r /t $DelaySeconds /d p:4:2)
$code = $LASTEXITCODE
foreach ($line in $said) { if (([string]$line).Trim() -ne '') { Write-Line 'cmd' 'info' ([string]$line) } }
# 1115: a restart is under way; 1190: one is already planned. What was asked for comes either way.
if (@(0, 1115, 1190) -notcontains $code) { throw (New-Failure 'operation.failed' "shutdown.exe ended with $code" $code) }
Write-Step 'askRestart' 'done' ([string]$code)
Write-Result @{ askedAt = $asked }
