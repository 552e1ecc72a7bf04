<#
.SYNOPSIS
Lets Microsoft's deployment tool look at this server: what it lacks for its work. It installs nothing and onboards nothing.
.DESCRIPTION
The tool writes what it found into its own log, line by line shown here, and tells the rest by its exit code.
.PARAMETER Tool
The tool in the library (sha256, name, bytes).
.PARAMETER Source
The folder with staged files, or null.
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
.PARAMETER RunFolder
The folder of this run.
#>
[CmdletBinding()]
param([object]$Tool, [object]$Source, [string]$LibraryFolder, [string]$RunFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'SignedProgram.ps1')
. (Join-Path $PSScriptRoot 'DeploymentTool.ps1')

try {
    Write-Step 'verifyFile' 'begin' ([string]$Tool.name)
    Copy-DeploymentTool
    Write-Step 'verifyFile' 'done' ([string]$Tool.name)
    Write-Step 'precheck' 'begin'
    $words = @('-Precheck', '-Verbose')
    if ($Source) { $words += "-Source:`"$Source`"" }
    $tail = New-DeploymentTail
    $process = Start-DeploymentTool $words
    # It changes nothing, so it may be ended.
    Watch-Tool $process @($tail) 20 -Ends
    $deployment.Code = $process.ExitCode
    Write-Step 'precheck' 'done' ([string]$deployment.Code)
}
finally { Remove-DeploymentTool }
# 2: it found an onboarded server.
if (@(0, 2) -notcontains $deployment.Code) { throw (New-ToolFailure) }
Write-Result @{ native = $deployment.Code; logPath = Get-DeploymentLog }
