<#
.SYNOPSIS
Lets Microsoft's deployment tool onboard this server, take it off, or take it off and remove what it installed.
.DESCRIPTION
One call does what the plan wants of it: sensor, onboarding, passive mode, tag. It is never allowed to restart the server or to go on by itself
after a restart: the run of Gangway asks for the restart and starts it again. A code of success proves nothing: what the sensor says
is waited for as after a script of the portal, and read anew by the caller.
.PARAMETER What
deploy, offboard or uninstall.
.PARAMETER Tool
The tool in the library (sha256, name, bytes).
.PARAMETER File
The .onboarding or .offboarding file in the library.
.PARAMETER OrgId
The tenant that the file must belong to.
.PARAMETER Passive
Defender Antivirus becomes passive, beside another antivirus.
.PARAMETER Tag
The tag of the device, or null.
.PARAMETER Proxy
The proxy that the tool sets for itself and for Defender (name:port), or null.
.PARAMETER Source
The folder with staged files, or null: then the tool downloads what it needs.
.PARAMETER Workspace
The workspace that the tool takes away from the old monitoring agent, or null.
.PARAMETER ExpiresAt
When the offboarding file expires (milliseconds since 1970-01-01T00:00Z).
.PARAMETER Offline
Offboards without a connection to the cloud.
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
.PARAMETER RunFolder
The folder of this run.
#>
[CmdletBinding()]
param(
    [string]$What, [object]$Tool, [object]$File, [string]$OrgId, [bool]$Passive, [object]$Tag, [object]$Proxy, [object]$Source, [object]$Workspace,
    [long]$ExpiresAt, [bool]$Offline, [string]$LibraryFolder, [string]$RunFolder
)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'SensorState.ps1')
. (Join-Path $PSScriptRoot 'SignedProgram.ps1')
. (Join-Path $PSScriptRoot 'DeploymentTool.ps1')

# What the sensor itself says once the work is done. On newer Windows its service stays, whatever was removed.
function Test-Shown { if ($What -eq 'deploy') { Test-Onboarded } else { Test-Offboarded } }

# Where nothing is left to be taken off the tool is not started: it would end with 3.
function Test-Left { if ($What -eq 'uninstall') { $null -eq (Get-SenseStart) } else { Test-Offboarded } }

function Get-Word([string]$Path) {
    # The words of one start. Texts are in quotation marks, and the schema lets none through that has one, or ends in a stroke.
    "-File:`"$Path`""
    if ($Source) { "-Source:`"$Source`"" }
    if ($What -eq 'deploy') {
        if ($Passive) { '-Passive' }
        if ($Tag) { "-DeviceTag:`"$Tag`"" }
        if ($Proxy) { "-Proxy:https://$Proxy" }
        if ($Workspace) { "-RemoveMMA:$Workspace" }
        return
    }
    if ($What -eq 'offboard') { '-Offboard' } else { '-Uninstall' }
    '-Yes'
    if ($Offline) { '-Offline' }
}

# What every code means in which nothing went wrong; 10 asks for a restart, and the next start goes on.
$well = @{ deploy = @(0, 2, 10); offboard = @(0, 3, 10); uninstall = @(0, 3, 10) }
$step = @{ deploy = 'deployByTool'; offboard = 'offboardByTool'; uninstall = 'removeByTool' }[$What]
$wait = @{ deploy = 'awaitSensor'; offboard = 'awaitOffboarding'; uninstall = 'awaitOffboarding' }[$What]

if (@('deploy', 'offboard', 'uninstall') -notcontains $What) { throw (New-Failure 'operation.badParameters' "what $What") }
if ($What -ne 'deploy' -and (Test-Left)) {
    Write-Step $step 'skipped' $OrgId
    Write-Result @{ changed = $false; restart = $false; native = $null; onboardingState = Get-OnboardingState; logPath = '' }
    return
}
$current = [string](Get-RegistryValue $statusKey 'OrgId')
$isOther = $current -ne '' -and $current -ne $OrgId
if ($What -eq 'deploy' -and (Get-OnboardingState) -eq 1 -and $isOther) {
    throw (New-Failure 'step.blocked' "this server is onboarded to the tenant $current")
}
if ($What -ne 'deploy' -and $isOther) { throw (New-Failure 'package.otherTenant' "this server reports to the tenant $current") }
if ($What -ne 'deploy') { Assert-NotExpired ([string]$File.name) $ExpiresAt }

try {
    Write-Step 'verifyFile' 'begin' ([string]$Tool.name)
    Copy-DeploymentTool
    $path = Get-KitPath $File
    $tenant = [string](Get-FileTenant $path)
    if ($tenant -ne $OrgId) { throw (New-Failure 'package.notTrusted' "$($File.name): it belongs to the tenant '$tenant'") }
    Write-Step 'verifyFile' 'done' ([string]$Tool.name)

    Write-Step $step 'begin' $OrgId
    $words = @(Get-Word $path)
    for ($start = 1; $start -le 2; $start++) {
        $tail = New-DeploymentTail
        $process = Start-DeploymentTool $words
        Watch-Tool $process @($tail)
        $deployment.Code = $process.ExitCode
        # 5 and 6 speak of a newer tool: it looked after itself, and has done nothing else yet.
        if (@(5, 6) -notcontains $deployment.Code -or $start -eq 2) { break }
        Write-Line 'run' 'info' "$($Tool.name) ended with $($deployment.Code): it is started once more."
    }
    Write-Step $step 'done' ([string]$deployment.Code)
}
finally { Remove-DeploymentTool }

if ($well[$What] -notcontains $deployment.Code) { throw (New-ToolFailure) }
if ($deployment.Code -ne 10) {
    Write-Step $wait 'begin'
    for ($try = 1; $try -le 6 -and -not (Test-Shown); $try++) {
        [pscustomobject]@{ Kind = 'progress'; Done = $try; Total = 6 }
        Start-Sleep -Seconds 5
    }
    Write-Step $wait 'done' ([string](Get-OnboardingState))
}
Write-Result @{
    changed = (@(2, 3) -notcontains $deployment.Code); restart = ($deployment.Code -eq 10); native = $deployment.Code
    onboardingState = Get-OnboardingState; logPath = Get-DeploymentLog
}
