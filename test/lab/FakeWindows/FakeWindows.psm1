<#
.SYNOPSIS
Plays the Windows of one machine file (GANGWAY_LAB) under scripts that do not know about it.
.DESCRIPTION
Functions here have the names and parameters of Windows' own commands and shadow them. What the machine file does not
define fails with "LabUnknown: ..."; nothing answers by default. See README.md beside this file.
#>
# Stands on: platform/os-2012r2-registry, platform/os-2016-registry (the build says which commands this Windows has); each part says what it stands on itself.
if (-not $env:GANGWAY_LAB) { throw 'LabUnsafe: GANGWAY_LAB names no machine file.' }
if ($env:GANGWAY_REGISTRY -and [Environment]::OSVersion.Platform -eq 'Win32NT') {
    throw 'LabUnsafe: on Windows the registry behind the drives is the real one, whatever GANGWAY_REGISTRY says.'
}
# The engine knows a change of the registry by size and time of its file, and that time has steps of some milliseconds. What another process
# changed within one step, as 0 to 1, it may miss for ever. A session begins with what is there.
if ($env:GANGWAY_REGISTRY) { [IO.File]::SetLastWriteTimeUtc($env:GANGWAY_REGISTRY, [DateTime]::UtcNow) }
# By .NET: three commands that nothing else needs so early take a twelfth of the time in which an engine starts.
$parts = [IO.Directory]::GetFiles([IO.Path]::Combine($PSScriptRoot, 'parts'), '*.ps1')
[Array]::Sort($parts, [StringComparer]::Ordinal)
foreach ($part in $parts) { . $part }

$commands = @(
    'ConvertFrom-Json', 'Enable-WindowsOptionalFeature', 'Get-Acl', 'Get-AuthenticodeSignature', 'Get-CimInstance', 'Get-Content', 'Get-ExecutionPolicy', 'Get-Item', 'Get-Service',
    'Get-WindowsFeature', 'Get-WindowsOptionalFeature', 'Get-WinEvent', 'Invoke-CimMethod', 'New-ItemProperty', 'New-LabComObject', 'New-LabConnection', 'Remove-ItemProperty', 'Start-Process',
    'Get-GPInheritance', 'Get-GPO', 'Get-GPPermission', 'Import-GPO', 'New-GPLink', 'Set-GPPermission',
    'New-PSSession', 'New-PSSessionOption', 'Resolve-DnsName', 'Set-Item', 'Stop-Process', 'Test-Path', 'Test-WSMan'
)
if ($labOwnsRegistry) {
    $commands += 'Get-ChildItem', 'Get-ItemProperty', 'New-Item', 'Remove-Item', 'Set-ItemProperty'
    Hide-LabHost
    Set-LabFolder
}
# The Defender module comes with the antivirus: 2012 R2 lacks both until the installation package brings them.
$lab = Read-LabMachine
if ($lab['defender'] -or ($lab['os'] -and $lab['os']['BuildNumber'] -ge 14393)) { $commands += 'Add-MpPreference', 'Get-MpComputerStatus', 'Get-MpPreference', 'Get-MpThreat', 'Get-MpThreatDetection', 'Remove-MpPreference', 'Set-MpPreference' }
if ($lab['name']) { $env:COMPUTERNAME = $lab['name'] }
$env:PROCESSOR_ARCHITECTURE = 'AMD64'
if ($env:GANGWAY_LAB_SPEED) { $commands += 'Start-Sleep' }
Set-LabQuiet
Register-LabTool
Export-ModuleMember -Function $commands
