<#
.SYNOPSIS
Finds the command line tool of the newest antivirus platform.
.DESCRIPTION
Included by the operations that call it, after Change.ps1.
#>

function Find-AntivirusTool {
    # Defender keeps the folder of its newest platform here. That in Program Files came with Windows and may be older.
    $newest = ([string](Get-RegistryValue 'HKLM:\SOFTWARE\Microsoft\Windows Defender' 'InstallLocation')).TrimEnd('\')
    $tools = @(Join-Path (Join-Path $env:ProgramFiles 'Windows Defender') 'MpCmdRun.exe')
    if ($newest -ne '') { $tools = @("$newest\MpCmdRun.exe") + $tools }
    foreach ($tool in $tools) { if (Test-Path -LiteralPath $tool -PathType Leaf) { return $tool } }
    ''
}
