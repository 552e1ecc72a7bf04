<#
.SYNOPSIS
Updates the sensor of Windows Server 2012 R2 and 2016 by the file of KB5005292 in the library.
.DESCRIPTION
UpdateSenseClient.exe, signed by Microsoft, puts the new sensor beside the old one and lets the service run it. What counts is the version of the program
that the service runs afterwards. Newer Windows gets its sensor with the updates of Windows, and is left alone.
.PARAMETER File
The file in the library (sha256, name, bytes).
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
#>
[CmdletBinding()]
param([object]$File, [string]$LibraryFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'SignedProgram.ps1')

$build = [string](Get-RegistryValue 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' 'CurrentBuildNumber')
$before = Get-ServiceFileVersion 'Sense'
if (@('9600', '14393') -notcontains $build -or $null -eq $before) { throw (New-Failure 'sensor.notInstalled' "build $build, sensor $before") }
try {
    Write-Step 'verifyFile' 'begin' ([string]$File.name)
    $path = Get-SignedProgram $File @{ InternalName = 'UpdateSenseClient.exe'; OriginalFilename = 'UpdateSenseClient.exe' }
    Write-Step 'verifyFile' 'done' ([string]$File.name)
    if ($before -ge (Get-ItemVersion $path)) {
        Write-Step 'updateSensor' 'skipped' ([string]$before)
        Write-Result @{ changed = $false; restart = $false; native = $null; before = [string]$before; after = [string]$before }
        return
    }
    Write-Step 'updateSensor' 'begin' ([string]$before)
    $process = Start-Tool $path ''
    Watch-Tool $process $null
    $code = $process.ExitCode
    if (@(0, 3010, 1641) -notcontains $code) { throw (New-Failure 'operation.failed' "$($File.name) ended with $code" $code) }
    for ($i = 0; $i -lt 15 -and (Get-ServiceFileVersion 'Sense') -eq $before; $i++) { Start-Sleep -Seconds 2 }
    $after = Get-ServiceFileVersion 'Sense'
    Write-Step 'updateSensor' 'done' ([string]$after)
    if ($after -eq $before) { Write-Line 'run' 'warn' "$($File.name) ended with $code and the sensor is still $before." }
    Write-Result @{ changed = ($after -ne $before); restart = (@(3010, 1641) -contains $code); native = $code; before = [string]$before; after = [string]$after }
}
finally { Close-Held }
