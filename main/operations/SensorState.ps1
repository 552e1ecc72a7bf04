<#
.SYNOPSIS
What the sensor says of itself in the registry and as a service, and which tenant a file of the portal names.
.DESCRIPTION
Included after Change.ps1 by the operations that onboard and offboard. The keys are those of 64-bit programs, as their process is one.
#>

$statusKey = 'HKLM:\SOFTWARE\Microsoft\Windows Advanced Threat Protection\Status'

function Get-OnboardingState {
    $state = Get-RegistryValue $statusKey 'OnboardingState'
    if ($null -ne $state) { [int]$state }
}

function Get-SenseStart {
    $start = Get-RegistryValue 'HKLM:\SYSTEM\CurrentControlSet\Services\Sense' 'Start'
    if ($null -ne $start) { [int]$start }
}

function Test-SenseRunning {
    $sense = @(Get-Service -Name 'Sense' -ErrorAction SilentlyContinue)
    $sense.Count -gt 0 -and [string]$sense[0].Status -eq 'Running'
}

function Test-Onboarded { (Test-SenseRunning) -and (Get-SenseStart) -eq 2 -and (Get-OnboardingState) -eq 1 }

function Test-Offboarded {
    # A script of 2024 asks without saying which view of the registry it means, and may see another.
    if (Test-SenseRunning) { return $false }
    $start = Get-SenseStart
    $null -eq $start -or ($start -ne 2 -and (Get-OnboardingState) -ne 1)
}

# The tenant that the text names. What the lines of a script do was judged before it was sent, and its hash says that it is that file.
function Get-FileTenant([string]$Path) {
    if ([string](Get-Content -LiteralPath $Path -Raw) -match 'orgId\\*":\\*"([0-9A-Fa-f-]{36})') { $Matches[1] }
}

function Assert-NotExpired([string]$Name, [long]$ExpiresAt) {
    # By the clock of this server, as the sensor will judge it.
    $until = ([datetime]'1970-01-01').AddMilliseconds($ExpiresAt)
    $now = (Get-Date).ToUniversalTime()
    if ($until -le $now) { throw (New-Failure 'package.expired' "${Name}: valid until $($until.ToString('u')), and this server has $($now.ToString('u'))") }
}
