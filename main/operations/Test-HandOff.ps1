<#
.SYNOPSIS
Tells whether this server is as a hand-off shall bring it, by the registry and its services alone. Changes nothing.
.DESCRIPTION
For the detection of tools that manage many servers. What is expected stands in the script itself, as JSON in base64, or in expected.json
beside it. For Configuration Manager it says a line and nothing else where the server is so, nothing at all where it is not, and a line on the
error stream where that cannot be told; its exit code is 0. For other tools it says one line of JSON, and its exit code is 0 (so), 1 (not so)
or 2 (cannot be told).
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Facts.ps1')
. (Join-Path $PSScriptRoot 'Connectivity.ps1')
. (Join-Path $PSScriptRoot 'SensorFacts.ps1')
. (Join-Path $PSScriptRoot 'Rules.ps1')

$expected = ''
$policies = 'HKLM:\SOFTWARE\Policies\Microsoft'
$sensorKey = 'HKLM:\SOFTWARE\Microsoft\Windows Advanced Threat Protection'
$versions = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion'
$product = 'Microsoft Defender for (Windows Server|Endpoint)'
# What is known so far. A hashtable, because functions change it.
$now = @{ report = 'plain'; state = 'unknown'; detail = '' }

function Get-Facts {
    $windows = Read-Fact 'os' { Get-Key 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' }
    $kind = Read-Fact 'os' { Get-Text (Get-Key 'HKLM:\SYSTEM\CurrentControlSet\Control\ProductOptions') 'ProductType' }
    $type = 3
    if ($kind -eq 'WinNT') { $type = 1 }
    $sense = Read-Fact 'services.sense' { Get-ServiceFact 'Sense' }
    if ($null -ne $sense) { $sense = [pscustomobject]$sense }
    $sensor = Get-SensorFact $sense
    if ($null -ne $sensor.product) { $sensor.product = [pscustomobject]$sensor.product }
    $set = Get-PolicyFact
    [pscustomobject]@{
        os = [pscustomobject]@{ build = Get-Number $windows 'CurrentBuildNumber'; productType = $type }
        services = [pscustomobject]@{ sense = $sense }
        sensor = [pscustomobject]$sensor
        policy = [pscustomobject]$set.values
        proxy = [pscustomobject]@{ telemetry = $set.telemetryProxy; antivirus = $set.antivirusProxy }
        unreadable = @($unreadable | ForEach-Object { [pscustomobject]$_ })
    }
}

function Read-Expected {
    $text = if ($expected -ne '') { [System.Text.Encoding]::UTF8.GetString([convert]::FromBase64String($expected)) }
    else { [System.IO.File]::ReadAllText((Join-Path $PSScriptRoot 'expected.json')) }
    ConvertFrom-Json $text
}

try {
    $order = Read-Expected
    $now.report = [string]$order.report
    $facts = Get-Facts
    $open = @($order.steps | Where-Object { (Test-Rule $_.applies $facts) -and -not (Test-Rule $_.done $facts) } | ForEach-Object { [string]$_.id })
    if (-not (Test-Rule $order.proof $facts)) { $open += 'proof' }
    $now.detail = [string]::Join(', ', $open)
    $now.state = 'asWished'
    if ($open.Count -gt 0) { $now.state = 'notYet' }
    # What could not be read is neither so nor not so.
    $unread = @($facts.unreadable | ForEach-Object { "$($_.fact) $($_.reason)" })
    if ($unread.Count -gt 0) { $now.state = 'unknown'; $now.detail = [string]::Join(', ', $unread) }
}
catch {
    $now.state = 'unknown'
    $now.detail = [string]$_.Exception.Message
}
if ($now.report -ceq 'configurationManager') {
    if ($now.state -ceq 'asWished') { "$($order.name): as wished" }
    if ($now.state -ceq 'unknown') { [Console]::Error.WriteLine($now.detail) }
    exit 0
}
ConvertTo-Json -InputObject @{ state = $now.state; detail = $now.detail } -Depth 2 -Compress
$code = @{ asWished = 0; notYet = 1; unknown = 2 }
exit $code[$now.state]
