<#
.SYNOPSIS
Bad on purpose: objects that read Windows or the network.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
New-Object System.ServiceProcess.ServiceController 'Sense' # bad
New-Object Net.WebClient # bad
