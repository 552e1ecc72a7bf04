<#
.SYNOPSIS
Reads this server for Gangway on another computer and leaves one file. Asks nothing and changes nothing.
.DESCRIPTION
Started by read.cmd, which Gangway wrote, with the bytes of this script checked. Answers the exit code: 0 the file was written, 12 a file of
the kit is not the one that Gangway wrote, 16 this server could not be read, 19 no folder takes the file.
.PARAMETER Folder
The folder of read.cmd.
.PARAMETER KitSha256
SHA-256 of kit.json beside this script.
.PARAMETER Out
Another folder for the file; empty: beside read.cmd.
#>
[CmdletBinding()]
param([string]$Folder, [string]$KitSha256, [string]$Out)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
. (Join-Path $PSScriptRoot 'Records.ps1')
. (Join-Path $PSScriptRoot 'Hashes.ps1')
. (Join-Path $PSScriptRoot 'OperationText.ps1')
. (Join-Path $PSScriptRoot 'SystemFolders.ps1')
. (Join-Path $PSScriptRoot 'Field.ps1')

Set-SystemFolder
$words = [pscustomobject]@{}
try {
    $files = Join-Path $Folder 'gangway'
    $kit = ConvertFrom-Json (Read-KitText (Join-Path $files 'kit.json') $KitSha256)
    $words = $kit.words
    $scripts = Read-KitScript $files $kit.scripts
}
catch {
    Write-Word 'changedFile' @{ file = $_.Exception.Message }
    return 12
}
Write-Word 'reading' @{ name = [string]$env:COMPUTERNAME }
try {
    $identity = Invoke-KitScript 'Get-ServerIdentity'
    $since = [math]::Max([long]0, (Get-Instant) - [long]$kit.eventsReachMs)
    $facts = Invoke-KitScript 'Get-ServerState' @{ AntivirusServices = @($kit.antivirusServices); EventsSince = $since }
    # What a search asks for. One that cannot be read says so and costs nothing else.
    $further = @(foreach ($read in @($kit.further)) {
            $given = @{}
            foreach ($property in @($read.given.PSObject.Properties)) { $given[$property.Name] = $property.Value }
            if ($given.ContainsKey('since')) { $given['since'] = [math]::Max([long]0, (Get-Instant) - [long]$kit.furtherReachMs) }
            $at = Get-Instant
            $value = 'null'
            $code = ''
            $text = ''
            try { $value = Invoke-KitScript ([string]$read.name) $given }
            catch {
                $code = ($_.FullyQualifiedErrorId -split ',')[0]
                $text = [string]$_.Exception.Message
            }
            '{"name":' + (ConvertTo-JsonString $read.name) + ',"at":' + $at + ',"value":' + $value + ',"code":' + (ConvertTo-JsonString $code) + ',"text":' + (ConvertTo-JsonString $text) + '}'
        })
}
catch {
    Write-Word 'notRead' @{ why = $_.Exception.Message }
    return 16
}
$body = '{"format":"gangway-facts","v":1,"at":' + (Get-Instant) + ',"gangway":' + (ConvertTo-JsonString $kit.gangway) +
',"scripts":' + (ConvertTo-JsonText @($kit.scripts) 'scripts') + ',"identity":' + $identity + ',"facts":' + $facts +
',"further":[' + [string]::Join(',', $further) + ']}'
$bytes = [System.Text.Encoding]::ASCII.GetBytes((Add-Hash $body) + "`n")
$who = ConvertFrom-Json $identity
$name = 'facts-' + ([string]$who.computerName -replace '[^A-Za-z0-9-]', '_') + '.json'
$path = Save-Text @($Out, $Folder, $env:TEMP) $name $bytes
if ($path -eq '') {
    Write-Word 'nowhere'
    return 19
}
if (-not $who.isAdministrator) { Write-Word 'lessWithoutRights' }
Write-Word 'factsAt' @{ path = $path }
0
