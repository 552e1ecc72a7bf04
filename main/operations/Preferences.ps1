<#
.SYNOPSIS
Functions that read what Defender Antivirus is set to, and what runs on this server beside the roles of Windows.
.DESCRIPTION
Included by Get-ServerState.ps1, after Facts.ps1 and InTime.ps1.
#>

function Get-ExclusionFact($Preferences, [string]$Name, [string]$Fact) {
    $list = @(Get-Value $Preferences $Name | ForEach-Object { [string]$_ } | Where-Object { $_ -ne '' })
    # A list that is kept from the reader is one text that begins so, in two spellings by now (rows
    # defender/mde-mppreference-2107-nonadmin, defender/mde-mppreference-nonadmin-later).
    foreach ($one in $list) {
        if (-not $one.StartsWith('N/A:', [stringcomparison]::Ordinal)) { continue }
        $null = $unreadable.Add(@{ fact = $Fact; reason = 'accessDenied'; detail = $one })
        return $null
    }
    , $list
}

function Get-PreferenceFact($Service) {
    # A stopped antivirus answers nothing, and 2012 R2 has the command only once the antivirus is there.
    if ($null -eq $Service -or $Service.status -ne 'running' -or -not (Get-Command -Name 'Get-MpPreference' -ErrorAction SilentlyContinue)) { return $null }
    $found = Read-InTime 'preferences' { Get-MpPreference -ErrorAction Stop }
    if ($null -eq $found) { return $null }
    $proxy = Get-Text $found 'ProxyServer'
    if (-not $proxy) { $proxy = $null }
    @{ enableNetworkProtection = Get-Number $found 'EnableNetworkProtection'
        allowNetworkProtectionOnWinServer = Get-Switch $found 'AllowNetworkProtectionOnWinServer'
        allowNetworkProtectionDownLevel = Get-Switch $found 'AllowNetworkProtectionDownLevel'
        allowDatagramProcessingOnWinServer = Get-Switch $found 'AllowDatagramProcessingOnWinServer'
        proxyServer = $proxy
        exclusions = @{ paths = Get-ExclusionFact $found 'ExclusionPath' 'preferences.exclusions.paths'
            extensions = Get-ExclusionFact $found 'ExclusionExtension' 'preferences.exclusions.extensions'
            processes = Get-ExclusionFact $found 'ExclusionProcess' 'preferences.exclusions.processes' } }
}

function Get-WorkspaceFact {
    # The old monitoring agent has a key for each workspace, named "Log Analytics - <identifier>".
    $spaces = 'HKLM:\SYSTEM\CurrentControlSet\Services\HealthService\Parameters\Service Connector Services'
    if (-not (Test-Path -LiteralPath $spaces)) { return }
    foreach ($key in @(Get-ChildItem -LiteralPath $spaces)) { if ($key.PSChildName -match '^Log Analytics - (.+)$') { @{ id = $Matches[1] } } }
}

function Get-WorkloadFact {
    # SQL Server names its instances here, one value each; Exchange leaves the key of its setup (since 2013).
    $instances = 'HKLM:\SOFTWARE\Microsoft\Microsoft SQL Server\Instance Names\SQL'
    if ((Test-Path -LiteralPath $instances) -and @((Get-Item -LiteralPath $instances).Property).Count -gt 0) { 'sqlServer' }
    if (Test-Path -LiteralPath 'HKLM:\SOFTWARE\Microsoft\ExchangeServer\v15\Setup') { 'exchange' }
}
