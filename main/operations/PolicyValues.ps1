<#
.SYNOPSIS
The policy values that Gangway can set: name, key, name of the value in its key, and kind; and those whose Group Policy it names.
.DESCRIPTION
Included by Set-Policy.ps1, which writes no other value, and by Get-ServerState.ps1. A test holds both lists equal to
shared/model/catalogue/policyValues.ts.
#>

$policyValues = @(
    @{ Name = 'deviceTag'; Key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection\DeviceTagging'; Value = 'Group'; Kind = 'String' },
    @{ Name = 'sampleCollection'; Key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection'; Value = 'AllowSampleCollection'; Kind = 'DWord' },
    @{ Name = 'latency'; Key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection'; Value = 'latency'; Kind = 'String' },
    @{ Name = 'preferStaticProxy'; Key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection'; Value = 'PreferStaticProxyForHttpRequest'; Kind = 'DWord' },
    @{ Name = 'telemetryProxy'; Key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\DataCollection'; Value = 'TelemetryProxyServer'; Kind = 'String' },
    @{ Name = 'disableEnterpriseAuthProxy'; Key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\DataCollection'; Value = 'DisableEnterpriseAuthProxy'; Kind = 'DWord' },
    @{ Name = 'disableAntiSpyware'; Key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Defender'; Value = 'DisableAntiSpyware'; Kind = 'DWord' },
    @{ Name = 'disableAntiVirus'; Key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Defender'; Value = 'DisableAntiVirus'; Kind = 'DWord' })

$watchedPolicies = $policyValues + @(
    @{ Name = 'forceDefenderPassiveMode'; Key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection'; Value = 'ForceDefenderPassiveMode' },
    @{ Name = 'antivirusProxy'; Key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Defender'; Value = 'ProxyServer' },
    @{ Name = 'networkProtection'; Key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\Network Protection'; Value = 'EnableNetworkProtection' })
