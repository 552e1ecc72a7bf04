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
. (Join-Path $PSScriptRoot 'NativeTool.ps1')

# p:4:2 is "application: installation, planned" in the shutdown event tracker.
$order = @('/r', '/t', [string]$DelaySeconds, '/d', 'p:4:2')
# A hashtable, because a script that runs from its text has no script scope.
$outcome = @{ Code = $null; Before = '' }

function Invoke-Shutdown([string[]]$Words) {
    # Keeps the exit code, which decides; what the program says goes to the log, in the language of this Windows.
    $answer = Invoke-Native (Join-Path $env:SystemRoot 'System32\shutdown.exe') $Words
    foreach ($line in $answer.Lines) { Write-Line 'cmd' 'info' $line }
    $outcome.Code = $answer.Code
}

$asked = [long][math]::Floor(((Get-Date).ToUniversalTime() - [datetime]'1970-01-01T00:00:00').TotalMilliseconds)
Write-Step 'askRestart' 'begin' ([string]$DelaySeconds)
Invoke-Shutdown $order
if ($outcome.Code -eq 1190) {
    # Something is planned, at an unknown time, and it may be a power-off: it gives way to the restart that a person agreed to.
    Write-Line 'run' 'warn' '1190: a restart or a power-off is planned already. It is called off, and the restart is asked for in its place.'
    Invoke-Shutdown @('/a')
    if ($outcome.Code -eq 0) { $outcome.Before = ' What was planned before has been called off.' }
    Invoke-Shutdown $order
}
if (@(0, 1115) -notcontains $outcome.Code) {
    throw (New-Failure 'operation.failed' "shutdown.exe ended with $($outcome.Code).$($outcome.Before)" $outcome.Code)
}
# Too late to be called off; the newer boot time that is waited for tells a restart from a power-off.
if ($outcome.Code -eq 1115) { Write-Line 'run' 'warn' '1115: Windows is going down already. If that is a power-off, somebody must start the server again.' }
Write-Step 'askRestart' 'done' ([string]$outcome.Code)
Write-Result @{ askedAt = $asked }
