<#
.SYNOPSIS
Answers one request: runs an operation in a runspace of its own and writes its records to standard output.
.DESCRIPTION
Lives as a script block in the local PowerShell process of a target. A request is base64 of UTF-8 JSON:
{ nonce, id, operation, text, sha256, params, cancelFile }, with session, silenceMs and relay where the operation runs on another
computer (Link.ps1), without relay where it runs here and uses the session; without an operation it is a greeting. Replies are lines
"@<nonce> <JSON>", each begun with a line break, so that output of a tool that lacks one cannot swallow them:
{ id, hello } once, { id, hb } every two seconds without a record, { id, records } as they come, the last one being "end".
.PARAMETER Request
The request as base64.
#>
[CmdletBinding()]
param([string]$Request)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Records.ps1')
. (Join-Path $PSScriptRoot 'Hashes.ps1')
. (Join-Path $PSScriptRoot 'OperationText.ps1')
. (Join-Path $PSScriptRoot 'Room.ps1')
. (Join-Path $PSScriptRoot 'SystemFolders.ps1')
. (Join-Path $PSScriptRoot 'Link.ps1')

function Write-Frame {
    <# .SYNOPSIS
    Writes one reply line in a single call. #>
    param([string]$Body)
    [Console]::Out.Write("`n@" + $asked.nonce + ' {"id":' + $asked.id + ',' + $Body + "}`n")
    [Console]::Out.Flush()
}

function Write-Records {
    <# .SYNOPSIS
    Writes records (as fields without number and time) as reply lines, and counts them. #>
    param([System.Collections.Generic.List[string]]$Fields)
    if ($Fields.Count -eq 0) { return }
    $at = Get-Instant
    for ($i = 0; $i -lt $Fields.Count; $i++) {
        $Fields[$i] = '{"n":' + $script:number + ',"at":' + $at + ',' + $Fields[$i] + '}'
        $script:number++
    }
    Write-Frame ('"records":[' + [string]::Join(',', $Fields) + ']')
    $Fields.Clear()
}

function Wait-Work {
    <# .SYNOPSIS
    Relays what is emitted until the work has ended, with a sign of life when it is quiet. Answers whether a cancel was
    asked: the work was told to stop then, and waited for, except with -Leave. -AsText: what comes is the fields of records.
    -Session: work over a session. Where nothing was heard from the other side for so long as the request allows, or WinRM has
    disconnected it and does not connect it again, the work is not waited for and $told.silent is the error that says so. An
    empty text is a sign of life from there and no record. #>
    param([System.Threading.WaitHandle]$Handle, $Output, [ScriptBlock]$Stop, $Session, [switch]$AsText, [switch]$Leave, [switch]$OverLink)
    $canceled = $false
    $quietSince = Get-Date
    $looked = $quietSince
    $unheard = 0
    $told.silent = $null
    $pause = 15
    do {
        # Asked before reading: once it has ended, what is read then is all there is.
        $ended = $Handle.WaitOne($pause)
        $emittedNow = @()
        if ($null -ne $Output) { $emittedNow = $Output.ReadAll() }
        # The end wakes it at once. What says nothing is looked at less often.
        $pause = [math]::Min(2 * $pause, 60)
        if ($emittedNow.Count -gt 0) { $pause = 15 }
        foreach ($emitted in $emittedNow) {
            $unheard = 0
            if ($OverLink -and $emitted -is [string] -and $emitted -ceq '') { continue }
            if ($AsText) { $one = [string]$emitted } else { $one = ConvertTo-RecordFields $emitted }
            if ($one.StartsWith('"kind":"result"')) { $told.results++ }
            elseif ($one.StartsWith('"kind":"end"')) { $told.ended = $true }
            $fields.Add($one)
            if ($fields.Count -ge 200) { Write-Records $fields }
        }
        $now = Get-Date
        # A computer that slept wakes up with one late look: that is no long silence.
        $unheard += [math]::Min(($now - $looked).TotalMilliseconds, 500)
        $looked = $now
        if ($fields.Count -gt 0) {
            Write-Records $fields
            $quietSince = $now
        }
        elseif (($now - $quietSince).TotalSeconds -ge 2) {
            Write-Frame '"hb":true'
            $quietSince = $now
        }
        if (-not $canceled -and -not $ended -and [System.IO.File]::Exists($asked.cancelFile)) {
            $canceled = $true
            & $Stop
            if ($Leave) { return $true }
        }
        if ($OverLink -and -not $ended) {
            $isLost = $false
            if ($null -ne $Session -and [string]$Session.State -eq 'Disconnected') {
                $isLost = -not (Connect-Link $Session)
                $unheard = 0
            }
            if ($isLost -or $unheard -ge $asked.silenceMs) {
                $told.silent = New-Silence $Session
                # A cancel that came while it was being connected ended that.
                return $canceled -or [System.IO.File]::Exists($asked.cancelFile)
            }
        }
    } until ($ended)
    $canceled
}

$asked = ConvertFrom-Json ([System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Request)))
if ($null -eq $asked.operation) {
    Write-Frame ('"hello":' + (ConvertTo-JsonText ([ordered]@{
                    psVersion    = $PSVersionTable.PSVersion.ToString()
                    languageMode = $ExecutionContext.SessionState.LanguageMode.ToString()
                    is64Bit      = [IntPtr]::Size -eq 8
                    pid          = $PID
                    codePage     = [Console]::OutputEncoding.CodePage
                }) 'hello'))
    return
}

$script:number = 0
$fields = New-Object 'System.Collections.Generic.List[string]'
$told = @{ results = 0; ended = $false; silent = $null }
$failure = $null
$runspace = $null
$shell = $null
try {
    $fields.Add('"kind":"start","operation":' + (ConvertTo-JsonString $asked.operation) + ',"pid":' + $PID)
    Write-Records $fields
    if ((Get-TextHash $asked.text) -cne $asked.sha256) { throw (New-Failure 'operation.hashMismatch' $asked.operation) }
    Set-SystemFolder
    $isOver = $null -ne $asked.PSObject.Properties['session']
    if ($isOver -and $null -ne $asked.PSObject.Properties['relay']) { Invoke-OnLink $asked }
    else {
        $arguments = Get-Arguments $asked.text $asked.params
        $session = $null
        if ($isOver) {
            $session = Enter-Link $asked.session
            $arguments['Session'] = $session
        }
        # A shared runspace leaks functions, location and preferences to the next operation.
        $runspace = New-Room
        $shell = [System.Management.Automation.PowerShell]::Create()
        $shell.Runspace = $runspace
        # Stop: an error of the call itself (a parameter that does not exist) must end it, as it does in the runner.
        $null = $shell.AddScript('param($Text, $Arguments) $ErrorActionPreference = "Stop"; $ProgressPreference = "SilentlyContinue"; & ([ScriptBlock]::Create($Text)) @Arguments *>&1')
        $null = $shell.AddArgument($asked.text).AddArgument($arguments)
        $nothing = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
        $nothing.Complete()
        $output = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
        $pending = $shell.BeginInvoke($nothing, $output)
        # BeginStop returns at once; Stop would wait for a tool that does not listen, or for a link.
        $canceled = Wait-Work $pending.AsyncWaitHandle $output { $null = $shell.BeginStop($null, $null) } -Session $session -Leave:$isOver -OverLink:$isOver
        $state = $shell.InvocationStateInfo
        # Left in doubt with its session: the next request opens another.
        if ($isOver -and ($canceled -or $told.silent -or [string]$session.State -ne 'Opened')) { Exit-Link $global:GangwayLink $null }
        if ($told.silent -and -not $canceled) { throw $told.silent }
        if ($canceled -and $state.State -ne 'Completed') { throw (New-Failure 'operation.canceled' '') }
        if ($isOver -and $null -ne $state.Reason) { throw (New-LinkFailure $state.Reason $session $false) }
        if ($null -ne $state.Reason) {
            if ($null -eq $state.Reason.PSObject.Properties['ErrorRecord']) { throw $state.Reason }
            throw $state.Reason.ErrorRecord
        }
        if ($told.results -ne 1) { throw (New-Failure 'operation.badResult' "$($told.results) results") }
    }
}
catch { $failure = $_ }
if (-not $told.ended) {
    $fields.Add((ConvertTo-EndFields $failure))
    Write-Records $fields
}
# What still runs is told to stop and left alone: waiting for it here could take for ever.
if ($null -ne $shell -and $shell.InvocationStateInfo.State -eq 'Running') { $null = $shell.BeginStop($null, $null) }
else {
    if ($null -ne $shell) { $shell.Dispose() }
    if ($null -ne $runspace) { $runspace.Dispose() }
}
