<#
.SYNOPSIS
Sets the machine-wide proxy of WinHTTP by netsh, or takes it away, and reads it back.
.DESCRIPTION
All that runs as SYSTEM and has no proxy of its own goes through it: the sensor, the antivirus, revocation lists, Windows Update.
The proxy as it was before, with its exceptions, is part of the result, so that it can be put back.
.PARAMETER Proxy
As netsh takes it, e.g. proxy.example:8080; null goes straight.
.PARAMETER Bypass
Addresses that go past the proxy, parted by semicolons; null for none.
#>
[CmdletBinding()]
param([object]$Proxy, [object]$Bypass)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'NativeTool.ps1')
. (Join-Path $PSScriptRoot 'WinHttp.ps1')

function Get-Setting { ConvertFrom-WinHttpSettings (Get-RegistryValue $winHttpKey 'WinHttpSettings') }
function Get-Word($Setting) { ("$($Setting.proxy) $($Setting.bypass)").Trim() }

# No blank and no quote: each stays one word of the command line.
if ($null -ne $Proxy -and $Proxy -cnotmatch '^[A-Za-z0-9.:;=/\[\]_-]{1,1024}\z') { throw (New-Failure 'operation.badParameters' "proxy $Proxy") }
if ($null -ne $Bypass -and ($null -eq $Proxy -or $Bypass -cnotmatch '^[A-Za-z0-9.*:;<>/\[\]_-]{1,2048}\z')) { throw (New-Failure 'operation.badParameters' "bypass $Bypass") }
$wanted = @{ proxy = $Proxy; bypass = $Bypass }
$before = Get-Setting
if ($before.proxy -ceq $Proxy -and $before.bypass -ceq $Bypass) {
    Write-Step 'writeWinHttpProxy' 'skipped' (Get-Word $before)
    Write-Result @{ changed = $false; before = $before; after = $before }
    return
}
Write-Step 'writeWinHttpProxy' 'begin' (Get-Word $wanted)
$words = @('winhttp', 'reset', 'proxy')
if ($null -ne $Proxy) { $words = @('winhttp', 'set', 'proxy', "proxy-server=$Proxy") }
if ($null -ne $Bypass) { $words += "bypass-list=$Bypass" }
$answer = Invoke-Native (Join-Path $env:SystemRoot 'System32\netsh.exe') $words
if ($answer.Code -ne 0) {
    foreach ($line in $answer.Lines) { Write-Line 'cmd' 'warn' $line }
    throw (New-Failure 'operation.failed' "netsh.exe ended with $($answer.Code)" $answer.Code)
}
$after = Get-Setting
Write-Step 'writeWinHttpProxy' 'done' (Get-Word $after)
Write-Result @{ changed = ($before.proxy -cne $after.proxy -or $before.bypass -cne $after.bypass); before = $before; after = $after }
