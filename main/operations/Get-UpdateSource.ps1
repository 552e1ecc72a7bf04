<#
.SYNOPSIS
Reads from where this server gets its updates and those of Defender, and what came of it. Changes nothing.
.DESCRIPTION
Whether a WSUS server has approved a category only that server knows. What came from which service, by the numbers of Microsoft's
articles and of the services, shows it from here.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Facts.ps1')
. (Join-Path $PSScriptRoot 'Room.ps1')
. (Join-Path $PSScriptRoot 'InTime.ps1')
. (Join-Path $PSScriptRoot 'EventFacts.ps1')

$updatePolicy = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate'
$services = @{
    '3da21691-e39d-4da6-8a4b-b43877bcb1b7' = 'wsus'; '7971f918-a847-4430-9279-4a52d1efe18d' = 'microsoftUpdate'
    '9482f4b4-e343-43b6-b170-9a65bc822c77' = 'windowsUpdate'; '855e8a7c-ecb4-4ca3-b045-1dfa50104289' = 'store'
}

function Get-SignatureFact {
    $policy = Read-Fact @('signatures.fallbackOrder', 'signatures.fileShares', 'signatures.sharedRoot', 'signatures.onMetered') { Get-Key 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Defender\Signature Updates' }
    $own = Read-Fact @('signatures.fallbackOrder', 'signatures.fileShares', 'signatures.sharedRoot', 'signatures.updatedAt', 'signatures.attemptedAt', 'signatures.onMetered') { Get-Key 'HKLM:\SOFTWARE\Microsoft\Windows Defender\Signature Updates' }
    $fact = @{ fallbackBy = $null; updatedAt = Read-Fact 'signatures.updatedAt' { Get-FileTime $own 'SignatureLastUpdated' }
        attemptedAt = Read-Fact 'signatures.attemptedAt' { Get-FileTime $own 'SignatureUpdateLastAttempted' }; lastFailure = Get-SignatureFailure }
    foreach ($pair in @(@('fallbackOrder', 'FallbackOrder'), @('fileShares', 'DefinitionUpdateFileSharesSources'), @('sharedRoot', 'SharedSignatureRoot'))) {
        $fact[$pair[0]] = Get-Text $policy $pair[1]
        if ($null -eq $fact[$pair[0]]) { $fact[$pair[0]] = Get-Text $own $pair[1] }
    }
    if ($null -ne (Get-Text $policy 'FallbackOrder')) { $fact.fallbackBy = 'policy' } elseif ($null -ne $fact.fallbackOrder) { $fact.fallbackBy = 'preference' }
    $metered = Get-Number $policy 'MeteredConnectionUpdates'
    if ($null -eq $metered) { $metered = Get-Number $own 'MeteredConnectionUpdates' }
    $fact['onMetered'] = $null
    if ($null -ne $metered) { $fact.onMetered = ($metered -ne 0) }
    $fact
}

# Event 2001: its sixth parameter is the source, its seventeenth the code (row defender/mde-wd-events-states).
function Get-SignatureFailure {
    $found = @(Get-LogEvent 'signatures.lastFailure' @{ LogName = 'Microsoft-Windows-Windows Defender/Operational'; Id = 2001 } 1)
    if ($found.Count -eq 0) { return $null }
    $at = Get-Time $found[0] 'TimeCreated'
    if ($null -eq $at) { return $null }
    $said = @(Get-EventData $found[0])
    $source = $null
    $code = $null
    if ($said.Count -gt 5 -and $said[5]) { $source = $said[5] }
    if ($said.Count -gt 16) { $code = ConvertTo-Code $said[16] }
    @{ at = $at; code = $code; source = $source }
}

# 19: an update was installed, 20: it failed, and begins with its code. Both end with the service; their title has the number of the article.
function Get-ReceivedFact {
    $filter = @{ LogName = 'System'; ProviderName = 'Microsoft-Windows-WindowsUpdateClient'; Id = @(19, 20); StartTime = (Get-Date).AddDays(-30) }
    $known = @{}
    $received = @()
    $other = $null
    foreach ($event in @(Get-LogEvent 'received' $filter 300)) {
        $at = Get-Time $event 'TimeCreated'
        $said = @(Get-EventData $event)
        if ($null -eq $at -or $said.Count -lt 3) { continue }
        $failed = ((Get-Number $event 'Id') -eq 20)
        $from = 'other'
        $service = $said[$said.Count - 1].Trim('{}').ToLowerInvariant()
        if ($services.ContainsKey($service)) { $from = $services[$service] }
        $code = $null
        if ($failed) { $code = ConvertTo-Code $said[0] }
        $kb = ''
        if ("$($said[0]) $($said[1])" -match '\b(KB2267602|KB4052623|KB5005292)\b') { $kb = $Matches[1] }
        if (-not $kb) {
            if (-not $failed -and $null -eq $other) { $other = @{ at = $at; from = $from } }
            continue
        }
        if ($known.ContainsKey("$kb $failed")) { continue }
        $known["$kb $failed"] = $true
        $received += @{ kb = $kb; from = $from; at = $at; ok = (-not $failed); code = $code }
    }
    @{ received = $received; other = $other }
}

$policy = Read-Fact 'wsus' { Get-Key $updatePolicy }
$automatic = Read-Fact @('wsus.use', 'automatic') { Get-Key "$updatePolicy\AU" }
$cost = Read-Fact 'metered' { Get-Number (Get-Key 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\NetworkList\DefaultMediaCost') 'Ethernet' }
# 1: not metered, 2: somebody set the network card to metered.
$metered = $null
if ($null -ne $cost) { $metered = ($cost -ge 2) }
try {
    $signatures = Get-SignatureFact
    $came = Get-ReceivedFact
}
finally { Close-Beside }
$value = @{
    wsus = @{ server = Get-Text $policy 'WUServer'; use = ((Get-Number $automatic 'UseWUServer') -eq 1); group = Get-Text $policy 'TargetGroup'
        noInternet = ((Get-Number $policy 'DoNotConnectToWindowsUpdateInternetLocations') -eq 1) }
    automatic = @{ off = ((Get-Number $automatic 'NoAutoUpdate') -eq 1); option = Get-Number $automatic 'AUOptions' }
    signatures = $signatures; received = @($came.received); other = $came.other
    service = Read-Fact 'service' { Get-ServiceFact 'wuauserv' }; metered = $metered
}
# Last: everything above may have added to it, and nothing is dated after its reading.
$value['unreadable'] = $unreadable.ToArray()
$value['readAt'] = ConvertTo-Instant (Get-Date)
[pscustomobject]@{ Kind = 'result'; Value = $value }
