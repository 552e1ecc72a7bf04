<#
.SYNOPSIS
    Practice stand-in for Microsoft's Install.ps1.
.DESCRIPTION
    Has the parameters and exit codes of the real script as far as Gangway uses them, and installs md4ws.msi beside
    itself with msiexec. It repairs nothing. Outside Gangway's lab (environment variable GANGWAYLAB) it ends with 90.
    Version 1.20260101.0
.PARAMETER OnboardingScript
    Path of an onboarding script of the Group Policy method, run after the installation.
.PARAMETER OffboardingScript
    Accepted for its place in the command line; this stand-in does not offboard.
.PARAMETER Uninstall
    Removes the product, whose code it looks up as the real script does.
.PARAMETER Passive
    Passes FORCEPASSIVEMODE=1 to msiexec.
.PARAMETER UI
    Leaves out /quiet.
.PARAMETER NoMSILog
    Writes no log of msiexec.
.PARAMETER NoEtl
    Accepted; this stand-in never traces.
#>
# GANGWAYPRACTICE=1
[CmdletBinding()]
param(
    [string] $OnboardingScript,
    [string] $OffboardingScript,
    [switch] $Uninstall,
    [switch] $Passive,
    [switch] $UI,
    [switch] $NoMSILog,
    [switch] $NoEtl
)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

if ($env:GANGWAYLAB -ne '1') {
    Write-Output 'This is a practice script of Gangway. It does nothing outside its lab.'
    exit 90
}
if ($OnboardingScript -and (Select-String -LiteralPath $OnboardingScript -Pattern '^pause$' -Quiet)) {
    Write-Output 'The onboarding script waits for a person. Use the Group Policy method.'
    exit 37
}
if ($Uninstall) {
    $products = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall'
    $codes = @(Get-ChildItem -LiteralPath $products | Where-Object { $_.GetValue('DisplayName') -match 'Microsoft Defender for (Windows Server|Endpoint)' } | ForEach-Object { $_.PSChildName })
    if ($codes.Count -ne 1) {
        Write-Output 'The product is not installed.'
        exit 20
    }
    $action = 'uninstall'
    $arguments = @('/x', $codes[0], '/norestart')
}
else {
    $installer = Join-Path $PSScriptRoot 'md4ws.msi'
    if (-not (Test-Path -LiteralPath $installer)) {
        Write-Output 'md4ws.msi is not beside this script.'
        exit 16
    }
    $action = 'install'
    $arguments = @('/i', ('"{0}"' -f $installer), '/norestart')
}
if (-not $UI) { $arguments += '/quiet' }
if (-not $NoMSILog) {
    $log = Join-Path $PSScriptRoot ('{0}-{1}.log' -f $action, $env:COMPUTERNAME)
    $arguments += @('/lvx*+', ('"{0}"' -f $log))
}
if ($Passive) { $arguments += 'FORCEPASSIVEMODE=1' }

$msiexec = Join-Path $env:SystemRoot 'System32\msiexec.exe'
$process = Start-Process -FilePath $msiexec -ArgumentList $arguments -Wait -PassThru
if ($process.ExitCode -eq 0 -and $OnboardingScript) {
    $cmd = Join-Path $env:SystemRoot 'System32\cmd.exe'
    $onboarding = Start-Process -FilePath $cmd -ArgumentList @('/c', ('"{0}"' -f $OnboardingScript)) -Wait -PassThru
    if ($onboarding.ExitCode -ne 0) {
        # The real script goes no further than a warning here, and still ends with 0.
        Write-Warning ('Onboarding ended with {0}.' -f $onboarding.ExitCode)
    }
}
exit $process.ExitCode
