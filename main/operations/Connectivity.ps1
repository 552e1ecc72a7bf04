<#
.SYNOPSIS
Tells which of the two ways to the cloud an onboarding information sets.
.DESCRIPTION
Included by the operations that read it. The information is a key to the tenant: it is looked at where it lies, and only one word
leaves this function.
#>

function Get-Connectivity($Information) {
    # The text is JSON within JSON, so what stands between a name and its value may be escaped, also as a script writes it.
    if ($null -eq $Information) { return $null }
    # Microsoft's own client analyzer takes a geography that begins with GW_ for streamlined.
    if ([string]$Information -match 'partnerGeoLocation[\\"]*\s*:\s*[\\"]*GW_[A-Za-z0-9]+[\\"]') { return 'streamlined' }
    $where = ''
    if ([string]$Information -match 'geoLocationUrl[\\"]*\s*:\s*[\\"]*(https?:(\\*/){2})?([A-Za-z0-9.-]+)') { $where = $Matches[3] }
    if ($where -match '\.endpoint\.security\.microsoft\.(com|us)$') { return 'streamlined' }
    if ($where -match '^winatp-gw-[a-z0-9-]+\.microsoft\.(com|us)$') { return 'standard' }
    'unknown'
}
