<#
.SYNOPSIS
Brings newer security intelligence: from where Windows takes it on this server, from a share, or from the library.
.DESCRIPTION
MpCmdRun.exe -SignatureUpdate of the newest platform, which asks the sources of this server in their order (Microsoft, WSUS, a share); or mpam-fe.exe of the
library, signed by Microsoft, which brings what is in it. What counts is the version that the antivirus tells afterwards; a server that has the newest keeps it.
.PARAMETER What
intelligence.
.PARAMETER From
windows: whatever this server is set to. share: a folder on a share. library: the file.
.PARAMETER Path
share: that folder. The tool looks below it for its architecture, and reads it as this computer.
.PARAMETER File
library: mpam-fe.exe there (sha256, name, bytes).
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
#>
[CmdletBinding()]
param([string]$What, [string]$From, [string]$Path = '', [object]$File = $null, [string]$LibraryFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'NativeTool.ps1')
. (Join-Path $PSScriptRoot 'AntivirusTool.ps1')
. (Join-Path $PSScriptRoot 'SignedProgram.ps1')

function Get-Intelligence {
    # Read from the antivirus itself, never from what the tool prints: its folder can be older than the service
    # (row servicing/servicing-mpcmdrun-signatureupdate-ok).
    if (-not (Get-Command -Name 'Get-MpComputerStatus' -ErrorAction SilentlyContinue)) { throw (New-Failure 'defender.stopped' 'The commands of Defender Antivirus are not there') }
    try { $status = Get-MpComputerStatus -ErrorAction Stop }
    catch { throw (New-Failure 'defender.stopped' ([string]$_.FullyQualifiedErrorId)) }
    [string]$status.AntivirusSignatureVersion
}

function Wait-Intelligence {
    # Just after an update of the platform the antivirus stands still for some fifteen seconds, and the file would wait three minutes in
    # vain (row servicing/servicing-mpam-fe-measured).
    for ($i = 0; $i -lt 15; $i++) {
        try {
            $version = Get-Intelligence
            if ($version -match '[1-9]') { return $version }
        }
        catch { if ([string]$_.FullyQualifiedErrorId -cne 'defender.stopped') { throw } }
        Start-Sleep -Seconds 2
    }
    Get-Intelligence
}

function Update-FromFile([string]$Before) {
    # On a server whose antivirus stands still it ends with 0 and brings nothing (same row).
    if ($Before -notmatch '[1-9]') { throw (New-Failure 'defender.stopped' "security intelligence $Before") }
    Write-Step 'verifyFile' 'begin' ([string]$File.name)
    $program = Get-SignedProgram $File @{ FileDescription = 'AntiMalware Definition Update' }
    Write-Step 'verifyFile' 'done' ([string]$File.name)
    $offered = Get-ItemVersion $program
    if ([version]$Before -ge $offered) {
        Write-Step 'updateIntelligence' 'skipped' $Before
        return Write-Result @{ changed = $false; before = $Before; after = $Before; native = $null }
    }
    Write-Step 'updateIntelligence' 'begin' $Before
    $process = Start-Tool $program '-q'
    Watch-Tool $process $null
    $code = $process.ExitCode
    if ($code -ne 0) { throw (New-Failure 'operation.failed' "$($File.name) ended with $code" $code) }
    for ($i = 0; $i -lt 15 -and (Get-Intelligence) -eq $Before; $i++) { Start-Sleep -Seconds 2 }
    Write-Updated $Before $code
}

function Update-FromSource([string]$Before) {
    $words = @('-SignatureUpdate')
    if ($From -eq 'share') { $words = @('-SignatureUpdate', '-UNC', $Path) }
    $tool = Find-AntivirusTool
    if ($tool -eq '') { throw (New-Failure 'operation.failed' 'MpCmdRun.exe is not there') }
    Write-Step 'updateIntelligence' 'begin' $Before
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
    Write-Updated $Before ([int]$answer.Code)
}

function Write-Updated([string]$Before, [int]$Code) {
    $after = Get-Intelligence
    Write-Step 'updateIntelligence' 'done' $after
    Write-Result @{ changed = ($after -ne $Before); before = $Before; after = $after; native = $Code }
}

$wrong = @('windows', 'share', 'library') -cnotcontains $From -or ($From -eq 'share') -ne ($Path -ne '') -or ($From -eq 'library') -ne ($null -ne $File)
if ($What -ne 'intelligence' -or $wrong) { throw (New-Failure 'operation.badParameters' "$What from $From") }
if ($From -ne 'library') { return Update-FromSource (Get-Intelligence) }
try { Update-FromFile (Wait-Intelligence) } finally { Close-Held }
