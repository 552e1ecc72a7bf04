<#
.SYNOPSIS
Plays the Task Scheduler for one task: runs its program with its real command line, and keeps how it ended.
.DESCRIPTION
Starts itself once more and ends, so that the task has no living parent, as a task of Windows has none that a caller knows.
.PARAMETER Task
Path of the task's file without its extension.
#>
# Invented: that a task has no living parent and keeps its exit code as its last result; looked for: captures of the process tree of a task
param([string]$Task, [switch]$Now)
$own = @{ FilePath = (Get-Process -Id $PID).Path; WindowStyle = 'Hidden' }
if (-not $Now) {
    Start-Process @own -ArgumentList "-NoProfile -ExecutionPolicy Bypass -File `"$PSCommandPath`" -Task `"$Task`" -Now"
    return
}
[IO.File]::WriteAllText("$Task.pid", [string]$PID)
$action = (ConvertFrom-Json ([IO.File]::ReadAllText("$Task.json"))).Actions[0]
$process = Start-Process -FilePath $action.Execute -ArgumentList $action.Arguments -PassThru -WindowStyle Hidden
$null = $process.Handle
$process.WaitForExit()
[IO.File]::WriteAllText("$Task.code", [string]$process.ExitCode)
