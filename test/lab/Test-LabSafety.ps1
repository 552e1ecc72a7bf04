<#
.SYNOPSIS
Names what would reach the real computer if a script of the product ran in this session, as a JSON array. Asks only.
.PARAMETER Commands
commands.json: the commands marked "windows" must be functions of the fake Windows.
#>
[CmdletBinding()]
param([string]$Commands)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$inFile = [bool]$env:GANGWAY_REGISTRY
$found = @(foreach ($entry in (ConvertFrom-Json ([IO.File]::ReadAllText($Commands))).PSObject.Properties) {
        $marks = $entry.Value.PSObject.Properties
        # With a provider over a file the commands of the registry are the real ones.
        if ($null -eq $marks['windows'] -and ($inFile -or $null -eq $marks['registry'])) { continue }
        $command = Get-Command -Name $entry.Name -ErrorAction SilentlyContinue
        # What is nowhere does no harm, but a script that calls it was not played either.
        if ($null -eq $command) { "$($entry.Name) (missing)" }
        elseif ([string]$command.CommandType -ne 'Function' -or $null -eq $command.Module -or $command.Module.Path -notmatch '[\\/]lab[\\/]') { $entry.Name }
    })
$onWindows = [Environment]::OSVersion.Platform -eq 'Win32NT'
$drives = @(Get-PSDrive -Name 'HKLM', 'HKCU' -ErrorAction SilentlyContinue)
if ($inFile) {
    # On Windows the drives HKLM: and HKCU: are the real ones, whatever the variable says.
    if ($onWindows -or $drives.Count -eq 0) { $found += 'the registry' }
}
# Without a file of the lab nobody plays it, and behind a drive that is still there lies the real one.
elseif (-not $env:GANGWAY_LAB_REGISTRY -or $drives.Count -gt 0) { $found += 'the registry' }
[Console]::Out.Write('[' + [string]::Join(',', @($found | ForEach-Object { '"' + $_ + '"' })) + ']')
