<#
.SYNOPSIS
Bad on purpose: programs whose error stream would end the script.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$tool = 'C:\Windows\System32\shutdown.exe'
$said = @($null | & $tool /r) # bad
function Invoke-Late {
    $said = @($null | & $tool /a 2>&1) # bad
    $ErrorActionPreference = 'Continue'
    $said
}
function Invoke-Loose {
    $ErrorActionPreference = 'Continue'
    $null | & $tool /a # bad
}
$said
Invoke-Late
Invoke-Loose
