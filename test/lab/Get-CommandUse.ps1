<#
.SYNOPSIS
Lists the commands that the scripts of a folder call, and those that its functions stand in for, as one JSON object.
.DESCRIPTION
"calls": { file, line, name, parameters } for every call whose name is written out. "functions": { file, name, parameters } for every function.
#>
[CmdletBinding()]
param([string]$Folder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$calls = New-Object System.Collections.ArrayList
$functions = New-Object System.Collections.ArrayList
foreach ($item in @(Get-ChildItem -Path $Folder -Recurse -File | Where-Object { $_.Extension -eq '.ps1' -or $_.Extension -eq '.psm1' })) {
    $tokens = $null
    $errors = $null
    $ast = [System.Management.Automation.Language.Parser]::ParseFile($item.FullName, [ref]$tokens, [ref]$errors)
    foreach ($node in $ast.FindAll({ $true }, $true)) {
        if ($node -is [System.Management.Automation.Language.CommandAst]) {
            $name = $node.GetCommandName()
            if (-not $name) { continue }
            $parameters = @($node.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } | ForEach-Object { $_.ParameterName })
            [void]$calls.Add(@{ file = $item.Name; line = $node.Extent.StartLineNumber; name = $name; parameters = $parameters })
        }
        if ($node -is [System.Management.Automation.Language.FunctionDefinitionAst]) {
            $block = $node.Body.ParamBlock
            $names = @()
            if ($null -ne $block) { $names = @($block.Parameters | ForEach-Object { $_.Name.VariablePath.UserPath }) }
            [void]$functions.Add(@{ file = $item.Name; name = $node.Name; parameters = $names })
        }
    }
}
[Console]::Out.Write((ConvertTo-Json @{ calls = @($calls); functions = @($functions) } -Depth 4 -Compress))
