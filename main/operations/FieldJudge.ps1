<#
.SYNOPSIS
Functions that judge on the server, without Gangway, whether an action is to be carried out, and whether it worked.
.DESCRIPTION
Included by Start-FieldRun.ps1 after Rules.ps1. An action whose questions are data is judged by its rules. Of one whose questions are code
the plan names the facts that Gangway read to answer them: such an action is not done where all of these are as they were when the plan was
confirmed, and Gangway judges the rest when it reads the result.
#>

function ConvertTo-ComparedText {
    <# .SYNOPSIS
    A value as one text, whatever order its properties stand in. #>
    param($Value)
    if ($Value -is [System.Management.Automation.PSCustomObject]) {
        $parts = @(foreach ($name in @($Value.PSObject.Properties | ForEach-Object { $_.Name } | Sort-Object)) { "${name}: $(ConvertTo-ComparedText $Value.$name)" })
        return '{' + [string]::Join(', ', $parts) + '}'
    }
    if ($Value -is [array]) { return '[' + [string]::Join(', ', @(foreach ($one in $Value) { ConvertTo-ComparedText $one })) + ']' }
    ConvertTo-JsonText $Value 'fact'
}

function Get-FactText {
    <# .SYNOPSIS
    A fact as one text, to be compared. What is not there is null. #>
    param($Facts, [string]$Path)
    ConvertTo-ComparedText (Get-RuleFact $Facts $Path).Value
}

function Get-OtherFact {
    <# .SYNOPSIS
    The first of these facts that is another one in two readings; empty where all are the same. Hidden: a secret in the first one, which
    Gangway keeps as ***, may be any. #>
    param($Before, $After, $Paths, [switch]$Hidden)
    foreach ($path in @($Paths)) {
        $old = Get-FactText $Before $path
        $new = Get-FactText $After $path
        if ($old -ceq $new) { continue }
        $parts = @($old -csplit '\*\*\*' | ForEach-Object { [regex]::Escape($_) })
        if (-not $Hidden -or $parts.Count -eq 1 -or $new -cnotmatch ('(?s)\A' + [string]::Join('.*', $parts) + '\z')) { return [string]$path }
    }
    ''
}

function Test-ActionDone {
    <# .SYNOPSIS
    Whether the server shows what an action makes so; null where only Gangway can tell. #>
    param($Action, $Facts)
    if ($null -eq $Action.rules) { return $null }
    Test-Rule $Action.rules.done $Facts
}

function Test-MayBeDone {
    <# .SYNOPSIS
    Whether an action whose questions are code may be done. It surely is not where all that Gangway reads to tell is as it was when the
    plan was confirmed, for it was not done then; anything else is judged where the result is read. #>
    param($Action, $Facts)
    @($Action.reads).Count -eq 0 -or (Get-OtherFact $confirmed $Facts $Action.reads) -ne ''
}

function Test-ActionAsked {
    <# .SYNOPSIS
    Whether an action is still part of the plan, and not so yet. #>
    param($Action, $Facts)
    if ($null -eq $Action.rules) { return $true }
    (Test-Rule $Action.rules.applies $Facts) -and -not (Test-Rule $Action.rules.done $Facts)
}

function Assert-Standing {
    <# .SYNOPSIS
    Throws plan.changed where this server is not as it was when the plan was confirmed. Before is the reading that this one is held
    against; null after a restart, which changes more than a plan does. #>
    param($Before, $Facts, $Actions)
    foreach ($other in @($plan.others)) {
        if (Test-ActionAsked $other $Facts) { throw (New-Failure 'plan.changed' ([string]$other.id)) }
    }
    if ($null -eq $Before) { return }
    foreach ($action in @($Actions)) {
        $path = Get-OtherFact $Before $Facts $action.stands -Hidden
        if ($path -ne '') {
            throw (New-Failure 'plan.changed' "$($action.id): $path $(Get-FactText $Before $path) -> $(Get-FactText $Facts $path)")
        }
    }
}

function New-Attempt {
    <# .SYNOPSIS
    How far an action came: nowhere yet. Place names its folder among those of the run: its number in the plan, or a free one behind the plan
    where it is begun anew, because Start-Run starts nothing twice. #>
    param([int]$Place)
    @{ verdict = ''; begun = $false; records = 0; boot = $null; place = $Place }
}

function Get-Past {
    <# .SYNOPSIS
    What earlier starts told: for each action its verdict and how far it came, the facts that its last change left, or the restart after it,
    and whether the run is over. What a start found that was refused is held against nothing. #>
    param($Lines)
    $known = @{ actions = @{}; facts = $null; over = ''; waits = $false; again = 0 }
    foreach ($line in $Lines) {
        if ([string]$line.kind -ceq 'facts' -and ($known.waits -or [string]$line.why -ceq 'after')) { $known.facts = $line.facts }
        if ([string]$line.kind -ceq 'end') {
            $known.waits = [string]$line.outcome -ceq 'restartRequired'
            if ([string]$line.outcome -ceq 'done') { $known.over = 'done' }
        }
        if ($null -eq $line.PSObject.Properties['nn'] -or [string]$line.kind -ceq 'facts') { continue }
        $number = [string]$line.nn
        if (-not $known.actions.ContainsKey($number)) { $known.actions[$number] = New-Attempt $line.nn }
        $one = $known.actions[$number]
        switch -CaseSensitive ([string]$line.kind) {
            'intent' { $one.begun = $true }
            'record' { $one.records++ }
            'ended' {
                $one.verdict = [string]$line.verdict
                $one.boot = $line.boot
                if ($one.verdict -ceq 'again') {
                    $known.again++
                    $known.actions[$number] = New-Attempt (@($plan.listed).Count + $known.again)
                }
                # A start that was refused tried nothing. What an action came to is not tried again by the same plan.
                if (@('conflict', 'failed', 'unknown') -ccontains $one.verdict) { $known.over = $one.verdict }
            }
        }
    }
    $known
}

function Test-NewStart {
    <# .SYNOPSIS
    Whether Windows was started anew since a start of it, by more than its clock may be set. #>
    param($Facts, $Boot)
    $now = $Facts.boot.startedAt
    $null -ne $now -and $null -ne $Boot -and [long]$now -gt [long]$Boot + 10000
}
