<#
.SYNOPSIS
Runs one operation in its detached task and writes its records to the run folder.
.DESCRIPTION
Holds "lock" open and unshared while it lives: who finds it free and no end record knows that the runner died. Every record
is one line of ASCII JSON in records.jsonl, numbered from 0; what must not be lost is flushed to the disk. The operation's
output is handled as it is emitted, in the same pipeline, so that a cancel takes effect exactly between two stages.
.PARAMETER RunFolder
The folder that Start-Run prepared: request.json and operation.ps1.
#>
[CmdletBinding()]
param([string]$RunFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
. (Join-Path $PSScriptRoot 'Records.ps1')
. (Join-Path $PSScriptRoot 'SystemFolders.ps1')
. (Join-Path $PSScriptRoot 'OurFolder.ps1')
. (Join-Path $PSScriptRoot 'Lease.ps1')

function Write-Record {
    <# .SYNOPSIS
    Appends one record; to the disk itself where it must survive a power failure. #>
    param([string]$Fields, [switch]$ToDisk)
    $line = '{"n":' + $state.number + ',"at":' + (Get-Instant) + ',' + $Fields + "}`n"
    if ($line.Length -gt 32768) { throw (New-Failure 'operation.badResult' "A record of $($line.Length) bytes") }
    $bytes = [System.Text.Encoding]::ASCII.GetBytes($line)
    $state.file.Write($bytes, 0, $bytes.Length)
    if ($ToDisk) { $state.file.Flush($true) } else { $state.file.Flush() }
    $state.number++
    $state.last = $line
}

function Write-Emitted {
    <# .SYNOPSIS
    Writes the record of one emitted object, and stops the operation before a stage when a cancel was asked. #>
    param($Emitted)
    $fields = ConvertTo-RecordFields $Emitted
    $isStep = $fields.StartsWith('"kind":"step"')
    if ($isStep -and $Emitted.State -ceq 'begin' -and $request.cancel -cne 'never' -and (Test-Path -LiteralPath $cancelPath)) {
        $state.canceled = $true
        throw (New-Failure 'operation.canceled' ([string]$Emitted.Key))
    }
    $isResult = $fields.StartsWith('"kind":"result"')
    if ($isResult) { $state.results++ }
    Write-Record $fields -ToDisk:($isStep -or $isResult)
}

function Complete-Run {
    <# .SYNOPSIS
    Writes the end, once. #>
    param($Failure)
    if ($state.ended) { return }
    $state.ended = $true
    if ($state.canceled) { $Failure = New-Failure 'operation.canceled' '' }
    Write-Record (ConvertTo-EndFields $Failure) -ToDisk
    [System.IO.File]::WriteAllText((Join-Path $RunFolder 'end.json'), $state.last)
}

Set-SystemFolder

$cancelPath = Join-Path $RunFolder 'cancel'
# Fails where another runner was here before: a run is never run twice.
$lock = New-Object System.IO.FileStream((Join-Path $RunFolder 'lock'), [System.IO.FileMode]::CreateNew, [System.IO.FileAccess]::ReadWrite, [System.IO.FileShare]::None)
$share = [System.IO.FileShare]::ReadWrite -bor [System.IO.FileShare]::Delete
$state = @{
    number   = 0
    last     = ''
    results  = 0
    canceled = $false
    ended    = $false
    file     = New-Object System.IO.FileStream((Join-Path $RunFolder 'records.jsonl'), [System.IO.FileMode]::CreateNew, [System.IO.FileAccess]::Write, $share)
}
$request = ConvertFrom-Json ([System.IO.File]::ReadAllText((Join-Path $RunFolder 'request.json')))
try {
    Write-Record ('"kind":"start","operation":' + (ConvertTo-JsonString $request.operation) + ',"pid":' + $PID) -ToDisk
    $bytes = [System.IO.File]::ReadAllBytes((Join-Path $RunFolder 'operation.ps1'))
    $hash = [System.BitConverter]::ToString([System.Security.Cryptography.SHA256]::Create().ComputeHash($bytes)).Replace('-', '')
    if ($hash -ne $request.sha256) { throw (New-Failure 'operation.hashMismatch' $request.operation) }
    $block = [ScriptBlock]::Create([System.Text.Encoding]::UTF8.GetString($bytes))
    $arguments = @{}
    foreach ($property in (ConvertFrom-Json $request.params).PSObject.Properties) { $arguments[$property.Name] = $property.Value }
    if ($null -ne $block.Ast.ParamBlock) {
        $declared = @($block.Ast.ParamBlock.Parameters | ForEach-Object { $_.Name.VariablePath.UserPath })
        if ($declared -contains 'RunFolder') { $arguments['RunFolder'] = $RunFolder }
        if ($declared -contains 'LibraryFolder') { $arguments['LibraryFolder'] = Join-Path (Join-Path $env:ProgramData 'Gangway') 'library' }
    }
    # A task starts in System32: what a tool drops into its current folder belongs here.
    Set-Location -LiteralPath $RunFolder
    & $block @arguments *>&1 | ForEach-Object { Write-Emitted $_ }
    if ($state.results -ne 1) { throw (New-Failure 'operation.badResult' "$($state.results) results") }
    Complete-Run $null
}
catch { Complete-Run $_ }
finally {
    # Reached without an end only where the operation ended the process itself.
    Complete-Run (New-Failure 'operation.badResult' 'The script ended the process.')
    $state.file.Dispose()
    $task = "$($request.runId)-$(([int]$request.nn).ToString('00'))"
    Unregister-ScheduledTask -TaskPath '\Gangway\' -TaskName $task -Confirm:$false -ErrorAction SilentlyContinue
    # Nobody may be left to give it back: the technician's computer may be off. What stays here expires.
    try { if ($request.last) { Exit-Lease $request.runId } } catch { Write-Warning $_.Exception.Message }
    $lock.Dispose()
}
