<#
.SYNOPSIS
Functions that give each part of a reading a limit of its own: what is not there in time is named, and the rest is read.
.DESCRIPTION
Included by the operations that read, after Room.ps1 and Facts.ps1. A command of Windows that hangs (DISM behind an update, a
damaged WMI) cannot be ended from its own thread. Such parts run in a runspace beside, one after the other; one that is
overdue is told to stop and left alone with its runspace, and the next part gets a fresh one.
#>

# How long one part may take, and how long all overdue ones together: the reading as a whole has a limit, too.
$beside = @{ room = $null; seconds = 40; left = 120 }

function Read-InTime([string[]]$Fact, [scriptblock]$Part, [object[]]$Arguments = @()) {
    $seconds = [math]::Max(2, [math]::Min($beside.seconds, $beside.left))
    Read-Fact $Fact {
        if ($null -eq $beside.room) {
            $beside.room = New-Room
            $beside.room.SessionStateProxy.SetVariable('ErrorActionPreference', 'Stop')
            $beside.room.SessionStateProxy.SetVariable('ProgressPreference', 'SilentlyContinue')
        }
        $shell = [System.Management.Automation.PowerShell]::Create()
        $shell.Runspace = $beside.room
        $null = $shell.AddScript($Part.ToString())
        foreach ($argument in $Arguments) { $null = $shell.AddArgument($argument) }
        $nothing = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
        $nothing.Complete()
        $output = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $pending = $shell.BeginInvoke($nothing, $output)
        # Short waits: the reading itself may be stopped between two of them.
        try { do { $ended = $pending.AsyncWaitHandle.WaitOne(50) } until ($ended -or $watch.Elapsed.TotalSeconds -ge $seconds) }
        finally {
            if ([string]$shell.InvocationStateInfo.State -eq 'Running') {
                $null = $shell.BeginStop($null, $null)
                $beside.room = $null
            }
        }
        if (-not $ended) {
            $beside.left -= $seconds
            throw (New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception("not there after $seconds s")), 'notInTime', 'NotSpecified', $null))
        }
        $reason = $shell.InvocationStateInfo.Reason
        $shell.Dispose()
        if ($null -ne $reason) {
            if ($null -eq $reason.PSObject.Properties['ErrorRecord']) { throw $reason }
            throw $reason.ErrorRecord
        }
        $output.ReadAll()
    }
}

function Close-Beside {
    if ($null -ne $beside.room) { $beside.room.Dispose() }
    $beside.room = $null
}
