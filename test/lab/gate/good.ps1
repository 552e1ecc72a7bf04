<#
.SYNOPSIS
Nothing to complain of, however near it comes.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
# never Invoke-Expression, Write-Host, exit, $?, Win32_Product or an ls
function Invoke-Native([string]$Path, [string[]]$Words) {
    $ErrorActionPreference = 'Continue'
    $said = @($null | & $Path @Words 2>&1)
    @{ Code = $LASTEXITCODE; Lines = $said }
}
$answer = Invoke-Native 'C:\Windows\System32\whoami.exe' @('/groups', '/fo', 'csv', '/nh')
$groups = @($answer.Lines)
$elevated = @($groups -match 'S-1-16-(12288|16384)').Count -gt 0
foreach ($line in $groups) { if (([string]$line).Trim() -ne '') { $line } }
if (@(0, 3010) -notcontains $answer.Code) { throw 'operation.failed' }
if (Get-Command -Name 'Get-MpComputerStatus' -ErrorAction SilentlyContinue) { Get-MpComputerStatus -ErrorAction Stop }
function Get-Status {
    if (-not (Get-Command -Name 'Get-MpComputerStatus' -ErrorAction SilentlyContinue)) { return }
    Get-MpComputerStatus -ErrorAction Stop
}
try { $state = (Get-Item -LiteralPath 'a').Length } catch { if ($_.Exception.HResult -eq 0x800F080C) { $state = $null } else { throw } }
$more = @{ Force = $true }
Get-Item -LiteralPath 'a' @more
[pscustomobject]@{ Kind = 'result'; Value = @{ elevated = $elevated; state = $state; service = [string](Get-Service -Name 'Sense').Status -eq 'Running' } }
