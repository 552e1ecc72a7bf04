<#
.SYNOPSIS
Reads who the sensor of this server is: its ids, its tenant, and the certificate of its onboarding information. Changes nothing.
.DESCRIPTION
The onboarding information is a key to the tenant. It is looked at where it lies: of it only the ids of tenants, the addresses of
the cloud, and what its certificate says of itself leave this script.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Facts.ps1')
. (Join-Path $PSScriptRoot 'Room.ps1')
. (Join-Path $PSScriptRoot 'InTime.ps1')
. (Join-Path $PSScriptRoot 'EventFacts.ps1')
. (Join-Path $PSScriptRoot 'Connectivity.ps1')

$sensorKey = 'HKLM:\SOFTWARE\Microsoft\Windows Advanced Threat Protection'
$policyKey = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection'
# What Microsoft has removed from an image before it is copied (learn.microsoft.com, configure-endpoints-vdi); the last one is a key.
$remnants = @('senseGuid', 'senseId', '2567E824-34AB-4A74-90E9-BC0F8BDFAA4A', '7DC0B629-D7F6-4DB3-9BF7-64D5AAF50F1A', 'C9D38BBB-E9DD-4B27-8E6F-7DE97E68DAB9')
$remnantKey = '48A68F11-7A16-4180-B32C-7F974C7BD783'

# One field of an onboarding information. It is JSON within JSON, so what stands around a value may be escaped.
function Get-Part([string]$Information, [string]$Name, [string]$Form) {
    if ($Information -match "(?:^|[\\""{,\s])$Name[\\""]*\s*:\s*[\\""]*($Form)") { $Matches[1].Replace('\', '') }
}

function Get-Tenant([string]$Information) { Get-Part $Information 'orgId' '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}' }

function Get-Cloud([string]$Information) {
    if (-not $Information) { return $null }
    $cloud = @{ connectivity = Get-Connectivity $Information }
    foreach ($name in @('geoLocationUrl', 'vortexServerUrl', 'vortexTicketUrl')) { $cloud[$name] = Get-Part $Information $name '[A-Za-z0-9.:/\\-]*[A-Za-z0-9/]' }
    foreach ($name in @('datacenter', 'vortexGeoLocation', 'partnerGeoLocation')) { $cloud[$name] = Get-Part $Information $name '[A-Za-z0-9_-]+' }
    $cloud
}

function Get-Certificate([string]$Information) {
    $text = Get-Part $Information 'cert' '[A-Za-z0-9+/=\\]+'
    if (-not $text) { return $null }
    $bytes = [System.Convert]::FromBase64String($text)
    $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList @(, $bytes)
    @{ subject = [string]$certificate.Subject; issuer = [string]$certificate.Issuer; thumbprint = [string]$certificate.Thumbprint
        notBefore = ConvertTo-Instant $certificate.NotBefore; notAfter = ConvertTo-Instant $certificate.NotAfter }
}

function Get-FirstId {
    $events = @(Get-LogEvent 'idMade' @{ LogName = 'Microsoft-Windows-SENSE/Operational'; Id = 13 } 1000)
    if ($events.Count -eq 0) { return $null }
    $first = $events[$events.Count - 1]
    $at = Get-Time $first 'TimeCreated'
    if ($null -ne $at) { @{ at = $at; on = Get-Word $first 'MachineName' } }
}

$own = Read-Fact @('senseId', 'senseGuid', 'onboardedTenant', 'remains') { Get-Key $sensorKey }
$status = Read-Fact 'tenant' { Get-Key "$sensorKey\Status" }
$policy = Read-Fact @('packageTenant', 'certificate', 'cloud') { Get-Key $policyKey }
$information = Get-Word $policy 'OnboardingInfo'
$onboarded = Get-Word $own 'OnboardedInfo'
$setup = Read-Fact 'generalized' { Get-Key 'HKLM:\SYSTEM\Setup' }
$installed = Read-Fact 'windowsInstalledAt' { Get-Number (Get-Key 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion') 'InstallDate' }
if ($null -ne $installed) { $installed = [long]$installed * 1000 }
$generalized = $null
if ($null -ne $setup) { $generalized = ($null -ne (Get-Value $setup 'CloneTag')) }
$remains = @($remnants | Where-Object { $null -ne (Get-Value $own $_) })
if (Read-Fact 'remains' { Test-Path -LiteralPath "$sensorKey\$remnantKey" }) { $remains += $remnantKey }
try { $idMade = Get-FirstId } finally { Close-Beside }
# The information that the server took is the better word on its cloud; older sensors keep none.
$cloud = Get-Cloud $onboarded
if ($null -eq $cloud) { $cloud = Get-Cloud $information }
$value = @{
    name = [string]$env:COMPUTERNAME; senseId = Get-Text $own 'senseId'; senseGuid = Get-Text $own 'senseGuid'
    tenant = Get-Text $status 'OrgId'; packageTenant = Get-Tenant $information; onboardedTenant = Get-Tenant $onboarded
    # The text of an error could hold a part of what it was about.
    certificate = Read-Fact 'certificate' { try { Get-Certificate $information } catch { throw 'The certificate cannot be read.' } }
    cloud = $cloud; idMade = $idMade; windowsInstalledAt = $installed; generalized = $generalized; remains = $remains
}
# Last: everything above may have added to it, and nothing is dated after its reading.
$value['unreadable'] = $unreadable.ToArray()
$value['readAt'] = ConvertTo-Instant (Get-Date)
[pscustomobject]@{ Kind = 'result'; Value = $value }
