<#
.SYNOPSIS
Parses the scripts of a folder and names what PowerShell 4.0 cannot read, as one JSON array of { file, line, text }.
#>
[CmdletBinding()]
param([string]$Folder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$newer = @('TypeDefinitionAst', 'FunctionMemberAst', 'UsingStatementAst', 'TernaryExpressionAst', 'PipelineChainAst')
$found = New-Object System.Collections.ArrayList
function Add-Problem($File, $Extent, $Text) {
    [void]$found.Add(@{ file = $File; line = $Extent.StartLineNumber; text = $Text })
}
foreach ($item in @(Get-ChildItem -Path $Folder -Filter '*.ps1')) {
    $tokens = $null
    $errors = $null
    $ast = [System.Management.Automation.Language.Parser]::ParseFile($item.FullName, [ref]$tokens, [ref]$errors)
    foreach ($problem in $errors) { Add-Problem $item.Name $problem.Extent $problem.Message }
    foreach ($token in $tokens) {
        if (@('QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket') -contains [string]$token.Kind) {
            Add-Problem $item.Name $token.Extent ('newer than PowerShell 4.0: ' + $token.Text)
        }
    }
    foreach ($node in $ast.FindAll({ $true }, $true)) {
        $type = $node.GetType().Name
        if ($newer -contains $type) { Add-Problem $item.Name $node.Extent ('newer than PowerShell 4.0: ' + $type) }
        if ($type -eq 'InvokeMemberExpressionAst' -and $node.Static -and [string]$node.Member -eq 'new') {
            Add-Problem $item.Name $node.Extent '::new() is newer than PowerShell 4.0: New-Object'
        }
        if ($type -eq 'ForEachStatementAst' -and ([string]$node.Flags) -ne 'None') { Add-Problem $item.Name $node.Extent 'foreach -Parallel' }
    }
}
[Console]::Out.Write((ConvertTo-Json @($found) -Depth 4 -Compress))
