<#
.SYNOPSIS
Starts one operation as a detached task of SYSTEM, once.
.DESCRIPTION
Writes the operation, the runner and the request into runs\<RunId>\<nn>, registers a task without a trigger (one with a
trigger could run again after a restart) and starts it. Refuses with run.alreadyStarted what was started before, with
run.otherUnderWay while another action of ours works here or is about to begin, with run.leased and run.leaseExpired what Lease.ps1
says, with run.folderNotOurs a folder that others could have prepared. Renews the hold of this server for its run. Tidies runs of more than 30 days ago on the way.
.PARAMETER RunId
The run; part of the folder's and the task's name.
.PARAMETER Nn
Position of the action in its plan, from 1.
.PARAMETER Operation
Name of the operation.
.PARAMETER Cancel
Its cancel policy: immediate, afterStep or never.
.PARAMETER Text
Text of the operation.
.PARAMETER Sha256
SHA-256 of the text's UTF-8 bytes.
.PARAMETER Runner
Text of Runner.ps1.
.PARAMETER RunnerSha256
SHA-256 of the runner's UTF-8 bytes.
.PARAMETER Params
Parameters of the operation as one JSON text.
.PARAMETER Lease
Who holds this server for the run (Set-Lease.ps1). Null holds nothing, and starts only where nobody holds it.
.PARAMETER Last
Whether nothing comes behind this action: its runner then gives the hold back.
#>
[CmdletBinding()]
param(
    [string]$RunId, [int]$Nn, [string]$Operation, [string]$Cancel,
    [string]$Text, [string]$Sha256, [string]$Runner, [string]$RunnerSha256, [string]$Params,
    [object]$Lease, [bool]$Last
)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Records.ps1')
. (Join-Path $PSScriptRoot 'Hashes.ps1')
. (Join-Path $PSScriptRoot 'OurFolder.ps1')
. (Join-Path $PSScriptRoot 'RunState.ps1')
. (Join-Path $PSScriptRoot 'Lease.ps1')

function Write-ToDisk {
    <# .SYNOPSIS
    Writes bytes to an open file, down to the disk, and closes it. #>
    param([System.IO.FileStream]$File, [byte[]]$Bytes)
    try {
        $File.Write($Bytes, 0, $Bytes.Length)
        $File.Flush($true)
    }
    finally { $File.Dispose() }
}

function Write-NewFile {
    <# .SYNOPSIS
    Writes a file that must not exist yet, down to the disk. #>
    param([string]$Path, [byte[]]$Bytes)
    Write-ToDisk (New-Object System.IO.FileStream($Path, [System.IO.FileMode]::CreateNew)) $Bytes
}

function Assert-NobodyAtWork {
    <# .SYNOPSIS
    Refuses while another action of ours works on this server, from whichever computer it was started. #>
    try { $tasks = @(Get-ScheduledTask -TaskPath '\Gangway\' -ErrorAction Stop) }
    catch {
        if ([string]$_.CategoryInfo.Category -ne 'ObjectNotFound') { throw }
        $tasks = @()
    }
    foreach ($task in $tasks) {
        if ([string]$task.TaskName -notmatch '^(.+)-(\d\d)$') { continue }
        $other = Get-RunFolder $Matches[1] ([int]$Matches[2])
        # Its task outlives the end of an action by a moment.
        if ($other -eq $folder -or (Get-LastRecord $other).Contains('"kind":"end"')) { continue }
        $lock = Get-LockState $other
        if ($lock -eq 'held' -or ($lock -eq 'absent' -and (Test-MayBegin @{ state = [string]$task.State }))) {
            throw (New-Failure 'run.otherUnderWay' ([string]$task.TaskName))
        }
    }
}

function Open-TaskFolder {
    <# .SYNOPSIS
    The folder of our tasks, which only SYSTEM and Administrators can touch from now on, whoever made it. #>
    $service = New-Object -ComObject 'Schedule.Service'
    $service.Connect()
    $root = $service.GetFolder('\')
    $taskFolder = @($root.GetFolders(0) | Where-Object { [string]$_.Name -eq 'Gangway' } | Select-Object -First 1)
    if ($taskFolder.Count -eq 0) { return $root.CreateFolder('Gangway', $onlyAdministratorsFile) }
    $taskFolder[0].SetSecurityDescriptor($onlyAdministratorsFile, 0)
    $taskFolder[0]
}

function Remove-OldRun {
    <# .SYNOPSIS
    Removes runs whose last sign of life is more than 30 days old, with their tasks. A failure is a warning only. #>
    param([string]$Runs)
    $limit = (Get-Date).AddDays(-30)
    foreach ($old in @(Get-ChildItem -LiteralPath $Runs -Force | Where-Object { $_.Name -cne $RunId -and $_.LastWriteTime -lt $limit })) {
        try {
            Assert-OurFolder $old.FullName
            $actions = @(Get-ChildItem -LiteralPath $old.FullName -Force)
            if (@($actions | Where-Object { $_.LastWriteTime -ge $limit }).Count -gt 0) { continue }
            foreach ($action in $actions) {
                Get-ScheduledTask -TaskPath '\Gangway\' -TaskName "$($old.Name)-$($action.Name)" -ErrorAction SilentlyContinue |
                    Unregister-ScheduledTask -Confirm:$false -ErrorAction Stop
            }
            Remove-Item -LiteralPath $old.FullName -Recurse -Force
        }
        catch { Write-Warning "$($old.FullName) was not tidied: $($_.Exception.Message)" }
    }
}

$utf8 = New-Object System.Text.UTF8Encoding($false)
$operationBytes = $utf8.GetBytes($Text)
$runnerBytes = $utf8.GetBytes($Runner)
if ((Get-BytesHash $operationBytes) -cne $Sha256) { throw (New-Failure 'operation.hashMismatch' $Operation) }
if ((Get-BytesHash $runnerBytes) -cne $RunnerSha256) { throw (New-Failure 'operation.hashMismatch' 'Runner') }

$number = $Nn.ToString('00')
$folder = New-OurFolder @('runs', $RunId, $number)
Assert-NobodyAtWork
Enter-Lease $RunId $Lease
Remove-OldRun (Split-Path -Parent (Split-Path -Parent $folder))
$startedAt = Get-Instant
$request = ConvertTo-JsonText ([ordered]@{
        runId = $RunId; nn = $Nn; operation = $Operation; sha256 = $Sha256; cancel = $Cancel; params = $Params; startedAt = $startedAt; last = $Last
    }) 'request'
$requestPath = Join-Path $folder 'request.json'
# Making this file claims the action: of two starts one fails here.
try { $claim = New-Object System.IO.FileStream($requestPath, [System.IO.FileMode]::CreateNew) }
catch [System.IO.IOException] {
    if (Test-Path -LiteralPath $requestPath) { throw (New-Failure 'run.alreadyStarted' $folder) }
    throw
}
$taskName = "$RunId-$number"
try {
    Write-ToDisk $claim ($utf8.GetBytes($request))
    Write-NewFile (Join-Path $folder 'operation.ps1') $operationBytes
    $runnerPath = Join-Path $folder 'runner.ps1'
    Write-NewFile $runnerPath $runnerBytes

    # Text, not -File: under a policy of AllSigned a file of ours would not run. The bytes that are checked are those that run.
    $quoted = $runnerPath.Replace("'", "''")
    $command = "`$b = [IO.File]::ReadAllBytes('$quoted'); " +
    "`$h = [BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash(`$b)).Replace('-', ''); " +
    "if (`$h -ne '$RunnerSha256') { throw 'The runner was changed.' }; " +
    "& ([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString(`$b))) -RunFolder '$($folder.Replace("'", "''"))'"
    $powershell = Join-Path (Join-Path (Join-Path (Join-Path $env:SystemRoot 'System32') 'WindowsPowerShell') 'v1.0') 'powershell.exe'
    $action = New-ScheduledTaskAction -Execute $powershell -Argument "-NoProfile -NonInteractive -ExecutionPolicy Bypass -Command `"$command`"" -ErrorAction Stop
    $principal = New-ScheduledTaskPrincipal -UserId 'S-1-5-18' -LogonType ServiceAccount -RunLevel Highest -ErrorAction Stop
    # Priority 7, the default of tasks, would starve an installation of processor and disk time.
    $settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -Priority 4 -ExecutionTimeLimit ([TimeSpan]::Zero) -MultipleInstances IgnoreNew -ErrorAction Stop
    $tasks = Open-TaskFolder
    $null = Register-ScheduledTask -TaskPath '\Gangway\' -TaskName $taskName -Action $action -Principal $principal -Settings $settings -ErrorAction Stop
    # 0x10: nobody else is added to the list, not even the account of the task.
    $tasks.GetTask($taskName).SetSecurityDescriptor($onlyAdministratorsFile, 0x10)
}
catch {
    # Nothing has begun: the claim is given back, so that it can be started again.
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue
    throw
}
Start-ScheduledTask -TaskPath '\Gangway\' -TaskName $taskName -ErrorAction Stop
[pscustomobject]@{ Kind = 'result'; Value = @{ task = "\Gangway\$taskName"; startedAt = $startedAt } }
