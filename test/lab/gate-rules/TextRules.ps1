# No decision by words: what a program or an error says is in the language of its Windows.

$comparing = @('Ieq', 'Ine', 'Ceq', 'Cne', 'Ilike', 'Inotlike', 'Clike', 'Cnotlike', 'Imatch', 'Inotmatch', 'Cmatch', 'Cnotmatch', 'Icontains', 'Inotcontains', 'Ccontains', 'Cnotcontains', 'Iin', 'Inotin')
$spoken = @('Message', 'StatusMessage', 'LevelDisplayName', 'FailureReason', 'StandardOutput', 'StandardError', 'ErrorDetails')
# A quick look before the thorough one.
$mayBeSpoken = '(?i)&|\bInvoke-Native\b|\.(exe|com|cmd|bat)\b|\.(' + ($spoken -join '|') + ')\b'
$lookers = @('Contains', 'StartsWith', 'EndsWith', 'IndexOf', 'Equals', 'CompareTo')

# A pattern without words (identifiers, numbers, nothing at all) means the same in every language.
function Test-Wordless($Node) {
    $constant = Test-Ast $Node 'StringConstantExpressionAst'
    if (-not $constant) { return (Test-Ast $Node 'ConstantExpressionAst') }
    ($Node.Value -replace '\\.', '') -notmatch '[A-Za-z]{2,}'
}

# Programs are called by a path in a variable; a script block in one is declared or made as such. Operations call them through Invoke-Native.
function Test-Program($Call) {
    if ($Call.GetCommandName() -eq 'Invoke-Native') { return $true }
    Test-NativeCall $Call
}

function Test-NativeCall($Call) {
    if ([string]$Call.InvocationOperator -ne 'Ampersand') { return [string]$Call.GetCommandName() -match '(?i)\.(exe|com|cmd|bat)$' }
    $target = $Call.CommandElements[0]
    if (Test-Ast $target 'StringConstantExpressionAst') { return $true }
    if (-not (Test-Ast $target 'VariableExpressionAst')) { return $false }
    $name = [regex]::Escape($target.VariablePath.UserPath)
    $current.Ast.Extent.Text -notmatch "(?i)\[scriptblock\]\s*\`$$name\b|\`$$name\s*=\s*(\[ScriptBlock\]|\{)"
}

# True where an expression holds what a program or an error said: a call, a spoken property, or a variable that got one.
function Test-Spoken($Node, $Names) {
    # A number of lines and an exit code are no text.
    if ($Node.Extent.Text -match '(?i)\.(Count|Length|HResult|Code)$') { return $false }
    if ($Names.Count -eq 0 -and $Node.Extent.Text -notmatch $mayBeSpoken) { return $false }
    foreach ($inner in @($Node.FindAll({ $true }, $true))) {
        $type = $inner.GetType().Name
        if ($type -eq 'VariableExpressionAst' -and $Names.ContainsKey($inner.VariablePath.UserPath)) { return $true }
        if ($type -eq 'CommandAst' -and (Test-Program $inner)) { return $true }
        if ($type -eq 'MemberExpressionAst' -and $spoken -contains [string]$inner.Member.Extent.Text) { return $true }
    }
    $false
}

function Find-TextProblem($Script) {
    $all = { $true }
    foreach ($node in $Script.Nodes) { if (Test-Ast $node 'FunctionDefinitionAst') { Find-ScopeText @($node.Body.FindAll($all, $true)) } }
    $outside = @($Script.Ast.EndBlock.Statements | Where-Object { -not (Test-Ast $_ 'FunctionDefinitionAst') })
    Find-ScopeText @(foreach ($statement in $outside) { $statement.FindAll($all, $true) })
}

function Find-ScopeText($Nodes) {
    $names = @{}
    do {
        $before = $names.Count
        foreach ($node in $Nodes) {
            $type = $node.GetType().Name
            if ($type -eq 'AssignmentStatementAst' -and (Test-Ast $node.Left 'VariableExpressionAst') -and (Test-Spoken $node.Right $names)) { $names[$node.Left.VariablePath.UserPath] = $true }
            if ($type -eq 'ForEachStatementAst' -and (Test-Spoken $node.Condition $names)) { $names[$node.Variable.VariablePath.UserPath] = $true }
        }
    } while ($names.Count -gt $before)
    foreach ($node in $Nodes) { Find-Comparison $node $names }
}

function Find-Comparison($Node, $Names) {
    $type = $Node.GetType().Name
    $said = 'compares with what a program or an error says, in the language of its Windows: an exit code, an id, the registry'
    if ($type -eq 'BinaryExpressionAst' -and $comparing -contains [string]$Node.Operator) {
        if ((Test-Heard $Node.Left $Names) -and -not (Test-Wordless $Node.Right)) { Add-Problem $Node.Extent 'text' $said }
        elseif ((Test-Heard $Node.Right $Names) -and -not (Test-Wordless $Node.Left)) { Add-Problem $Node.Extent 'text' $said }
    }
    if ($type -eq 'SwitchStatementAst' -and (Test-Spoken $Node.Condition $Names) -and @($Node.Clauses | Where-Object { -not (Test-Wordless $_.Item1) }).Count -gt 0) { Add-Problem $Node.Extent 'text' $said }
    if ($type -eq 'InvokeMemberExpressionAst' -and -not $Node.Static -and $lookers -contains [string]$Node.Member.Extent.Text -and (Test-Heard $Node.Expression $Names)) { Add-Problem $Node.Extent 'text' $said }
    if ($type -eq 'CommandAst' -and $Node.GetCommandName() -eq 'Select-String') { Add-Problem $Node.Extent 'text' $said }
}

# Spoken by itself, or by the element of a pipeline that began with it.
function Test-Heard($Node, $Names) {
    if (Test-Spoken $Node $Names) { return $true }
    if ($Node.Extent.Text -notmatch '\$(_|PSItem)\b') { return $false }
    $block = Get-Outer $Node @('ScriptBlockExpressionAst')
    if ($null -eq $block) { return $false }
    $pipeline = Get-Outer $block @('PipelineAst')
    if ($null -eq $pipeline) { return $false }
    foreach ($element in $pipeline.PipelineElements) {
        if ($element.Extent.EndOffset -ge $block.Extent.StartOffset) { return $false }
        if (Test-Spoken $element $Names) { return $true }
    }
    $false
}
