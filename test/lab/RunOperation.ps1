<#
.SYNOPSIS
Runs one operation alone, without broker or runner, and writes what it emits as JSON lines behind a mark.
#>
[CmdletBinding()]
param([string]$Script, [string]$ParamsFile, [string]$LibraryFolder, [string]$RunFolder)
Set-StrictMode -Version 2.0
$mark = [string][char]30
$block = [ScriptBlock]::Create([IO.File]::ReadAllText($Script))
$given = ConvertFrom-Json ([IO.File]::ReadAllText($ParamsFile))
$bound = @{}
foreach ($property in $given.PSObject.Properties) { $bound[$property.Name] = $property.Value }
foreach ($parameter in $block.Ast.ParamBlock.Parameters) {
    $name = $parameter.Name.VariablePath.UserPath
    if ($name -eq 'LibraryFolder') { $bound[$name] = $LibraryFolder }
    if ($name -eq 'RunFolder') { $bound[$name] = $RunFolder }
}
function Write-Mark($Value) { [Console]::Out.Write("`n" + $mark + (ConvertTo-Json $Value -Depth 20 -Compress) + "`n") }
try {
    & $block @bound *>&1 | ForEach-Object {
        if ($_ -is [Management.Automation.ErrorRecord]) { Write-Mark @{ Kind = 'log'; Source = 'err'; Level = 'error'; Text = [string]$_ } }
        elseif ($_ -is [Management.Automation.WarningRecord]) { Write-Mark @{ Kind = 'log'; Source = 'warn'; Level = 'warn'; Text = $_.Message } }
        elseif ($_ -is [psobject] -and $_.PSObject.Properties['Kind']) { Write-Mark $_ }
        else { Write-Mark @{ Kind = 'log'; Source = 'out'; Level = 'info'; Text = [string]$_ } }
    }
}
catch {
    $failure = $_
    # The end as broker and runner tell it, by their own function: an error that it cannot carry fails here as well.
    . (Join-Path $PSScriptRoot '../../main/operations/Records.ps1')
    [Console]::Out.Write("`n" + $mark + '{"Kind":"error","Where":' + (ConvertTo-JsonString $failure.ScriptStackTrace) + ',"End":{' + (ConvertTo-EndFields $failure) + "}}`n")
}
