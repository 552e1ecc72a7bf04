# No error may vanish, and no change may be believed without a look.

# Commands whose failure is itself the answer, or a tidying-up that must not hide the error before it.
$mayFail = @('Get-Service', 'Get-Command', 'Get-ScheduledTask', 'Get-ScheduledTaskInfo', 'Remove-Item', 'Stop-Process', 'Unregister-ScheduledTask', 'Unblock-File')

function Find-ErrorProblem($Script) {
    foreach ($node in $Script.Nodes) {
        $type = $node.GetType().Name
        if ($type -eq 'CatchClauseAst' -and @($node.Body.Statements).Count -eq 0) { Add-Problem $node.Extent 'swallowed' 'an empty catch: answer $null, write a warning, or throw with a code' }
        if ($type -eq 'TrapStatementAst') { Add-Problem $node.Extent 'swallowed' 'trap hides where the error was: try and catch' }
        if ($type -eq 'AssignmentStatementAst' -and $node.Left.Extent.Text -match '(?i)ErrorActionPreference$' -and $node.Right.Extent.Text -notmatch "^'(Stop|Continue)'$") {
            Add-Problem $node.Extent 'swallowed' 'hides every error from here on: -ErrorAction on the one call that may fail'
        }
        if ($type -eq 'CommandAst') { Find-Silence $node }
    }
    if ($Script.Name -notmatch '^(Set|Install|Invoke)-') { return }
    $results = @($Script.Nodes | Where-Object { (Test-Ast $_ 'CommandAst') -and $_.GetCommandName() -eq 'Write-Result' })
    foreach ($result in $results) { if ($result.Extent.Text -match '(?i)\b(changed\s*=\s*\$true).*\b(after|onboardingState)\s*=\s*(\$wanted|\$true|\d)') { Add-Problem $result.Extent 'verify' 'tells what was wanted, not what is there: read it back' } }
}

function Find-Silence($Call) {
    $quiet = $false
    foreach ($element in $Call.CommandElements) {
        if ($quiet -and $element.Extent.Text -match '(?i)^''?(SilentlyContinue|Ignore|0|4)''?$' -and $mayFail -notcontains $Call.GetCommandName()) {
            Add-Problem $Call.Extent 'swallowed' "$($Call.GetCommandName()) whose errors vanish: let it throw, or catch what you expect"
        }
        $quiet = (Test-Ast $element 'CommandParameterAst') -and $element.ParameterName -eq 'ErrorAction'
    }
}
