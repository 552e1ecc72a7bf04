<#
.SYNOPSIS
Lets Microsoft's deployment tool download its files for every Windows it knows, for servers without Internet.
.DESCRIPTION
They go into a folder of Gangway that only SYSTEM and Administrators can touch, which is emptied before, so that no old file is taken for a new
one. Nobody has published which files these are: they are counted, and no name is expected.
.PARAMETER Tool
The tool in the library (sha256, name, bytes).
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
.PARAMETER RunFolder
The folder of this run.
#>
[CmdletBinding()]
param([object]$Tool, [string]$LibraryFolder, [string]$RunFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'OurFolder.ps1')
. (Join-Path $PSScriptRoot 'SignedProgram.ps1')
. (Join-Path $PSScriptRoot 'DeploymentTool.ps1')

try {
    Write-Step 'verifyFile' 'begin' ([string]$Tool.name)
    Copy-DeploymentTool
    Write-Step 'verifyFile' 'done' ([string]$Tool.name)
    $folder = New-OurFolder @('stage')
    Get-ChildItem -LiteralPath $folder -Force | Remove-Item -Recurse -Force
    Write-Step 'stage' 'begin'
    $tail = New-DeploymentTail
    $process = Start-DeploymentTool @("-Stage:`"$folder`"")
    # A download that stands still is no work that could be cut off in its middle.
    Watch-Tool $process @($tail) 120 -Ends
    $deployment.Code = $process.ExitCode
    Write-Step 'stage' 'done' ([string]$deployment.Code)
}
finally { Remove-DeploymentTool }
if ($deployment.Code -ne 0) { throw (New-ToolFailure) }
$files = @(Get-ChildItem -LiteralPath $folder -Recurse -File -Force)
if ($files.Count -eq 0) { throw (New-Failure 'operation.failed' "$($Tool.name) ended with 0 and left no file in $folder" 0) }
$bytes = [long]0
foreach ($file in $files) { $bytes += [long]$file.Length }
Write-Result @{ changed = $true; native = $deployment.Code; resultPath = $folder; files = $files.Count; bytes = $bytes }
