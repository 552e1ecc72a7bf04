<#
.SYNOPSIS
The compatibility gate: names everything in the scripts of a folder that PowerShell 4.0 or this project does not allow.
.DESCRIPTION
Answers one JSON array of { file, line, rule, text }; text says what is wrong and the way out. It looks at the syntax tree
of PowerShell's own parser and runs nothing. The rules are in gate-rules/, one area each.
.PARAMETER Folder
The folder of the scripts; functions of one may be called by another, as included texts are.
.PARAMETER Commands
commands.json: the commands the product may call, with their parameters and since when.
#>
[CmdletBinding()]
param([string]$Folder, [string]$Commands)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$found = New-Object System.Collections.ArrayList

function Add-Problem($Extent, [string]$Rule, [string]$Text) {
    $line = 1
    if ($null -ne $Extent) { $line = $Extent.StartLineNumber }
    [void]$found.Add(@{ file = $current.Name; line = $line; rule = $Rule; text = $Text })
}

function Test-Ast($Node, [string]$Type) { $Node.GetType().Name -eq $Type }

function Get-Outer($Node, [string[]]$Types) {
    for ($outer = $Node.Parent; $null -ne $outer; $outer = $outer.Parent) { if ($Types -contains $outer.GetType().Name) { return $outer } }
}

foreach ($part in @('SyntaxRules', 'CommandRules', 'DangerRules', 'TextRules', 'ErrorRules')) { . (Join-Path (Join-Path $PSScriptRoot 'gate-rules') "$part.ps1") }

$list = @{}
$json = ConvertFrom-Json ([IO.File]::ReadAllText($Commands))
foreach ($entry in $json.PSObject.Properties) {
    $list[$entry.Name] = @{ since = $entry.Value.since; parameters = @($entry.Value.parameters.PSObject.Properties | ForEach-Object { $_.Name }) }
}

$scripts = New-Object System.Collections.ArrayList
$own = @{}
foreach ($item in @(Get-ChildItem -LiteralPath $Folder | Where-Object { $_.Extension -eq '.ps1' })) {
    $tokens = $null
    $errors = $null
    $ast = [System.Management.Automation.Language.Parser]::ParseFile($item.FullName, [ref]$tokens, [ref]$errors)
    $nodes = @($ast.FindAll({ $true }, $true))
    foreach ($node in $nodes) { if (Test-Ast $node 'FunctionDefinitionAst') { $own[$node.Name] = $true } }
    [void]$scripts.Add(@{ Name = $item.Name; Path = $item.FullName; Ast = $ast; Tokens = $tokens; Errors = $errors; Nodes = $nodes })
}
foreach ($current in $scripts) {
    Find-SyntaxProblem $current
    if (@($current.Errors).Count -gt 0) { continue }
    Find-CommandProblem $current
    Find-DangerProblem $current
    Find-TextProblem $current
    Find-ErrorProblem $current
}
[Console]::Out.Write((ConvertTo-Json @($found) -Depth 4 -Compress))
