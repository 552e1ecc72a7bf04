<#
.SYNOPSIS
Bad on purpose: Windows read past its commands.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
[Security.Principal.WindowsIdentity]::GetCurrent() # bad
[Microsoft.Win32.Registry]::LocalMachine # bad
[Diagnostics.FileVersionInfo]::GetVersionInfo('a') # bad
