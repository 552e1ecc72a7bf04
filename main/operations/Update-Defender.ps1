<#
.SYNOPSIS
Brings newer security intelligence, from where Windows takes it on this server or from a share.
.DESCRIPTION
MpCmdRun.exe -SignatureUpdate of the newest platform, which asks the sources of this server in their order (Microsoft, WSUS, a share). What counts is the version
that the antivirus tells afterwards; a server that has the newest keeps it.
.PARAMETER What
intelligence.
.PARAMETER From
windows: whatever this server is set to. share: a folder on a share.
.PARAMETER Path
share: that folder. The tool looks below it for its architecture, and reads it as this computer.
#>
[CmdletBinding()]
param([string]$What, [string]$From, [string]$Path = '')
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'NativeTool.ps1')
. (Join-Path $PSScriptRoot 'AntivirusTool.ps1')

function Get-Intelligence {
    # Read from the antivirus itself, never from what the tool prints: its folder can be older than the service
    # (row servicing/servicing-mpcmdrun-signatureupdate-ok).
    if (-not (Get-Command -Name 'Get-MpComputerStatus' -ErrorAction SilentlyContinue)) { throw (New-Failure 'defender.stopped' 'The commands of Defender Antivirus are not there') }
    try { $status = Get-MpComputerStatus -ErrorAction Stop }
    catch { throw (New-Failure 'defender.stopped' ([string]$_.FullyQualifiedErrorId)) }
    [string]$status.AntivirusSignatureVersion
}

$words = @('-SignatureUpdate')
if ($From -eq 'share') { $words = @('-SignatureUpdate', '-UNC', $Path) }
if ($What -ne 'intelligence' -or @('windows', 'share') -cnotcontains $From -or ($From -eq 'share') -ne ($Path -ne '')) { throw (New-Failure 'operation.badParameters' "$What from $From") }
$before = Get-Intelligence
$tool = Find-AntivirusTool
if ($tool -eq '') { throw (New-Failure 'operation.failed' 'MpCmdRun.exe is not there') }
Write-Step 'updateIntelligence' 'begin' $before
try { $answer = Invoke-Native $tool $words }
catch { throw (New-Failure 'operation.failed' "$tool could not be started: $($_.Exception.Message)") }
foreach ($line in $answer.Lines) { Write-Line 'cmd' 'info' $line }
if ($answer.Code -ne 0) {
    # The tool ends with 2 for everything; the number that says why stands in its lines and is the same in every language
    # (row servicing/servicing-mpcmdrun-exit-2-is-ambiguous).
    $code = [int]$answer.Code
    foreach ($line in $answer.Lines) { if ($line -match '0x([0-9a-f]{8})') { $code = [int]"0x$($Matches[1])" } }
    throw (New-Failure 'operation.failed' "MpCmdRun.exe -SignatureUpdate ended with $($answer.Code)" $code)
}
$after = Get-Intelligence
Write-Step 'updateIntelligence' 'done' $after
Write-Result @{ changed = ($after -ne $before); before = $before; after = $after; native = [int]$answer.Code }
