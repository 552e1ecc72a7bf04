<#
.SYNOPSIS
Removes what New-HandOffApplication.ps1 made: the deployments of the application, the application, and its condition where nothing else uses it.
.DESCRIPTION
Servers stay as they are. It asks before it removes anything, unless -Confirm:$false is given.
.PARAMETER Site
The site code; left out: the only site whose drive is connected.
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param([string]$Site = '')
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$order = ConvertFrom-Json ([System.IO.File]::ReadAllText((Join-Path $PSScriptRoot 'application.json')))
if (@(Get-Module -Name 'ConfigurationManager').Count -eq 0) {
    Import-Module -Name (Join-Path (Split-Path -Parent $env:SMS_ADMIN_UI_PATH) 'ConfigurationManager.psd1')
}
$drives = @(Get-PSDrive -PSProvider 'CMSite' | Where-Object { $Site -eq '' -or $_.Name -eq $Site })
if ($drives.Count -ne 1) { throw "$($drives.Count) drives of sites are connected: name one with -Site" }
# Names are taken as they are: a star in one must never mean every application.
$exactly = @{ DisableWildcardHandling = $true }

Push-Location -LiteralPath "$($drives[0].Name):\"
try {
    if (@(Get-CMApplication -Name $order.name -Fast @exactly).Count -eq 0) { return "$($order.name) is not there." }
    if (-not $PSCmdlet.ShouldProcess($order.name, 'Remove the application and its deployments')) { return }
    foreach ($deployment in @(Get-CMApplicationDeployment -Name $order.name @exactly)) { Remove-CMApplicationDeployment -InputObject $deployment -Force @exactly }
    Remove-CMApplication -Name $order.name -Force @exactly
    # The other direction uses the same condition. Configuration Manager refuses to remove one that is used.
    if (@(Get-CMApplication -Name $order.opposite -Fast @exactly).Count -eq 0) { Remove-CMGlobalCondition -Name $order.condition -Force @exactly }
}
finally { Pop-Location }
"$($order.name) was removed."
