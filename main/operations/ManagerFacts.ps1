<#
.SYNOPSIS
Functions that read who else manages this server, and which Group Policy object decides a policy value.
.DESCRIPTION
Included by Get-ServerState.ps1, after Facts.ps1, InTime.ps1 and PolicyValues.ps1. $policies and $versions name keys of the registry.
#>

function Get-AgentFact {
    $kinds = @{ HealthService = 'monitoringAgent'; himds = 'arc'; CcmExec = 'configMgr' }
    foreach ($name in @('HealthService', 'himds', 'CcmExec')) {
        $service = @(Get-Service -Name $name -ErrorAction SilentlyContinue)
        if ($service.Count -eq 0) { continue }
        $detail = [string]$service[0].DisplayName
        $spaces = 'HKLM:\SYSTEM\CurrentControlSet\Services\HealthService\Parameters\Service Connector Services'
        if ($name -eq 'HealthService' -and (Test-Path -LiteralPath $spaces)) {
            $detail = [string]::Join(', ', @(Get-ChildItem -LiteralPath $spaces | ForEach-Object { $_.PSChildName }))
        }
        @{ kind = $kinds[$name]; detail = $detail }
    }
}

function Get-MonitoringAgentFact {
    # By the name of its product, which no language of Windows translates; a service without a registration is told, too.
    $product = @{ productCode = $null; version = $null }
    foreach ($key in @(Get-ChildItem -LiteralPath "$versions\Uninstall")) {
        $item = Get-Key "$versions\Uninstall\$($key.PSChildName)"
        if ($key.PSChildName -notmatch '^\{[0-9A-Fa-f-]{36}\}$' -or (Get-Text $item 'DisplayName') -cne 'Microsoft Monitoring Agent') { continue }
        $product = @{ productCode = [string]$key.PSChildName; version = Get-Version $item 'DisplayVersion' }
    }
    if (-not $product.productCode -and @(Get-Service -Name 'HealthService' -ErrorAction SilentlyContinue).Count -eq 0) { return }
    # Each workspace has a group of its own, whose name begins with AOI-; any other belongs to Operations Manager.
    $groups = 'HKLM:\SYSTEM\CurrentControlSet\Services\HealthService\Parameters\Management Groups'
    $names = @(if (Test-Path -LiteralPath $groups) { Get-ChildItem -LiteralPath $groups | ForEach-Object { [string]$_.PSChildName } })
    $product['groups'] = @($names | Where-Object { -not $_.StartsWith('AOI-', [stringcomparison]::OrdinalIgnoreCase) })
    $product
}

function Get-EnrollmentFact {
    # Intune: an enrollment that is in force (1) with the provider of Intune. Others have keys here, too.
    $enrollments = 'HKLM:\SOFTWARE\Microsoft\Enrollments'
    if (Test-Path -LiteralPath $enrollments) {
        foreach ($key in @(Get-ChildItem -LiteralPath $enrollments)) {
            $enrollment = Get-Key "$enrollments\$($key.PSChildName)"
            if ((Get-Text $enrollment 'ProviderID') -ne 'MS DM Server' -or (Get-Number $enrollment 'EnrollmentState') -ne 1) { continue }
            @{ kind = 'intune'; detail = 'MS DM Server' }
            break
        }
    }
    # Security settings management: enrolled (1), or enrolled beside Configuration Manager (43); other codes tell why it is not.
    $settings = Get-Key 'HKLM:\SOFTWARE\Microsoft\SenseCM'
    $status = Get-Number $settings 'EnrollmentStatus'
    if (@(1, 43) -contains $status) { @{ kind = 'securitySettings'; detail = "EnrollmentStatus=$status" } }
}

function Get-OwnerFact {
    Get-AgentFact
    Get-EnrollmentFact
    # Defender for Cloud: the extension that onboards servers of Azure, and of Arc.
    if (Test-Path -LiteralPath "$env:SystemDrive\Packages\Plugins\Microsoft.Azure.AzureDefenderForServers.MDE.Windows" -PathType Container) {
        @{ kind = 'defenderForCloud'; detail = 'MDE.Windows' }
    }
    $client = Get-Key "$versions\Uninstall\Microsoft Security Client"
    if ($null -ne $client) { @{ kind = 'securityClient'; detail = [string](Get-Value $client 'DisplayName') } }
    foreach ($name in @('DisableAntiSpyware', 'DisableAntiVirus')) {
        $off = Get-Number (Get-Key "$policies\Windows Defender") $name
        if ($off) { @{ kind = 'defenderPolicy'; detail = "$name=$off" } }
    }
}

function Get-PolicySource {
    # What Windows noted of the last refresh: for each value the objects that set it, the winner with precedence 1. A WQL filter
    # cannot name a key, because a backslash escapes there, so the keys are compared here.
    Read-InTime 'policySources' {
        param($Watched)
        $space = @{ Namespace = 'root/rsop/computer'; ErrorAction = 'Stop' }
        $settings = @(Get-CimInstance @space -ClassName 'RSOP_RegistryPolicySetting' -Filter 'precedence=1')
        $names = @{}
        if ($settings.Count -gt 0) { foreach ($object in @(Get-CimInstance @space -ClassName 'RSOP_GPO')) { $names[[string]$object.id] = [string]$object.name } }
        foreach ($one in $Watched) {
            foreach ($setting in $settings) {
                if ("HKLM:\$($setting.registryKey)" -ne $one.Key -or [string]$setting.valueName -ne $one.Value) { continue }
                $name = $names[[string]$setting.GPOID]
                if (-not $name) { $name = [string]$setting.GPOID }
                @{ name = $one.Name; gpo = $name }
                break
            }
        }
    } @(, $watchedPolicies)
}
