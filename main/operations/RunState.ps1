<#
.SYNOPSIS
Functions that look at an action that was started: who holds its lock, how its record file ends, and what Windows says of its task.
#>

function Get-RunFolder {
    <# .SYNOPSIS
    Path of the folder of one action, which need not exist. #>
    param([string]$RunId, [int]$Nn)
    Join-Path (Join-Path (Join-Path (Join-Path $env:ProgramData 'Gangway') 'runs') $RunId) $Nn.ToString('00')
}

function Get-LockState {
    <# .SYNOPSIS
    absent, held or free. Held means that the runner lives: its process holds the file open and unshared. #>
    param([string]$Folder)
    # The runner takes its lock first, and then makes its record file. Until that is there nothing has begun, and a lock that is
    # just being taken is not touched: looking at it would be in the way.
    if (-not (Test-Path -LiteralPath (Join-Path $Folder 'records.jsonl'))) { return 'absent' }
    $path = Join-Path $Folder 'lock'
    if (-not (Test-Path -LiteralPath $path)) { return 'absent' }
    try {
        $file = New-Object System.IO.FileStream($path, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, [System.IO.FileShare]::Read)
        $file.Dispose()
        'free'
    }
    catch { 'held' }
}

function Get-RunTask {
    <# .SYNOPSIS
    The scheduled task of one action: none, registered or unread (the Task Scheduler does not answer), and its last result. #>
    param([string]$RunId, [int]$Nn)
    $name = '{0}-{1:00}' -f $RunId, $Nn
    try {
        $task = Get-ScheduledTask -TaskPath '\Gangway\' -TaskName $name -ErrorAction Stop
        @{ task = 'registered'; result = [long]($task | Get-ScheduledTaskInfo -ErrorAction Stop).LastTaskResult; state = [string]$task.State }
    }
    catch {
        # A task that is not there is an answer. The identifier may name the property or not, so the category says it.
        $task = 'unread'
        if ([string]$_.CategoryInfo.Category -eq 'ObjectNotFound') { $task = 'none' }
        @{ task = $task; result = $null; state = '' }
    }
}

function Test-MayBegin {
    <# .SYNOPSIS
    Whether Windows is about to begin a task, or has begun it and its runner is not so far yet: Queued or Running. #>
    param($Task)
    @('Queued', 'Running') -contains $Task.state
}

function Get-RecordBytes {
    <# .SYNOPSIS
    At most Limit bytes of the record file from an offset, and the file's length; null where there is no file yet. #>
    param([string]$Folder, [long]$Offset, [int]$Limit)
    $path = Join-Path $Folder 'records.jsonl'
    if (-not (Test-Path -LiteralPath $path)) { return $null }
    $share = [System.IO.FileShare]::ReadWrite -bor [System.IO.FileShare]::Delete
    $file = New-Object System.IO.FileStream($path, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, $share)
    try {
        # Of the open file: what the folder says of a file that is being written lags behind.
        $length = $file.Length
        if ($Offset -lt 0) { $Offset = [math]::Max(0, $length - $Limit) }
        # Who waits for a line looks often, and there is seldom one.
        $size = [int][math]::Max(0, [math]::Min($Limit, $length - $Offset))
        $buffer = New-Object byte[] $size
        $null = $file.Seek($Offset, [System.IO.SeekOrigin]::Begin)
        $filled = 0
        while ($filled -lt $size) {
            $count = $file.Read($buffer, $filled, $size - $filled)
            if ($count -eq 0) { break }
            $filled += $count
        }
    }
    finally { $file.Dispose() }
    @{ text = [System.Text.Encoding]::ASCII.GetString($buffer, 0, $filled); length = $length }
}

function Get-LastRecord {
    <# .SYNOPSIS
    The last whole line of the record file, or an empty text. A record never takes more than 32 KB. #>
    param([string]$Folder)
    $tail = Get-RecordBytes $Folder -1 65536
    if ($null -eq $tail) { return '' }
    $end = $tail.text.LastIndexOf("`n")
    if ($end -lt 0) { return '' }
    $tail.text.Substring(0, $end).Split("`n")[-1]
}
