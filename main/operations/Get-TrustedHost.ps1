<#
.SYNOPSIS
Reads the list TrustedHosts of this computer. Changes nothing.
.DESCRIPTION
Windows shows the list only to an elevated process, and only while the service WinRM runs: "target.notElevated" and
"winrm.stopped" say so.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'NativeTool.ps1')
. (Join-Path $PSScriptRoot 'TrustedHosts.ps1')

[pscustomobject]@{ Kind = 'result'; Value = @{ list = (Get-TrustedList) } }
