<#
.SYNOPSIS
Carries out a plan that Gangway wrote for this very server, and leaves one file that tells all of it. Asks nothing.
.DESCRIPTION
Started by run.cmd with the bytes of this script checked. Each action runs as a detached task of SYSTEM, by Start-Run, as Gangway starts it,
so that a window that is closed cuts nothing. Start it again after a restart, or after it was ended: what it told lies in our own folder, and
it goes on behind that. Nothing is sent twice. Answers the exit code ($exits, below).
.PARAMETER Folder
The folder of run.cmd.
.PARAMETER PlanSha256
SHA-256 of plan.json.
.PARAMETER Out
Another folder for the result; empty: beside run.cmd.
#>
[CmdletBinding()]
param([string]$Folder, [string]$PlanSha256, [string]$Out)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
. (Join-Path $PSScriptRoot 'Records.ps1')
. (Join-Path $PSScriptRoot 'Hashes.ps1')
. (Join-Path $PSScriptRoot 'OperationText.ps1')
. (Join-Path $PSScriptRoot 'SystemFolders.ps1')
. (Join-Path $PSScriptRoot 'OurFolder.ps1')
. (Join-Path $PSScriptRoot 'RunState.ps1')
. (Join-Path $PSScriptRoot 'Rules.ps1')
. (Join-Path $PSScriptRoot 'Field.ps1')
. (Join-Path $PSScriptRoot 'FieldJudge.ps1')
. (Join-Path $PSScriptRoot 'FieldAction.ps1')

# How a start may end, and the code with which run.cmd then ends.
$exits = @{
    done = 0; restartRequired = 3010; notAdministrator = 10; otherMachine = 11; changedFile = 12; otherFacts = 13
    leased = 14; conflict = 15; failed = 16; unknown = 17; otherPlan = 18; alreadyRunning = 20
}

function Publish-Result {
    # What was told so far, where the technician finds it. The run does not wait for a stick that was pulled.
    $size = [int]$chain.file.Length
    $bytes = New-Object byte[] $size
    $reader = New-Object System.IO.FileStream($chain.file.Name, 'Open', 'Read', 'ReadWrite')
    try { $size = $reader.Read($bytes, 0, $size) } finally { $reader.Dispose() }
    $name = 'result-' + ([string]$plan.computerName -replace '[^A-Za-z0-9-]', '_') + '-' + ([string]$plan.nonce).Substring(0, 8) + '.jsonl'
    Save-Text @($Out, $Folder, (Split-Path -Parent $chain.file.Name)) $name $bytes
}

function Close-Chain {
    $chain.file.Dispose()
    $lock.Dispose()
}

function Complete-Start([string]$Outcome, [string]$Code = '', [string]$Text = '') {
    # Tells how this start ended, on the console and in the file, and gives back the server unless the run goes on.
    if ($Outcome -ne 'restartRequired') {
        try { $null = Invoke-KitScript 'Set-Lease' @{ RunId = [string]$plan.runId; Lease = $null } }
        catch { [Console]::Out.WriteLine($_.Exception.Message) }
    }
    Add-Line $chain ('"kind":"end","outcome":' + (ConvertTo-JsonString $Outcome) + ',"code":' + (ConvertTo-JsonString $Code) + ',"text":' + (ConvertTo-JsonString $Text))
    [Console]::Out.WriteLine('')
    Write-Word "end.$Outcome" @{ text = $Text; code = $Code }
    $path = Publish-Result
    Write-Word 'resultAt' @{ path = $path }
    Close-Chain
    $exits[$Outcome]
}

Set-SystemFolder
$words = [pscustomobject]@{}
try {
    $files = Join-Path $Folder 'gangway'
    $plan = ConvertFrom-Json (Read-KitText (Join-Path $files 'plan.json') $PlanSha256)
    $words = $plan.words
    $confirmed = ConvertFrom-Json (Read-KitText (Join-Path $files 'facts.json') ([string]$plan.factsSha256))
    $scripts = Read-KitScript $files $plan.scripts
}
catch {
    Write-Word 'changedFile' @{ file = $_.Exception.Message }
    return $exits.changedFile
}
$identity = ConvertFrom-Json (Invoke-KitScript 'Get-ServerIdentity')
if (-not $identity.isAdministrator) {
    Write-Word 'notAdministrator'
    return $exits.notAdministrator
}
if ([string]$identity.machineId -ne [string]$plan.machineId) {
    Write-Word 'otherMachine' @{ name = [string]$plan.computerName; here = [string]$identity.computerName }
    return $exits.otherMachine
}

$own = New-OurFolder @('field', [string]$plan.nonce)
# One for all kits of this server: the hold of a server (Lease.ps1) tells no two of them apart that one account starts.
try { $lock = New-Object System.IO.FileStream((Join-Path (Split-Path -Parent $own) 'lock'), 'OpenOrCreate', 'ReadWrite', 'None') }
catch [System.IO.IOException] {
    Write-Word 'alreadyRunning'
    return $exits.alreadyRunning
}
try { $chain = Read-Chain (Join-Path $own 'result.jsonl') }
catch {
    $lock.Dispose()
    Write-Word 'changedFile' @{ file = $_.Exception.Message }
    return $exits.changedFile
}
if ($chain.number -eq 0) {
    Add-Line $chain ('"kind":"header","format":"gangway-field-result","v":1,"nonce":' + (ConvertTo-JsonString $plan.nonce) +
        ',"runId":' + (ConvertTo-JsonString $plan.runId) + ',"planSha256":' + (ConvertTo-JsonString $PlanSha256) + ',"planHash":' + (ConvertTo-JsonString $plan.planHash) +
        ',"machineId":' + (ConvertTo-JsonString $identity.machineId) + ',"computerName":' + (ConvertTo-JsonString $identity.computerName) +
        ',"scripts":' + (ConvertTo-JsonText @($plan.scripts) 'scripts'))
}
elseif ([string]$chain.lines[0].planSha256 -cne $PlanSha256) {
    Close-Chain
    Write-Word 'otherPlan'
    return $exits.otherPlan
}
$past = Get-Past $chain.lines
if ($past.over -ne '') {
    # What failed is not tried again by the same plan: what to do now is decided where the result is read.
    Write-Word 'over'
    $path = Publish-Result
    Write-Word 'resultAt' @{ path = $path }
    Close-Chain
    return $exits[$past.over]
}

Add-Line $chain ('"kind":"begin","account":' + (ConvertTo-JsonString $identity.userName) + ',"psVersion":' + (ConvertTo-JsonString $identity.psVersion))
Write-Word 'begin' @{ name = [string]$identity.computerName; count = @($plan.actions).Count }
$outcome = 'unknown'
$code = ''
$text = ''
try {
    $facts = Read-KitFact 'begin' 0
    $claim = [pscustomobject]@{
        account = [string]$identity.userName; computer = [string]$identity.computerName; technician = $plan.technician; minutes = [int]$plan.leaseMinutes; takeOver = $null
    }
    $null = Invoke-KitScript 'Set-Lease' @{ RunId = [string]$plan.runId; Lease = $claim }
    $outcome = Invoke-Plan
}
catch {
    $code = ($_.FullyQualifiedErrorId -split ',')[0]
    $text = [string]$_.Exception.Message
    $outcome = 'failed'
    if (@('run.leased', 'run.leaseExpired', 'run.otherUnderWay') -ccontains $code) { $outcome = 'leased' }
    if (@('plan.changed') -ccontains $code) { $outcome = 'otherFacts' }
    if ($told.Contains($code)) { $outcome = $told[$code] }
}
Complete-Start $outcome $code $text
