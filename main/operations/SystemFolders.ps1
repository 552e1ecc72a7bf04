<#
.SYNOPSIS
A function that takes the folders of Windows from Windows itself.
.DESCRIPTION
Included by what runs operations: the broker, the relay and the runner. Environment variables are the account's own: a program
that runs as the same person without rights can set %SystemRoot% or %Path% of that person, and what we start by them would be its program, with our rights.
#>

function Get-MachineText([string]$Key, [string]$Name) {
    # One value, as in Get-RegistryValue. A text with variables in it comes with their values.
    try { [string](Get-Item -LiteralPath $Key -ErrorAction Stop).GetValue($Name) } catch { '' }
}

function Set-SystemFolder {
    <# .SYNOPSIS
    Sets the variables that name folders of Windows, and Path, from the part of the registry that only administrators write. #>
    $versions = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    $windows = Get-MachineText $versions 'SystemRoot'
    if ($windows -ne '') {
        $env:SystemRoot = $windows
        $env:windir = $windows
        if ($windows -match '^[A-Za-z]:') { $env:SystemDrive = $Matches[0] }
    }
    $programs = Get-MachineText 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion' 'ProgramFilesDir'
    if ($programs -ne '') { $env:ProgramFiles = $programs }
    $data = Get-MachineText "$versions\ProfileList" 'ProgramData'
    if ($data -ne '') { $env:ProgramData = $data }
    # Outside Windows there are none.
    if (-not $env:SystemRoot) { return }
    # Tools come from Windows alone: the Path of a server may lead elsewhere first, or not to Windows at all. What an operation
    # starts, such as the scripts of Microsoft, inherits it.
    $system32 = Join-Path $env:SystemRoot 'System32'
    $env:ComSpec = Join-Path $system32 'cmd.exe'
    $env:Path = [string]::Join(';', @($system32, $env:SystemRoot, (Join-Path $system32 'Wbem'), (Join-Path (Join-Path $system32 'WindowsPowerShell') 'v1.0')))
}
