<#
.SYNOPSIS
Runs Microsoft's detection test: a harmless command line that the sensor reports as an alert.
.DESCRIPTION
The command line itself is what the sensor looks for, so it is the documented one to the byte, run by cmd.exe. Nothing is
downloaded: there is no web server at 127.0.0.1, and both of its steps fail on purpose. Its exit code means nothing.
It leaves a hidden powershell.exe behind; that child of ours is ended after a minute.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')

$line = @'
powershell.exe -NoExit -ExecutionPolicy Bypass -WindowStyle Hidden $ErrorActionPreference = 'silentlycontinue';(New-Object System.Net.WebClient).DownloadFile('http://127.0.0.1/1.exe', 'C:\\test-MDATP-test\\invoice.exe');Start-Process 'C:\\test-MDATP-test\\invoice.exe'
'@.Trim()

Write-Step 'sendTest' 'begin'
$sent = [long][math]::Floor(((Get-Date).ToUniversalTime() - [datetime]'1970-01-01T00:00:00').TotalMilliseconds)
$process = Start-Tool (Join-Path $env:SystemRoot 'System32\cmd.exe') "/d /c $line"
Write-Step 'sendTest' 'done'

Write-Step 'endTest' 'begin'
for ($second = 0; $second -lt 60 -and -not $process.WaitForExit(1000); $second++) {
    if ($second % 10 -eq 9) { [pscustomobject]@{ Kind = 'progress'; Done = $second + 1; Total = 60 } }
}
if ($process.HasExited) {
    # Often an antivirus that stopped the line: the sensor has seen it all the same.
    Write-Line 'cmd' 'info' "cmd.exe ended by itself with $($process.ExitCode)"
    Write-Step 'endTest' 'skipped'
}
else {
    foreach ($child in @(Get-CimInstance -ClassName Win32_Process -Filter "ParentProcessId=$($process.Id)")) {
        if ([string]$child.Name -eq 'powershell.exe') { Stop-Process -Id ([int]$child.ProcessId) -Force -ErrorAction SilentlyContinue }
    }
    # cmd.exe waits for its child and ends with it.
    if (-not $process.WaitForExit(10000)) { Stop-Process -Id $process.Id -Force -ErrorAction SilentlyContinue }
    Write-Step 'endTest' 'done'
}
Write-Result @{ sentAt = $sent }
