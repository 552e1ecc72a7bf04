<#
.SYNOPSIS
Makes the application of a hand-off in Configuration Manager: one deployment type for each Windows family, its detection, its return codes.
.DESCRIPTION
Run it where the console of Configuration Manager is installed, as somebody who may make applications. All that it makes stands in
application.json beside it, and nothing that exists is changed: where an application of that name is there it ends. It distributes and
deploys only what is asked for. It refuses to deploy where the opposite application, which takes servers off or on, is deployed to the same collection.
.PARAMETER Site
The site code; left out: the only site whose drive is connected.
.PARAMETER DistributionPointGroup
The group of distribution points that gets the content; left out: nothing is distributed.
.PARAMETER Collection
The device collection to which it is deployed; left out: it is not deployed.
.PARAMETER Required
It is installed without being asked for. Left out: it is offered in Software Center.
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param([string]$Site = '', [string]$DistributionPointGroup = '', [string]$Collection = '', [switch]$Required)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$order = ConvertFrom-Json ([System.IO.File]::ReadAllText((Join-Path $PSScriptRoot 'application.json')))
# Read now: on the drive of the site no path of a file is one.
$detection = @{}
foreach ($type in @($order.types)) { $detection[$type.family] = [System.IO.File]::ReadAllText((Join-Path (Join-Path $PSScriptRoot 'detection') "$($type.family).ps1")) }
$condition = [System.IO.File]::ReadAllText((Join-Path $PSScriptRoot 'Get-WindowsFamily.ps1'))

if (@(Get-Module -Name 'ConfigurationManager').Count -eq 0) {
    Import-Module -Name (Join-Path (Split-Path -Parent $env:SMS_ADMIN_UI_PATH) 'ConfigurationManager.psd1')
}
$drives = @(Get-PSDrive -PSProvider 'CMSite' | Where-Object { $Site -eq '' -or $_.Name -eq $Site })
if ($drives.Count -ne 1) { throw "$($drives.Count) drives of sites are connected: name one with -Site" }
# Names are taken as they are: a star in one must never mean every application.
$exactly = @{ DisableWildcardHandling = $true }

Push-Location -LiteralPath "$($drives[0].Name):\"
try {
    if (@(Get-CMApplication -Name $order.name -Fast @exactly).Count -gt 0) { throw "$($order.name) is there already. Nothing was changed." }
    if ($Collection -ne '' -and @(Get-CMApplicationDeployment -Name $order.opposite -CollectionName $Collection @exactly).Count -gt 0) {
        throw "$($order.opposite) is deployed to $Collection. Remove that deployment first: both would undo each other's work. Nothing was changed."
    }
    if (-not $PSCmdlet.ShouldProcess($order.name, 'Make the application')) { return }
    $family = @(Get-CMGlobalCondition -Name $order.condition @exactly)
    if ($family.Count -eq 0) {
        $family = @(New-CMGlobalConditionScript -Name $order.condition -DataType Integer -ScriptLanguage PowerShell -ScriptText $condition @exactly)
    }
    $null = New-CMApplication -Name $order.name -Description $order.description -Publisher $order.publisher -LocalizedName $order.name -AutoInstall $true
    foreach ($type in @($order.types)) {
        $rule = New-CMRequirementRuleCommonValue -InputObject $family[0] -Value1 ([string]$type.number) -RuleOperator IsEquals
        $null = Add-CMScriptDeploymentType -ApplicationName $order.name -DeploymentTypeName $type.name -InstallCommand $order.command `
            -ContentLocation $type.content -ScriptLanguage PowerShell -ScriptText $detection[$type.family] -AddRequirement $rule `
            -InstallationBehaviorType InstallForSystem -LogonRequirementType WhetherOrNotUserLoggedOn -UserInteractionMode Hidden `
            -MaximumRuntimeMins $order.minutes -EstimatedRuntimeMins 15 -RebootBehavior BasedOnExitCode -SlowNetworkDeploymentMode Download @exactly
        $made = Get-CMDeploymentType -ApplicationName $order.name -DeploymentTypeName $type.name @exactly
        foreach ($code in @($order.codes)) {
            $null = Add-CMDeploymentTypeReturnCode -InputObject $made -ReturnCode $code.code -CodeType $code.type -Name $code.name
        }
    }
    if ($DistributionPointGroup -ne '') { Start-CMContentDistribution -ApplicationName $order.name -DistributionPointGroupName $DistributionPointGroup @exactly }
    if ($Collection -ne '') {
        $purpose = 'Available'
        if ($Required) { $purpose = 'Required' }
        $null = New-CMApplicationDeployment -Name $order.name -CollectionName $Collection -DeployAction Install -DeployPurpose $purpose -UserNotification DisplaySoftwareCenterOnly @exactly
    }
}
finally { Pop-Location }
"$($order.name) was made."
