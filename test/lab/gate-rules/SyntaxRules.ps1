# What a reader of PowerShell 4.0 on .NET 4.5.1 cannot read, and the form every script has.

$newerNodes = @{
    TypeDefinitionAst = 'a class or enum: a hashtable or a function'; FunctionMemberAst = 'a method of a class: a function'
    UsingStatementAst = 'using: write the full name of the type'; TernaryExpressionAst = 'the ternary operator: if and else'
    PipelineChainAst = '&& and ||: two statements and an if'
}
$newerTokens = @('QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket')
$newerVariables = @('IsWindows', 'IsLinux', 'IsMacOS', 'IsCoreCLR', 'PSEdition', 'EnabledExperimentalFeatures')
$newerMembers = @{
    ToUnixTimeMilliseconds = 'subtract 1970-01-01'; ToUnixTimeSeconds = 'subtract 1970-01-01'; ToHexString = 'BitConverter'
    FromHexString = 'parse two digits at a time'; HashData = 'Create() and ComputeHash'; TickCount64 = 'Get-Date'
    PSEdition = 'PSVersion'; StartType = 'the value Start in the registry'; ArgumentList = 'one text of arguments'
    GetRandomBytes = 'RandomNumberGenerator'; ReadAllTextAsync = 'ReadAllText'
}

function Find-SyntaxProblem($Script) {
    foreach ($problem in $Script.Errors) { Add-Problem $problem.Extent 'syntax' "does not parse: $($problem.Message)" }
    foreach ($token in $Script.Tokens) {
        $kind = [string]$token.Kind
        if ($newerTokens -contains $kind) { Add-Problem $token.Extent 'syntax' "newer than PowerShell 4.0: $($token.Text); write an if" }
        if ($kind -eq 'Number' -and $token.Text -match '^0b|(?<!^0x.*)[unysl]{2}$|\d(u|y|n|s)$') { Add-Problem $token.Extent 'syntax' "newer than PowerShell 4.0: the number $($token.Text); write it plainly" }
        if ($kind -eq 'StringExpandable' -and $token.Text -match '(?<!`)(``)*`(u\{|e)') { Add-Problem $token.Extent 'syntax' 'newer than PowerShell 4.0: `u{} and `e; [char] and the number' }
    }
    foreach ($node in $Script.Nodes) { Find-NewerNode $node }
    Find-FormProblem $Script
}

function Find-NewerNode($Node) {
    $type = $Node.GetType().Name
    if ($newerNodes.ContainsKey($type)) { Add-Problem $Node.Extent 'syntax' "newer than PowerShell 4.0: $($newerNodes[$type])" }
    if ($type -eq 'NamedBlockAst' -and [string]$Node.BlockKind -eq 'Clean') { Add-Problem $Node.Extent 'syntax' 'newer than PowerShell 4.0: clean; try and finally' }
    if ($type -eq 'ForEachStatementAst' -and [string]$Node.Flags -ne 'None') { Add-Problem $Node.Extent 'syntax' 'foreach -parallel is for workflows: a plain foreach' }
    if ($type -eq 'PipelineAst' -and $Node.PSObject.Properties['Background'] -and $Node.Background) { Add-Problem $Node.Extent 'syntax' 'newer than PowerShell 4.0: & at the end; Start-Process' }
    if ($type -eq 'VariableExpressionAst' -and $newerVariables -contains $Node.VariablePath.UserPath) { Add-Problem $Node.Extent 'syntax' "newer than PowerShell 4.0: $($Node.Extent.Text); it does not exist there" }
    if ($type -ne 'InvokeMemberExpressionAst' -and $type -ne 'MemberExpressionAst') { return }
    $member = [string]$Node.Member.Extent.Text
    if ($Node.Static -and $member -eq 'new') { Add-Problem $Node.Extent 'syntax' '::new() is newer than PowerShell 4.0: New-Object' }
    if ($newerMembers.ContainsKey($member)) { Add-Problem $Node.Member.Extent 'dotnet' "$member is not in .NET 4.5.1: $($newerMembers[$member])" }
    if ($type -eq 'InvokeMemberExpressionAst') {
        $count = @($Node.Arguments | Where-Object { $null -ne $_ }).Count
        if (($member -eq 'Move' -and $Node.Static -and $count -gt 2) -or ($member -eq 'Kill' -and $count -gt 0)) { Add-Problem $Node.Extent 'dotnet' "$member with $count arguments is not in .NET 4.5.1: the shorter form" }
    }
}

function Find-FormProblem($Script) {
    $text = [IO.File]::ReadAllText($Script.Path)
    $number = 0
    foreach ($line in $text.Split([char]10)) {
        $number++
        if ($line -cmatch '[^\t\r\x20-\x7e]') { [void]$found.Add(@{ file = $Script.Name; line = $number; rule = 'ascii'; text = "the character U+$(([int]$Matches[0][0]).ToString('X4')) is not ASCII: Windows PowerShell would read it by the code page; write it another way" }) }
    }
    $help = $Script.Ast.GetHelpContent()
    # Where a function follows at once, PowerShell takes the help for that of the function.
    $included = $null -eq $Script.Ast.ParamBlock -and $text -match '^<#\s+\.SYNOPSIS\s+\S'
    if ($included) { $help = $null }
    elseif ($null -eq $help -or -not $help.Synopsis) { Add-Problem $null 'help' 'no comment-based help with .SYNOPSIS at the top: say in one line what it does' }
    elseif ($null -ne $Script.Ast.ParamBlock) {
        foreach ($parameter in $Script.Ast.ParamBlock.Parameters) {
            $name = $parameter.Name.VariablePath.UserPath
            if (-not $help.Parameters.ContainsKey($name.ToUpperInvariant())) { Add-Problem $parameter.Extent 'help' "-$name has no .PARAMETER in the help: add one line" }
        }
    }
    # A text that others include has no verb and no parameters; the script around it is strict.
    if ($Script.Name -notmatch '-' -and $null -eq $Script.Ast.ParamBlock) { return }
    $lines = @($Script.Ast.EndBlock.Statements | ForEach-Object { $_.Extent.Text })
    if ($lines -notcontains 'Set-StrictMode -Version 2.0') { Add-Problem $null 'strict' 'no line "Set-StrictMode -Version 2.0": add it behind param()' }
    if ($lines -notcontains "`$ErrorActionPreference = 'Stop'") { Add-Problem $null 'strict' "no line `"`$ErrorActionPreference = 'Stop'`": add it behind Set-StrictMode" }
}
