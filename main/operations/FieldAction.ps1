<#
.SYNOPSIS
Functions that carry out the actions of a plan on the server itself: start, follow, and look at what became of it.
.DESCRIPTION
Included by Start-FieldRun.ps1. Everything is told in the chain before and after it happens.
#>

# What ends a run for good, by the error that says so.
$told = @{ 'field.conflict' = 'conflict'; 'field.unknown' = 'unknown'; 'field.restart' = 'restartRequired' }

function Read-KitFact {
    <# .SYNOPSIS
    Reads the facts of this server and tells them. Why: begin, or after an action. #>
    param([string]$Why, [int]$Number)
    $since = [math]::Max([long]0, (Get-Instant) - [long]$plan.eventsReachMs)
    $json = Invoke-KitScript 'Get-ServerState' @{ AntivirusServices = @($plan.antivirusServices); EventsSince = $since }
    Add-Line $chain ('"kind":"facts","why":"' + $Why + '","nn":' + $Number + ',"facts":' + $json)
    ConvertFrom-Json $json
}

function Write-Ended {
    <# .SYNOPSIS
    Tells how an action ended. #>
    param($Action, [string]$Verdict, $Facts, [string]$Code = '', [string]$Text = '', $Native = $null)
    Add-Line $chain ('"kind":"ended","nn":' + $Action.nn + ',"verdict":"' + $Verdict + '","boot":' + (ConvertTo-JsonText $Facts.boot.startedAt 'boot') +
        ',"code":' + (ConvertTo-JsonString $Code) + ',"text":' + (ConvertTo-JsonString $Text) + ',"native":' + (ConvertTo-NativeText $Native))
    Write-Word "verdict.$Verdict" @{ title = [string]$Action.title; code = $Code; text = $Text }
    $null = Publish-Result
}

function Write-Told {
    <# .SYNOPSIS
    Tells one record of an action, and shows a person what it says. Keeps its result and its end. #>
    param($Action, [string]$Line, $Seen)
    Add-Line $chain ('"kind":"record","nn":' + $Action.nn + ',"record":' + $Line)
    $record = ConvertFrom-Json $Line
    switch -CaseSensitive ([string]$record.kind) {
        'log' { [Console]::Out.WriteLine("    $($record.source): $($record.text)") }
        'result' { $Seen.result = $record.value }
        'end' { $Seen.end = $record }
    }
}

function Copy-Kit {
    <# .SYNOPSIS
    Puts the packages of the kit into the library of this server: the action that Gangway does over a session. #>
    param($Action, $Seen)
    $sources = @(foreach ($file in @($Action.params.files)) {
            $folder = Join-Path (Join-Path $files 'packages') ([string]$file.sha256)
            [pscustomobject]@{ sha256 = [string]$file.sha256; name = [string]$file.name; bytes = [long]$file.bytes; source = (Join-Path $folder ([string]$file.name)) }
        })
    $count = @{ n = 0 }
    $take = {
        param($Fields)
        Write-Told $Action ('{"n":' + $count.n + ',"at":' + (Get-Instant) + ',' + $Fields + '}') $Seen
        $count.n++
    }
    $failure = $null
    try { & $take ('"kind":"result","value":' + (Invoke-KitScript 'Send-Package' @{ Files = $sources; AdminShare = $false; Session = $null } $take)) }
    catch { $failure = $_ }
    & $take (ConvertTo-EndFields $failure)
}

function Start-KitAction {
    <# .SYNOPSIS
    Starts an action as a detached task, unless an earlier start of the driver did: then it is only followed. #>
    param($Action, [int]$Place, $Claim, [bool]$Last)
    $operation = [string]$Action.operation
    $given = @{
        RunId = [string]$plan.runId; Nn = $Place; Operation = $operation; Cancel = [string]$Action.cancel; Text = $scripts[$operation]
        Sha256 = (Get-TextHash $scripts[$operation]); Runner = $scripts['Runner']; RunnerSha256 = (Get-TextHash $scripts['Runner'])
        Params = [string]$Action.paramsText; Lease = $Claim; Last = $Last
    }
    try { $null = Invoke-KitScript 'Start-Run' $given }
    catch { if (($_.FullyQualifiedErrorId -split ',')[0] -cne 'run.alreadyStarted') { throw } }
    Add-Line $chain ('"kind":"sent","nn":' + $Action.nn)
}

function Watch-KitAction {
    <# .SYNOPSIS
    Follows an action to its end by its records, behind those that were told before. #>
    param($Action, $One, $Seen)
    $offset = [long]0
    $number = 0
    $lost = 0
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $answer = ConvertFrom-Json (Invoke-KitScript 'Read-Run' @{ RunId = [string]$plan.runId; Nn = [int]$One.place; Offset = $offset; WaitMs = 2000 })
        $offset = [long]$answer.offset
        foreach ($line in @($answer.lines)) {
            if ($number -lt $One.records) {
                $record = ConvertFrom-Json $line
                if ([string]$record.kind -ceq 'result') { $Seen.result = $record.value }
                if ([string]$record.kind -ceq 'end') { $Seen.end = $record }
            }
            else { Write-Told $Action $line $Seen }
            $number++
        }
        if ($null -ne $Seen.end) { return }
        if (@($answer.lines).Count -gt 0) { continue }
        if ([string]$answer.state -ceq 'unknown') { return }
        if ($watch.ElapsedMilliseconds -gt [long]$Action.limitMs) {
            $Seen.lost = 'operation.timedOut'
            return
        }
        if ([string]$answer.state -cne 'absent') { continue }
        # As Gangway does: a task that Windows may still begin is waited for (followRun.ts has the numbers).
        $isOver = $null -ne $answer.taskResult -and @(0x41300, 0x41301, 0x41303, 0x41325) -notcontains [long]$answer.taskResult
        if ($isOver) { $lost++ } else { $lost = 0 }
        if ($lost -lt 3 -and ([string]$answer.task -cne 'none' -or $watch.ElapsedMilliseconds -le 60000)) { continue }
        $Seen.lost = 'run.notStarted'
        return
    }
}

function Complete-Action {
    <# .SYNOPSIS
    Weighs what an action told against what the server shows afterwards, as main/runs/converge.ts does, and stops the run where that calls for it. #>
    param($Action, $Seen, $After)
    $isDone = Test-ActionDone $Action $After
    $hasResult = $null -ne $Seen.result
    $isOk = $null -ne $Seen.end -and $Seen.end.ok -and $hasResult
    $restart = $hasResult -and $null -ne $Seen.result.PSObject.Properties['restart'] -and $Seen.result.restart -eq $true
    $begun = $restart -and $null -ne $Seen.result.PSObject.Properties['native'] -and $Seen.result.native -eq 1641
    if ($null -eq $isDone -and [string]$Action.id -ceq 'send-kit') {
        $there = @($After.kit | ForEach-Object { [string]$_.sha256 })
        $isDone = @($Action.params.files | Where-Object { $there -cnotcontains [string]$_.sha256 }).Count -eq 0
    }
    if ($null -eq $isDone) { $isDone = $isOk -and (Test-MayBeDone $Action $After) }
    if ($Seen.lost -ceq 'run.notStarted') {
        Write-Ended $Action 'failed' $After $Seen.lost
        throw (New-Failure $Seen.lost ([string]$Action.title))
    }
    if ($isDone -and ($isOk -or $null -eq $Seen.end)) {
        if (-not $restart) {
            Write-Ended $Action 'done' $After
            return
        }
        Write-Ended $Action 'restart' $After
        if ($begun -or $null -ne (Get-Next $After $Action.nn)) { throw (New-Failure 'field.restart' ([string]$Action.title)) }
        return
    }
    if ($null -eq $Seen.end) {
        Write-Ended $Action 'unknown' $After $Seen.lost
        throw (New-Failure 'field.unknown' ([string]$Action.title))
    }
    if (-not $isOk) {
        $failed = [string]$Seen.end.code
        if ($Seen.end.ok) { $failed = 'operation.badResult' }
        Write-Ended $Action 'failed' $After $failed ([string]$Seen.end.text) $Seen.end.native
        throw (New-Failure $failed "$($Action.title): $($Seen.end.text)")
    }
    if ($restart) {
        Write-Ended $Action 'restart' $After
        throw (New-Failure 'field.restart' ([string]$Action.title))
    }
    Write-Ended $Action 'conflict' $After
    throw (New-Failure 'field.conflict' ([string]$Action.title))
}

function Get-Next {
    <# .SYNOPSIS
    The next action behind one that is still to be carried out; nothing where none is. #>
    param($Facts, [int]$Behind)
    foreach ($action in @($plan.actions)) {
        if ([int]$action.nn -gt $Behind -and (Test-ActionAsked $action $Facts)) { return $action }
    }
}

function Test-Begun {
    <# .SYNOPSIS
    Whether an earlier start began an action. One that only meant to has left no claim (Start-Run), and is weighed anew. #>
    param($Action, $One)
    if (-not $One.begun) { return $false }
    if ([string]$Action.id -ceq 'send-kit') { return $true }
    Test-Path -LiteralPath (Join-Path (Get-RunFolder ([string]$plan.runId) ([int]$One.place)) 'request.json')
}

function Resume-Waiting {
    <# .SYNOPSIS
    Judges an action that waited for a restart of Windows, now that the facts are there. Answers whether it is begun anew. #>
    param($Action, $One, $Facts)
    if (-not (Test-NewStart $Facts $One.boot)) { throw (New-Failure 'field.restart' ([string]$Action.title)) }
    $isDone = Test-ActionDone $Action $Facts
    if ([string]$Action.id -ceq 'restart') { $isDone = $true }
    if ($null -eq $isDone) { $isDone = Test-MayBeDone $Action $Facts }
    if ($isDone) {
        Write-Ended $Action 'done' $Facts
        return $false
    }
    if ($Action.startsAgain) {
        # Its tool asked for a restart in the middle of its work.
        Write-Ended $Action 'again' $Facts
        return $true
    }
    Write-Ended $Action 'conflict' $Facts
    throw (New-Failure 'field.conflict' ([string]$Action.title))
}

function Invoke-Plan {
    <# .SYNOPSIS
    Carries out what is left of the plan, in order, and answers how it ended. What ends it before is thrown. #>
    param()
    # What this reading is held against: the confirmed facts, or those that the last change left. A restart changes them by itself.
    $held = $confirmed
    if ($null -ne $past.facts) { $held = $past.facts }
    if ($past.waits) { $held = $null }
    foreach ($action in @($plan.actions)) {
        $one = New-Attempt $action.nn
        if ($past.actions.ContainsKey([string]$action.nn)) { $one = $past.actions[[string]$action.nn] }
        if ($one.verdict -ceq 'restart') {
            if (-not (Resume-Waiting $action $one $facts)) { continue }
            $past.again++
            $one = New-Attempt (@($plan.listed).Count + $past.again)
        }
        if ($one.verdict -ne '') { continue }
        $seen = @{ result = $null; end = $null; lost = 'operation.unknownOutcome' }
        if (-not (Test-Begun $action $one)) {
            if (-not (Test-ActionAsked $action $facts)) {
                Write-Ended $action 'alreadySo' $facts
                continue
            }
            $left = @($plan.actions | Where-Object { [int]$_.nn -ge [int]$action.nn })
            Assert-Standing $held $facts $left
            [Console]::Out.WriteLine('')
            Write-Word 'action' @{ number = $action.nn; total = @($plan.actions).Count; title = [string]$action.title }
            if ([string]$action.id -ceq 'restart') {
                Write-Ended $action 'restart' $facts
                throw (New-Failure 'field.restart' ([string]$action.title))
            }
            Add-Line $chain ('"kind":"intent","nn":' + $action.nn + ',"operation":' + (ConvertTo-JsonString $action.operation) + ',"sha256":' + (ConvertTo-JsonString $action.sha256))
        }
        else {
            Write-Word 'goesOn' @{ title = [string]$action.title }
        }
        if ([string]$action.id -ceq 'send-kit') { Copy-Kit $action $seen }
        else {
            $isLast = $null -eq (Get-Next $facts $action.nn)
            Start-KitAction $action $one.place $claim $isLast
            Watch-KitAction $action $one $seen
        }
        $facts = Read-KitFact 'after' $action.nn
        $held = $null
        Complete-Action $action $seen $facts
    }
    'done'
}
