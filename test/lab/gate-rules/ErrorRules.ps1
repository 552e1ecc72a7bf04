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
        if ($type -eq 'CommandAst') { Find-Silence $node; Find-Unheard $node; Find-UnguardedCall $node }
    }
    if ($Script.Name -notmatch '^(Set|Install|Invoke)-') { return }
    $results = @($Script.Nodes | Where-Object { (Test-Ast $_ 'CommandAst') -and $_.GetCommandName() -eq 'Write-Result' })
    foreach ($result in $results) { if ($result.Extent.Text -match '(?i)\b(changed\s*=\s*\$true).*\b(after|onboardingState)\s*=\s*(\$wanted|\$true|\d)') { Add-Problem $result.Extent 'verify' 'tells what was wanted, not what is there: read it back' } }
}

# Commands made of CDXML. They are reported not to follow the preference of the script that calls them (PowerShell issues 4568 and
# 24389), so that a failure is a line on the error stream and an empty answer.
$cdxml = '^\w+-(ScheduledTask\w*|Mp\w+|Net(IP|TCP|UDP|Adapter|Firewall|Route|Connection)\w*|Smb\w+|Dns(Client|Server)\w*|Disk|PhysicalDisk|Volume|Partition|StoragePool|Printer\w*)$'

function Find-Unheard($Call) {
    $name = $Call.GetCommandName()
    if (-not $name -or $name -notmatch $cdxml) { return }
    $asked = @($Call.CommandElements | Where-Object { (Test-Ast $_ 'CommandParameterAst') -and $_.ParameterName -eq 'ErrorAction' })
    if ($asked.Count -eq 0) { Add-Problem $Call.Extent 'unheard' "$name does not follow the script's own preference: -ErrorAction Stop, or SilentlyContinue where its failure is an answer" }
}

function Find-Silence($Call) {
    # Errors that go into a variable do not vanish.
    if (@($Call.CommandElements | Where-Object { (Test-Ast $_ 'CommandParameterAst') -and $_.ParameterName -eq 'ErrorVariable' }).Count -gt 0) { return }
    $quiet = $false
    foreach ($element in $Call.CommandElements) {
        if ($quiet -and $element.Extent.Text -match '(?i)^''?(SilentlyContinue|Ignore|0|4)''?$' -and $mayFail -notcontains $Call.GetCommandName()) {
            Add-Problem $Call.Extent 'swallowed' "$($Call.GetCommandName()) whose errors vanish: let it throw, or catch what you expect"
        }
        $quiet = (Test-Ast $element 'CommandParameterAst') -and $element.ParameterName -eq 'ErrorAction'
    }
}

# Windows PowerShell turns a line on a program's error stream into an error, and under Stop it ends the script.
function Find-UnguardedCall($Call) {
    if (-not (Test-NativeCall $Call)) { return }
    $function = Get-Outer $Call @('FunctionDefinitionAst')
    $own = if ($null -eq $function) { @() } else { @($function.Body.FindAll({ $args[0].GetType().Name -eq 'AssignmentStatementAst' }, $true)) }
    $before = @($own | Where-Object { $_.Extent.Text -match "(?i)^\`$ErrorActionPreference\s*=\s*'Continue'$" -and $_.Extent.EndOffset -lt $Call.Extent.StartOffset })
    $merged = @($Call.Redirections | Where-Object { (Test-Ast $_ 'MergingRedirectionAst') -and [string]$_.FromStream -eq 'Error' }).Count -gt 0
    if ($before.Count -eq 0 -or -not $merged) { Add-Problem $Call.Extent 'native' 'a line on its error stream ends the script in Windows PowerShell: Invoke-Native (NativeTool.ps1)' }
}
