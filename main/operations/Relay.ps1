<#
.SYNOPSIS
Runs one operation inside a session on a server and emits each of its records as one line of ASCII JSON.
.DESCRIPTION
Sent by Broker.ps1 as text. The operation has a runspace of its own, so that this thread can give a sign of life (an empty line)
every two seconds: without one nobody can tell a long operation from a frozen link. Remoting serialises one level deep and turns enums into numbers, so nothing but text crosses:
the fields of a record (Records.ps1) without number and time, which the broker adds, the last one being "end".
.PARAMETER Request
JSON: { operation, text, sha256, params }, the parameters as JSON text again.
#>
[CmdletBinding()]
param([string]$Request)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
. (Join-Path $PSScriptRoot 'Records.ps1')
. (Join-Path $PSScriptRoot 'Hashes.ps1')
. (Join-Path $PSScriptRoot 'OperationText.ps1')
. (Join-Path $PSScriptRoot 'Room.ps1')
. (Join-Path $PSScriptRoot 'SystemFolders.ps1')

Set-SystemFolder
$asked = ConvertFrom-Json $Request
$told = @{ results = 0 }
$failure = $null
$room = $null
$shell = $null
try {
    if ((Get-TextHash $asked.text) -cne $asked.sha256) { throw (New-Failure 'operation.hashMismatch' $asked.operation) }
    $arguments = Get-Arguments $asked.text $asked.params
    $room = New-Room
    $shell = [System.Management.Automation.PowerShell]::Create()
    $shell.Runspace = $room
    $null = $shell.AddScript('param($Text, $Arguments) $ErrorActionPreference = "Stop"; $ProgressPreference = "SilentlyContinue"; & ([ScriptBlock]::Create($Text)) @Arguments *>&1')
    $null = $shell.AddArgument($asked.text).AddArgument($arguments)
    $nothing = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
    $nothing.Complete()
    $output = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
    $pending = $shell.BeginInvoke($nothing, $output)
    $quietSince = Get-Date
    $pause = 15
    ''
    do {
        # Asked before reading: once it has ended, what is read then is all there is.
        $ended = $pending.AsyncWaitHandle.WaitOne($pause)
        # The end wakes it at once. What says nothing is looked at less often.
        $pause = [math]::Min(2 * $pause, 60)
        foreach ($emitted in $output.ReadAll()) {
            $pause = 15
            $fields = ConvertTo-RecordFields $emitted
            if ($fields.StartsWith('"kind":"result"')) { $told.results++ }
            $fields
            $quietSince = Get-Date
        }
        if (((Get-Date) - $quietSince).TotalSeconds -ge 2) {
            ''
            $quietSince = Get-Date
        }
    } until ($ended)
    $reason = $shell.InvocationStateInfo.Reason
    if ($null -ne $reason) {
        if ($null -eq $reason.PSObject.Properties['ErrorRecord']) { throw $reason }
        throw $reason.ErrorRecord
    }
    if ($told.results -ne 1) { throw (New-Failure 'operation.badResult' "$($told.results) results") }
}
catch { $failure = $_ }
finally {
    # Also where this pipeline was stopped. What still runs is told to stop and left alone: waiting for it could take for ever.
    if ($null -ne $shell -and [string]$shell.InvocationStateInfo.State -eq 'Running') { $null = $shell.BeginStop($null, $null) }
    elseif ($null -ne $room) {
        $shell.Dispose()
        $room.Dispose()
    }
}
ConvertTo-EndFields $failure
