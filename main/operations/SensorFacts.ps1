<#
.SYNOPSIS
Functions that read the sensor: its product, whether it is onboarded and to which tenant, and the policy values that it follows.
.DESCRIPTION
Included after Facts.ps1 and Connectivity.ps1 by Get-ServerState.ps1 and by what looks at a server without Gangway. $policies, $sensorKey
and $versions name keys of the registry, $product the product.
#>

function Get-ProductFact {
    foreach ($key in @(Get-ChildItem -LiteralPath "$versions\Uninstall")) {
        if ($key.PSChildName -notmatch '^\{[0-9A-Fa-f-]{36}\}$') { continue }
        $item = Get-Key "$versions\Uninstall\$($key.PSChildName)"
        if ([string](Get-Value $item 'DisplayName') -notmatch $product) { continue }
        $version = [string](Get-Value $item 'DisplayVersion')
        if ($version -notmatch '^\d+(\.\d+){1,3}$') { throw "DisplayVersion $version" }
        return @{ name = [string](Get-Value $item 'DisplayName'); version = $version; productCode = $key.PSChildName }
    }
}

function Get-SensorFact($Service) {
    $status = Read-Fact @('sensor.onboardingState', 'sensor.orgId', 'sensor.lastConnectedAt') { Get-Key "$sensorKey\Status" }
    $own = Read-Fact 'sensor.senseId' { Get-Key $sensorKey }
    $connected = Read-Fact 'sensor.lastConnectedAt' { Get-FileTime $status 'LastConnected' }
    $path = $null
    if ($null -ne $Service) { $path = $Service.imagePath }
    @{ product = Read-Fact 'sensor.product' { Get-ProductFact }; senseVersion = Read-Fact 'sensor.senseVersion' { Get-FileVersion $path }
        onboardingState = Get-Number $status 'OnboardingState'; orgId = Get-Text $status 'OrgId'; lastConnectedAt = $connected
        senseId = Get-Text $own 'senseId' }
}

# The policy values, and the two proxies that stand under the same keys, so that each key is read once.
function Get-PolicyFact {
    $sense = Read-Fact @('policy.forceDefenderPassiveMode', 'policy.onboardingInfo', 'policy.offboardingInfo', 'policy.sampleCollection', 'policy.latency', 'policy.preferStaticProxy') { Get-Key "$policies\Windows Advanced Threat Protection" }
    $tagging = Read-Fact 'policy.deviceTag' { Get-Key "$policies\Windows Advanced Threat Protection\DeviceTagging" }
    $defender = Read-Fact @('policy.disableAntiSpyware', 'policy.disableAntiVirus', 'proxy.antivirus') { Get-Key "$policies\Windows Defender" }
    $telemetry = Read-Fact @('proxy.telemetry', 'policy.disableEnterpriseAuthProxy') { Get-Key "$policies\Windows\DataCollection" }
    $values = @{
        forceDefenderPassiveMode = Get-Number $sense 'ForceDefenderPassiveMode'
        disableAntiSpyware = Get-Number $defender 'DisableAntiSpyware'
        disableAntiVirus = Get-Number $defender 'DisableAntiVirus'
        deviceTag = Get-Text $tagging 'Group'
        sampleCollection = Get-Number $sense 'AllowSampleCollection'
        latency = Get-Text $sense 'latency'
        preferStaticProxy = Get-Number $sense 'PreferStaticProxyForHttpRequest'
        disableEnterpriseAuthProxy = Get-Number $telemetry 'DisableEnterpriseAuthProxy'
        onboardingInfo = ($null -ne (Get-Value $sense 'OnboardingInfo'))
        connectivity = Read-Fact 'policy.connectivity' { Get-Connectivity (Get-Text $sense 'OnboardingInfo') }
        offboardingInfo = ($null -ne (Get-Value $sense '696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A'))
    }
    @{ values = $values; telemetryProxy = Get-Text $telemetry 'TelemetryProxyServer'; antivirusProxy = Get-Text $defender 'ProxyServer' }
}
