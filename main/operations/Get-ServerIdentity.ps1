<#
.SYNOPSIS
Reads which server this is, who signed in with which rights, and what PowerShell permits. Changes nothing.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'NativeTool.ps1')

$whoami = Join-Path $env:SystemRoot 'System32\whoami.exe'
$asked = Invoke-Native $whoami @('/user', '/fo', 'csv', '/nh')
$user = @($asked.Lines | ConvertFrom-Csv -Header 'Name', 'Sid' | Where-Object { $_.Sid -match '^S-1-' })
$groups = @((Invoke-Native $whoami @('/groups', '/fo', 'csv', '/nh')).Lines)
if ($user.Count -eq 0) {
    throw (New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception('whoami named no user')), 'operation.failed', 'NotSpecified', @{ Native = $asked.Code }))
}
$name = [string]$user[0].Name

$domain = $null
$machineId = $null
try {
    $computer = Get-CimInstance -ClassName Win32_ComputerSystem
    if ($computer.PartOfDomain) { $domain = [string]$computer.Domain }
}
catch { Write-Warning "Win32_ComputerSystem: $($_.Exception.Message)" }
try { $machineId = (Get-Item -LiteralPath 'HKLM:\SOFTWARE\Microsoft\Cryptography').GetValue('MachineGuid') }
catch { Write-Warning "MachineGuid: $($_.Exception.Message)" }
if ($null -ne $machineId) { $machineId = [string]$machineId }

[pscustomobject]@{ Kind = 'result'; Value = @{
        computerName = [string]$env:COMPUTERNAME; domain = $domain; machineId = $machineId
        userName = $name; userSid = [string]$user[0].Sid
        # The integrity level says it: high for a full administrator, system for SYSTEM; a filtered token is medium.
        isAdministrator = (@($groups -match 'S-1-5-32-544').Count -gt 0 -and @($groups -match 'S-1-16-(12288|16384)').Count -gt 0)
        isLocalAccount = ([string]$env:USERDOMAIN -eq [string]$env:COMPUTERNAME)
        psVersion = [string]$PSVersionTable.PSVersion
        languageMode = [string]$ExecutionContext.SessionState.LanguageMode
        is64Bit = ($env:PROCESSOR_ARCHITECTURE -eq 'AMD64')
        executionPolicy = [string](Get-ExecutionPolicy)
    }
}
