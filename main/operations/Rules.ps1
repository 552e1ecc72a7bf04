<#
.SYNOPSIS
Judges a rule, which is a question about the facts of a server as data, as shared/plan/rules/rule.ts does.
.DESCRIPTION
Included by what decides on a server without Gangway: Invoke-HandOff.ps1, Test-HandOff.ps1 and Start-FieldRun.ps1. Test-Rule takes a rule and facts as
ConvertFrom-Json gives them. PowerShell by itself finds properties whatever letters they are
written in, and compares texts by the rules of a language. So both are compared here by their characters.
PowerShell 6 and 7 make dates of texts that look like one, unless they are told not to. A date equals no text.
#>

# What stands at a path, in a box: an array that a function gives back loses its brackets. Only objects have places.
function Get-RuleFact($From, [string]$Path) {
    $value = $From
    foreach ($name in $Path.Split('.')) {
        $found = $null
        if ($value -is [System.Management.Automation.PSCustomObject]) {
            $property = $value.PSObject.Properties[$name]
            if ($null -ne $property -and [string]::Equals($property.Name, $name, [stringcomparison]::Ordinal)) { $found = $property.Value }
        }
        $value = $found
    }
    @{ Value = $value }
}

function Test-RuleNumber($Value) { $Value -is [int] -or $Value -is [long] -or $Value -is [double] -or $Value -is [decimal] }

function Test-RuleSame($Have, $Wanted) {
    if ($null -eq $Wanted) { return $null -eq $Have }
    if ($Wanted -is [string]) { return $Have -is [string] -and [string]::Equals($Have, $Wanted, [stringcomparison]::Ordinal) }
    if ($Wanted -is [bool]) { return $Have -is [bool] -and $Have -eq $Wanted }
    (Test-RuleNumber $Wanted) -and (Test-RuleNumber $Have) -and [double]$Have -eq [double]$Wanted
}

# The text is of small letters of ASCII, so one with any other character is another one.
function Test-RuleReads($Have, [string]$Wanted) {
    if ($Have -isnot [string] -or $Have -cmatch '[^\x00-\x7f]') { return $false }
    [string]::Equals($Have.ToLowerInvariant(), $Wanted, [stringcomparison]::Ordinal)
}

function Test-RuleVersion($Value) { $Value -is [string] -and $Value -cmatch '\A[0-9]{1,9}(\.[0-9]{1,9}){0,3}\z' }

function Test-RuleLeast($Have, $Least) {
    if (Test-RuleNumber $Least) { return (Test-RuleNumber $Have) -and [double]$Have -ge [double]$Least }
    if (-not (Test-RuleVersion $Have) -or -not (Test-RuleVersion $Least)) { return $false }
    # A part that is missing counts as 0.
    $left = "$Have.0.0.0".Split('.')
    $right = "$Least.0.0.0".Split('.')
    foreach ($index in 0..3) {
        if ([int]$left[$index] -ne [int]$right[$index]) { return [int]$left[$index] -gt [int]$right[$index] }
    }
    $true
}

# A fact was not read where its own path, a part of it, or the whole of which it is a part is named.
function Test-RuleRead($Facts, [string]$Path) {
    foreach ($entry in @((Get-RuleFact $Facts 'unreadable').Value)) {
        $fact = (Get-RuleFact $entry 'fact').Value
        if ($fact -isnot [string]) { continue }
        if ("$Path.".StartsWith("$fact.", [stringcomparison]::Ordinal) -or "$fact.".StartsWith("$Path.", [stringcomparison]::Ordinal)) { return $false }
    }
    $true
}

# $At is what the paths of facts begin at: the facts, or the entry of a list.
function Test-Rule($Rule, $Facts, $At = $Facts) {
    $form = @($Rule.PSObject.Properties | ForEach-Object { $_.Name } | Sort-Object) -join ' '
    switch -CaseSensitive ($form) {
        'all' { foreach ($one in $Rule.all) { if (-not (Test-Rule $one $Facts $At)) { return $false } }; return $true }
        'any' { foreach ($one in $Rule.any) { if (Test-Rule $one $Facts $At) { return $true } }; return $false }
        'not' { return -not (Test-Rule $Rule.not $Facts $At) }
        'read' { return Test-RuleRead $Facts $Rule.read }
        'fact is' { return Test-RuleSame (Get-RuleFact $At $Rule.fact).Value $Rule.is }
        'fact reads' { return Test-RuleReads (Get-RuleFact $At $Rule.fact).Value $Rule.reads }
        'atLeast fact' { return Test-RuleLeast (Get-RuleFact $At $Rule.fact).Value $Rule.atLeast }
        'some where' {
            $list = (Get-RuleFact $At $Rule.some).Value
            if ($list -isnot [array]) { return $false }
            foreach ($entry in $list) { if (Test-Rule $Rule.where $Facts $entry) { return $true } }
            return $false
        }
    }
    # Never guessed: under a "not" a wrong answer would become a right one.
    throw "A rule of no known form: $form"
}
