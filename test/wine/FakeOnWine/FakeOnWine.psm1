<#
.SYNOPSIS
Plays what Wine lacks of a Windows Server, from the machine file (GANGWAY_LAB): CIM, event logs, features, the antivirus'
own status, and who is signed in. Registry, services, files, processes, Windows Installer and cmd.exe stay Wine's.
.DESCRIPTION
Wine has several tools in name only: they end with 0 and do nothing. They fail here, so that no test takes that for work.
#>
# Stands on: platform/task-result-constants, platform/task-running, with the parts of the lab, which say what each stands on.
# Invented: that every program that Wine has in name only is refused; looked for: nothing, that is about Wine
if (-not (Test-Path -LiteralPath 'HKLM:\Software\Wine') -and -not (Test-Path -LiteralPath 'HKCU:\Software\Wine')) {
    throw 'LabUnsafe: this is no Wine, so its registry and services would be real ones.'
}
$parts = Join-Path $PSScriptRoot '../../lab/FakeWindows/parts'
foreach ($part in @('Machine', 'Language', 'Cim', 'Events', 'Features')) { . (Join-Path $parts "$part.ps1") }

$lab = Read-LabMachine
Set-Item -LiteralPath "function:global:$env:SystemRoot\System32\whoami.exe" -Value {
    $global:LASTEXITCODE = 0
    if ("$args" -eq '/groups /fo csv /nh') { return '"BUILTIN\Administrators","Alias","S-1-5-32-544",""', '"Mandatory Label\High Mandatory Level","Label","S-1-16-12288",""' }
    if ("$args" -eq '/user /fo csv /nh') { return '"WINE\Administrator","S-1-5-21-1-2-3-500"' }
    throw "LabUnknown: whoami.exe $args"
}
foreach ($silent in @('schtasks', 'dism', 'netsh', 'wevtutil', 'icacls', 'shutdown', 'wusa')) {
    $refuse = [scriptblock]::Create("throw 'LabUnknown: $silent.exe does nothing under Wine'")
    Set-Item -LiteralPath "function:global:$env:SystemRoot\System32\$silent.exe" -Value $refuse
}
# A silent stub started as a process is no better. The command is taken before it is shadowed: its module has no name that
# could be written before it when the engine was started as powershell.exe.
$startProcess = Get-Command -Name 'Start-Process' -CommandType Cmdlet
function Start-Process {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)] [string]$FilePath,
        [Parameter(Position = 1)] [string[]]$ArgumentList,
        [string]$WorkingDirectory, [switch]$NoNewWindow, [switch]$PassThru, [switch]$Wait,
        [string]$RedirectStandardError, [string]$RedirectStandardInput, [string]$RedirectStandardOutput,
        [System.Diagnostics.ProcessWindowStyle]$WindowStyle
    )
    if ((Split-Path -Path $FilePath -Leaf) -match '^(schtasks|dism|netsh|wevtutil|icacls|shutdown|wusa)\.exe$') { throw "LabUnknown: $FilePath does nothing under Wine" }
    & $startProcess @PSBoundParameters
}

# Time may pass faster: GANGWAY_LAB_SPEED seconds of the script in one of ours. Programs keep their own time.
function Start-Sleep {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [double]$Seconds, [int]$Milliseconds)
    $speed = [double]::Parse($env:GANGWAY_LAB_SPEED, [Globalization.CultureInfo]::InvariantCulture)
    [Threading.Thread]::Sleep([int][Math]::Max(1, ($Seconds * 1000 + $Milliseconds) / $speed))
}

# The Task Scheduler, and access lists, which Wine cuts down to those of Unix. A task really runs, detached.
$kept = @('New-Object', 'Get-Acl', 'New-ScheduledTaskAction', 'New-ScheduledTaskPrincipal', 'New-ScheduledTaskSettingsSet',
    'Register-ScheduledTask', 'Get-ScheduledTask', 'Get-ScheduledTaskInfo', 'Unregister-ScheduledTask')
# Nobody listens on this Windows, and nothing is asked elsewhere.
function New-LabConnection([string]$TypeName, $ArgumentList) {
    $refused = [pscustomobject]@{ Refused = $true }
    $refused | Add-Member -MemberType ScriptMethod -Name BeginConnect -Value { throw (New-Object System.Net.Sockets.SocketException(10061)) }
    $refused | Add-Member -MemberType ScriptMethod -Name Close -Value { }
    $refused
}
Import-Module (Join-Path $PSScriptRoot '../../lab/FakeWindows/ScheduledTasks.psm1') -Function $kept
$runTask = Join-Path $PSScriptRoot 'RunTask.ps1'
function Start-ScheduledTask {
    [CmdletBinding()] param([string]$TaskName, [string]$TaskPath = '\')
    $task = Get-ScheduledTask -TaskName $TaskName -TaskPath $TaskPath -ErrorAction Stop
    $words = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File `"$runTask`" -Task `"$($task.LabFile)`""
    & $startProcess -FilePath (Join-Path $env:SystemRoot 'System32\WindowsPowerShell\v1.0\powershell.exe') -ArgumentList $words -WindowStyle Hidden
}

# Ends the program of the task alone, as the lab plays it.
function Stop-ScheduledTask {
    [CmdletBinding()] param([string]$TaskName, [string]$TaskPath = '\')
    $task = Get-ScheduledTask -TaskName $TaskName -TaskPath $TaskPath -ErrorAction Stop
    Stop-Process -Id ([int][IO.File]::ReadAllText("$($task.LabFile).pid")) -Force
}
# Real processes: all of them with their parents, as they are asked for before a tool is ended; and those that a line is asked by, programs
# of the line that a task of LocalService runs.
# Its block and not the command: that one would become the function below, which would call itself for ever.
$playedCim = (Get-Command -Name 'Get-CimInstance' -CommandType Function).ScriptBlock
function Get-CimInstance {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)] [string]$ClassName,
        [string]$Namespace, [string]$Filter, [string[]]$Property, [uint32]$OperationTimeoutSec, [switch]$KeyOnly, [switch]$Shallow
    )
    if ($ClassName -eq 'Win32_Process' -and $Filter -eq '') {
        foreach ($one in @(Get-Process)) {
            $parent = $one.Parent
            $parentId = if ($null -eq $parent) { 0 } else { $parent.Id }
            [pscustomobject]@{ ProcessId = [uint32]$one.Id; ParentProcessId = [uint32]$parentId; Name = "$($one.ProcessName).exe"; CreationDate = $one.StartTime }
        }
        return
    }
    if ($Filter -ne "Name='powershell.exe' OR Name='cmd.exe'") { return & $playedCim @PSBoundParameters }
    $line = [string](Get-ScheduledTask -TaskPath '\Gangway\' -TaskName 'DetectionTest' -ErrorAction Stop).Actions[0].Arguments
    foreach ($one in @(Get-Process -Name 'powershell', 'cmd' -ErrorAction SilentlyContinue | Where-Object { $_.Id -ne $PID })) {
        [pscustomobject]@{ ProcessId = [uint32]$one.Id; Name = "$($one.ProcessName).exe"; CommandLine = $line; CreationDate = $one.StartTime; OwnerSid = 'S-1-5-19' }
    }
}

# Wine tells no signature. Where a test says so, one of our own programs counts as signed by Microsoft, as the lab's files do.
function Get-AuthenticodeSignature {
    [CmdletBinding()] param([string]$LiteralPath)
    if ((Get-Item -LiteralPath $LiteralPath).VersionInfo.CompanyName -ne 'Gangway practice, not Microsoft') { throw "LabUnknown: the signature of $LiteralPath" }
    [pscustomobject]@{ Status = 'Valid'; SignerCertificate = [pscustomobject]@{ Subject = 'CN=Microsoft Corporation, O=Microsoft Corporation, C=US' } }
}

$commands = $kept + @('Start-ScheduledTask', 'Stop-ScheduledTask', 'New-LabConnection', 'Get-CimInstance', 'Invoke-CimMethod', 'Get-WinEvent', 'Get-WindowsFeature', 'Get-WindowsOptionalFeature',
    'Enable-WindowsOptionalFeature', 'Start-Process')
if ($env:GANGWAY_LAB_SIGNED) { $commands += 'Get-AuthenticodeSignature' }
if ($env:GANGWAY_LAB_SPEED) { $commands += 'Start-Sleep' }
if ($lab['defender']) { $commands += 'Get-MpComputerStatus' }
Export-ModuleMember -Function $commands
