<#
.SYNOPSIS
Writes, or removes, policy values of the registry that Gangway knows, and reads each one back.
.DESCRIPTION
Only the values of PolicyValues.ps1 can be named. All are checked before the first is written. A value as it was before is part
of the result, so that it can be put back; one that is there in another kind is left alone, because nothing could put it back.
.PARAMETER Values
What each shall be: name, and value (a text, a number, or null to remove it).
#>
[CmdletBinding()]
param([object[]]$Values)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'PolicyValues.ps1')

function Get-PolicyValue($Place) {
    $found = Get-RegistryValue $Place.Key $Place.Value
    if ($null -eq $found) { return $null }
    if ($Place.Kind -eq 'String' -and $found -is [string]) { return $found }
    if ($Place.Kind -eq 'DWord' -and $found -is [int]) { return $found }
    throw (New-Failure 'operation.failed' "$($Place.Value) is there, and no $($Place.Kind): remove it by hand first")
}

$asked = New-Object System.Collections.ArrayList
foreach ($one in $Values) {
    $place = @($policyValues | Where-Object { $_.Name -ceq [string]$one.name })
    if ($place.Count -ne 1) { throw (New-Failure 'operation.badParameters' "value $($one.name)") }
    $wanted = $one.value
    if ($null -ne $wanted -and ($place[0].Kind -eq 'String') -ne ($wanted -is [string])) {
        throw (New-Failure 'operation.badParameters' "$($one.name) is a $($place[0].Kind)")
    }
    # Numbers of JSON are longer than the registry's on some versions.
    if ($null -ne $wanted -and $place[0].Kind -eq 'DWord') { $wanted = [int]$wanted }
    $null = $asked.Add(@{ Place = $place[0]; Wanted = $wanted; Before = Get-PolicyValue $place[0] })
}
$changed = $false
$told = New-Object System.Collections.ArrayList
foreach ($one in $asked) {
    $place = $one.Place
    # Letters count: a text in other letters is another one.
    if ($one.Before -ceq $one.Wanted) {
        Write-Step 'writePolicy' 'skipped' "$($place.Value) = $($one.Before)"
        $null = $told.Add(@{ name = $place.Name; before = $one.Before; after = $one.Before })
        continue
    }
    Write-Step 'writePolicy' 'begin' "$($place.Value) = $($one.Wanted)"
    if ($null -eq $one.Wanted) { Remove-ItemProperty -LiteralPath $place.Key -Name $place.Value }
    else {
        # New-Item -Force would empty a key that is already there.
        if (-not (Test-Path -LiteralPath $place.Key)) { $null = New-Item -Path $place.Key -Force }
        $null = New-ItemProperty -LiteralPath $place.Key -Name $place.Value -Value $one.Wanted -PropertyType $place.Kind -Force
    }
    $after = Get-PolicyValue $place
    if ($after -cne $one.Before) { $changed = $true }
    Write-Step 'writePolicy' 'done' "$($place.Value) = $after"
    $null = $told.Add(@{ name = $place.Name; before = $one.Before; after = $after })
}
Write-Result @{ changed = $changed; values = $told.ToArray() }
