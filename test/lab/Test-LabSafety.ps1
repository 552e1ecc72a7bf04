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
$found = @(foreach ($entry in (ConvertFrom-Json ([IO.File]::ReadAllText($Commands))).PSObject.Properties) {
        if ($null -eq $entry.Value.PSObject.Properties['windows']) { continue }
        $command = Get-Command -Name $entry.Name -ErrorAction SilentlyContinue
        # What is nowhere does no harm, but a script that calls it was not played either.
        if ($null -eq $command) { "$($entry.Name) (missing)" }
        elseif ([string]$command.CommandType -ne 'Function' -or $null -eq $command.Module -or $command.Module.Path -notmatch '[\\/]lab[\\/]') { $entry.Name }
    })
$onWindows = [Environment]::OSVersion.Platform -eq 'Win32NT'
# On Windows the drives HKLM: and HKCU: are the real ones, whatever the variable says.
if ($onWindows -or -not $env:GANGWAY_REGISTRY -or -not (Get-PSDrive -Name 'HKLM' -ErrorAction SilentlyContinue)) { $found += 'the registry' }
[Console]::Out.Write('[' + [string]::Join(',', @($found | ForEach-Object { '"' + $_ + '"' })) + ']')
