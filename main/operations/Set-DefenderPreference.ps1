<#
.SYNOPSIS
Sets preferences of Defender Antivirus, and adds and takes away exclusions.
.DESCRIPTION
What is so already is left alone. Afterwards everything that was to be changed is read again: a policy, or tamper protection, may hold a
value without any error, and then the answer shows it as it was.
.PARAMETER Values
Preferences by their names (EnableNetworkProtection, AllowNetworkProtectionOnWinServer, AllowNetworkProtectionDownLevel,
AllowDatagramProcessingOnWinServer, ProxyServer); a ProxyServer of null is taken away.
.PARAMETER Exclusions
Nothing, or the lists "add" and "remove", or the lists "exactly", each with paths, extensions and processes.
#>
[CmdletBinding()]
param([object]$Values, [object]$Exclusions = $null)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')

# The commands come with the antivirus: 2012 R2 has neither before the installation package.
$notThere = New-Failure 'defender.stopped' 'The commands of Defender Antivirus are not there'
$actions = @('Disabled', 'Enabled', 'AuditMode')
# In this order: what a server may be given comes before what it is given.
$names = @('AllowNetworkProtectionOnWinServer', 'AllowNetworkProtectionDownLevel', 'AllowDatagramProcessingOnWinServer', 'EnableNetworkProtection', 'ProxyServer')
$lists = @{ paths = 'ExclusionPath'; extensions = 'ExclusionExtension'; processes = 'ExclusionProcess' }
$kinds = @('paths', 'extensions', 'processes')

function New-Refusal($Failure) {
    # The code stands in the id of the error alone, and the sentence is in the language of Windows.
    $id = [string]$Failure.FullyQualifiedErrorId
    $text = [string]$Failure.Exception.Message
    if ($id -match '^HRESULT 0x(800106ba|800106be|800706ba|800706be)') { return New-Failure 'defender.stopped' $text ([int]"0x$($Matches[1])") }
    if ($id -match '^HRESULT 0x([0-9a-fA-F]{8})') { return New-Failure 'operation.failed' $text ([int]"0x$($Matches[1])") }
    if ($id -match '^MI RESULT 16') { return New-Failure 'defender.stopped' $text }
    if ($id -match '^(NamedParameterNotFound|CommandNotFoundException)') { return New-Failure 'defender.noPreference' $text }
    New-Failure 'operation.failed' "$id $text"
}

function Read-Preference {
    if (-not (Get-Command -Name 'Get-MpPreference' -ErrorAction SilentlyContinue)) { throw $notThere }
    try { Get-MpPreference -ErrorAction Stop } catch { throw (New-Refusal $_) }
}

function Get-Preference($Found, [string]$Name) {
    # As text, or nothing where the platform has no such property. Numbers and switches read the same in every language.
    $property = $Found.PSObject.Properties[$Name]
    if ($null -ne $property -and $null -ne $property.Value) { [string]$property.Value }
}

function Get-Excluded($Found, [string]$Name) {
    $property = $Found.PSObject.Properties[$Name]
    if ($null -eq $property) { return }
    foreach ($one in @($property.Value)) {
        if ("$one" -eq '') { continue }
        # Nobody can say afterwards whether a list was changed that is not shown.
        if (([string]$one).StartsWith('N/A:', [stringcomparison]::Ordinal)) { throw (New-Failure 'defender.hidden' "$Name`: $one") }
        [string]$one
    }
}

function Set-Value([string]$Name, $Value) {
    try {
        if (-not (Get-Command -Name 'Set-MpPreference' -ErrorAction SilentlyContinue) -or -not (Get-Command -Name 'Remove-MpPreference' -ErrorAction SilentlyContinue)) { throw $notThere }
        switch ($Name) {
            'EnableNetworkProtection' { Set-MpPreference -EnableNetworkProtection $actions[[int]$Value] -ErrorAction Stop }
            'AllowNetworkProtectionOnWinServer' { Set-MpPreference -AllowNetworkProtectionOnWinServer ([bool]$Value) -ErrorAction Stop }
            'AllowNetworkProtectionDownLevel' { Set-MpPreference -AllowNetworkProtectionDownLevel ([bool]$Value) -ErrorAction Stop }
            'AllowDatagramProcessingOnWinServer' { Set-MpPreference -AllowDatagramProcessingOnWinServer ([bool]$Value) -ErrorAction Stop }
            'ProxyServer' {
                if ($null -eq $Value) { Remove-MpPreference -ProxyServer -ErrorAction Stop }
                else { Set-MpPreference -ProxyServer ([string]$Value) -ErrorAction Stop }
            }
        }
    }
    catch {
        if ([string]$_.FullyQualifiedErrorId -ceq 'defender.stopped') { throw $_ }
        throw (New-Refusal $_)
    }
}

function Edit-Exclusion([string]$Name, [string]$Verb, [string[]]$Entries) {
    try {
        if (-not (Get-Command -Name 'Add-MpPreference' -ErrorAction SilentlyContinue) -or -not (Get-Command -Name 'Remove-MpPreference' -ErrorAction SilentlyContinue)) { throw $notThere }
        switch ("$Verb $Name") {
            'add ExclusionPath' { Add-MpPreference -ExclusionPath $Entries -ErrorAction Stop }
            'add ExclusionExtension' { Add-MpPreference -ExclusionExtension $Entries -ErrorAction Stop }
            'add ExclusionProcess' { Add-MpPreference -ExclusionProcess $Entries -ErrorAction Stop }
            'remove ExclusionPath' { Remove-MpPreference -ExclusionPath $Entries -ErrorAction Stop }
            'remove ExclusionExtension' { Remove-MpPreference -ExclusionExtension $Entries -ErrorAction Stop }
            'remove ExclusionProcess' { Remove-MpPreference -ExclusionProcess $Entries -ErrorAction Stop }
        }
    }
    catch {
        if ([string]$_.FullyQualifiedErrorId -ceq 'defender.stopped') { throw $_ }
        throw (New-Refusal $_)
    }
}

function Get-Wish { foreach ($name in $names) { if ($null -ne $Values.PSObject.Properties[$name]) { $Values.PSObject.Properties[$name] } } }

# What differs from what is wanted: values by name, and for each list what it lacks and what it has too much. Windows does not mind the case.
function Get-Work($Found) {
    foreach ($wish in @(Get-Wish)) {
        if ("$(Get-Preference $Found $wish.Name)" -ne "$($wish.Value)") { @{ Name = $wish.Name; Value = $wish.Value } }
    }
    if ($null -eq $Exclusions) { return }
    foreach ($kind in $kinds) {
        $name = $lists[$kind]
        $now = @(Get-Excluded $Found $name)
        if ($null -ne $Exclusions.PSObject.Properties['exactly']) {
            $wanted = @($Exclusions.exactly.$kind)
            $more = @($wanted | Where-Object { $now -notcontains $_ })
            $less = @($now | Where-Object { $wanted -notcontains $_ })
        }
        else {
            $more = @($Exclusions.add.$kind | Where-Object { $now -notcontains $_ })
            $less = @($now | Where-Object { @($Exclusions.remove.$kind) -contains $_ })
        }
        if ($more.Count -gt 0 -or $less.Count -gt 0) { @{ Name = $name; More = $more; Less = $less } }
    }
}

function Get-Touched($Found) {
    # What was asked for, as it is: names with their values as text.
    foreach ($wish in @(Get-Wish)) { @{ name = $wish.Name; text = Get-Preference $Found $wish.Name } }
    if ($null -eq $Exclusions) { return }
    foreach ($kind in $kinds) { @{ name = $lists[$kind]; text = [string]::Join(' | ', @(Get-Excluded $Found $lists[$kind])) } }
}

foreach ($wish in @($Values.PSObject.Properties)) { if ($names -cnotcontains $wish.Name) { throw (New-Failure 'operation.badParameters' "preference $($wish.Name)") } }
$before = Read-Preference
$work = @(Get-Work $before)
$were = @(Get-Touched $before)
if ($work.Count -eq 0) {
    Write-Step 'setPreferences' 'skipped'
    Write-Result @{ changed = $false; values = @($were | ForEach-Object { @{ name = $_.name; before = $_.text; after = $_.text } }) }
    return
}
Write-Step 'setPreferences' 'begin' ([string]::Join(', ', @($work | ForEach-Object { $_.Name })))
foreach ($one in $work) {
    if ($one.ContainsKey('Value')) { Set-Value $one.Name $one.Value; continue }
    if ($one.Less.Count -gt 0) { Edit-Exclusion $one.Name 'remove' $one.Less }
    if ($one.More.Count -gt 0) { Edit-Exclusion $one.Name 'add' $one.More }
}
$after = Read-Preference
$are = @(Get-Touched $after)
$left = @(Get-Work $after)
foreach ($one in $left) { Write-Line 'run' 'warn' "$($one.Name) is not as it was set: a policy or tamper protection may hold it." }
Write-Step 'setPreferences' 'done'
$changes = for ($i = 0; $i -lt $were.Count; $i++) { @{ name = $were[$i].name; before = $were[$i].text; after = $are[$i].text } }
Write-Result @{ changed = (@($changes | Where-Object { "$($_.before)" -ne "$($_.after)" }).Count -gt 0); values = @($changes) }
