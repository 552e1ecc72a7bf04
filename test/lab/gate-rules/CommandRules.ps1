# Commands, parameters and how they are called: commands.json is all there is.

$common = @('ErrorAction', 'WarningAction', 'ErrorVariable', 'WarningVariable', 'OutVariable', 'Verbose', 'Debug', 'Confirm', 'WhatIf')
# How many arguments may stand without a name; other commands one.
$positions = @{ 'Join-Path' = 2; 'New-Object' = 2 }
$aliases = @('iex', 'icm', 'ls', 'dir', 'gci', 'cat', 'type', 'gc', 'cp', 'copy', 'mv', 'move', 'rm', 'del', 'erase', 'rd', 'ri', 'md', 'mkdir', 'cd', 'sl', 'pwd',
    'ps', 'gps', 'kill', 'spps', 'sort', 'select', 'where', 'foreach', 'gm', 'fl', 'ft', 'iwr', 'irm', 'curl', 'wget', 'echo', 'write', 'sleep', 'start', 'saps',
    'gsv', 'sasv', 'spsv', 'gwmi', 'gcim', 'gp', 'sp', 'rp', 'ni', 'gi', 'si', 'sc', 'ac', 'tee', 'diff', 'compare', 'measure', 'group', 'ogv', 'nal', 'set', 'clc', '?', '%')
$wayOut = @{
    'Get-WmiObject' = 'gone in PowerShell 7: Get-CimInstance'; 'wmic' = 'gone from Windows: Get-CimInstance'; 'Read-Host' = 'nobody is there to answer: take a parameter'
    'Write-Host' = 'writes past the streams: emit a log object'; 'Invoke-Expression' = 'runs text as code: call what you mean'; 'Add-Type' = 'compiles code on the server: use a command'
    'Get-Credential' = 'nobody is there to answer: passwords never reach an operation'; 'Out-Host' = 'writes past the streams: emit a log object'
}

function Find-CommandProblem($Script) {
    foreach ($call in $Script.Nodes) { if (Test-Ast $call 'CommandAst') { Find-CallProblem $call } }
}

function Find-CallProblem($Call) {
    $name = $Call.GetCommandName()
    if (-not $name) {
        if (Test-Ast $Call.CommandElements[0] 'ExpandableStringExpressionAst') { Add-Problem $Call.Extent 'eval' 'a command made of text: put the path into a variable, arguments behind it' }
        return
    }
    if ($own.ContainsKey($name)) { return }
    # One process may ask a person, and it does nothing else.
    $mayAsk = $name -eq 'Get-Credential' -and $current.Name -eq 'Read-Credential.ps1'
    if ($wayOut.ContainsKey($name) -and -not $mayAsk) { Add-Problem $Call.Extent 'eval' "${name}: $($wayOut[$name])"; return }
    if ($aliases -contains $name) { Add-Problem $Call.Extent 'alias' "$name is an alias, which a server may lack or mean otherwise: write the command's own name"; return }
    if ($name -eq 'ConvertTo-SecureString' -and $Call.Extent.Text -match '(?i)-AsPlainText') { Add-Problem $Call.Extent 'eval' '-AsPlainText puts a password into the script: passwords never reach an operation'; return }
    if ($name -eq 'ConvertTo-Json' -and $Call.Extent.Text -notmatch '(?i)-Depth\b') { Add-Problem $Call.Extent 'depth' 'ConvertTo-Json cuts at depth 2 in silence: add -Depth'; return }
    if (-not $list.ContainsKey($name)) { Add-Problem $Call.Extent 'command' "$name is not in test/lab/commands.json: look up whether PowerShell 4.0 has it, then add it there"; return }
    if ($list[$name].since -ne '4.0' -and -not (Test-AskedFor $Call $name)) {
        Add-Problem $Call.Extent 'command' "$name came with $($list[$name].since): ask first, if (-not (Get-Command -Name '$name' -ErrorAction SilentlyContinue)) { return }"
    }
    Find-ParameterProblem $Call $name
}

function Find-ParameterProblem($Call, [string]$Name) {
    $free = 0
    $before = $null
    foreach ($element in @($Call.CommandElements | Select-Object -Skip 1)) {
        if (Test-Ast $element 'CommandParameterAst') {
            Test-Parameter $Call $Name $element.ParameterName $element.Extent
            # A switch takes no argument; anything else takes the next element.
            $before = $element
            if ($null -ne $element.Argument) { $before = $null }
            continue
        }
        if ((Test-Ast $element 'VariableExpressionAst') -and $element.Splatted) {
            foreach ($key in @(Get-SplatKey $element)) { Test-Parameter $Call $Name $key $element.Extent }
        }
        elseif ($null -eq $before -or (Test-Switch $Name $before.ParameterName)) { $free++ }
        $before = $null
    }
    $most = 1
    if ($positions.ContainsKey($Name)) { $most = $positions[$Name] }
    if ($free -gt $most) { Add-Problem $Call.Extent 'positional' "$Name with $free arguments without a name (at most $most): name them, their order changed between versions" }
}

function Test-Switch([string]$Name, [string]$Parameter) {
    $json.$Name.parameters.PSObject.Properties[$Parameter] -and [string]$json.$Name.parameters.$Parameter -eq 'switch'
}

function Test-Parameter($Call, [string]$Name, [string]$Parameter, $Extent) {
    # The link opens the one session there is, after remote management was asked whether it answers; everything else runs in it.
    if ($Parameter -eq 'ComputerName' -and @('New-PSSession in Link.ps1', 'Test-WSMan in Test-Management.ps1') -notcontains "$Name in $($current.Name)") { Add-Problem $Extent 'remote' '-ComputerName is a second logon from the server: local only'; return }
    if ($common -contains $Parameter -or $list[$Name].parameters -contains $Parameter) { return }
    Add-Problem $Extent 'parameter' "$Name -$Parameter is not in test/lab/commands.json: look up whether PowerShell 4.0 has it (written in full), then add it there"
}

function Get-SplatKey($Splat) {
    # Keys that are written out: @{ Key = ... } and $name['Key'] = ...
    $name = $Splat.VariablePath.UserPath
    $outer = Get-Outer $Splat @('FunctionDefinitionAst')
    if ($null -eq $outer) { $outer = $current.Ast }
    foreach ($node in @($outer.FindAll({ $args[0].GetType().Name -eq 'AssignmentStatementAst' }, $true))) {
        if ($node.Left.Extent.Text -match "^\`$$([regex]::Escape($name))\['(\w+)'\]$") { $Matches[1] }
        if ($node.Left.Extent.Text -eq "`$$name") {
            foreach ($table in @($node.Right.FindAll({ $args[0].GetType().Name -eq 'HashtableAst' }, $true))) { foreach ($pair in $table.KeyValuePairs) { [string]$pair.Item1.Extent.Text.Trim("'", '"') } }
        }
    }
}

function Test-AskedFor($Call, [string]$Name) {
    # The two forms of a capability test: the call inside if (Get-Command X), or behind if (-not (Get-Command X)) { return }.
    $outer = Get-Outer $Call @('FunctionDefinitionAst')
    if ($null -eq $outer) { $outer = $current.Ast }
    foreach ($if in @($outer.FindAll({ $args[0].GetType().Name -eq 'IfStatementAst' }, $true))) {
        foreach ($clause in $if.Clauses) {
            $text = $clause.Item1.Extent.Text
            if ($text -notmatch "Get-Command -Name '$Name' -ErrorAction SilentlyContinue") { continue }
            $body = $clause.Item2.Extent
            $inside = $Call.Extent.StartOffset -ge $body.StartOffset -and $Call.Extent.EndOffset -le $body.EndOffset
            if ($inside -and $text -notmatch '-not\s*\(\s*Get-Command|!\s*\(') { return $true }
            $last = @($clause.Item2.Statements)[-1]
            $leaves = $null -ne $last -and @('ReturnStatementAst', 'ThrowStatementAst', 'ContinueStatementAst') -contains $last.GetType().Name
            if ($leaves -and $text -match '-not\s*\(\s*Get-Command' -and $if.Extent.EndOffset -le $Call.Extent.StartOffset) { return $true }
        }
    }
    $false
}
