<#
.SYNOPSIS
Installs the installation package (Windows Server 2012 R2 and 2016), by Windows Installer or by Microsoft's Install.ps1.
.PARAMETER Engine
msiexec (the usual way) or installScript.
.PARAMETER File
The installation package in the library (sha256, name, bytes).
.PARAMETER Script
Install.ps1 in the library, where the engine is installScript.
.PARAMETER Passive
Defender Antivirus starts passive, beside another antivirus.
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
.PARAMETER RunFolder
The folder of this run: the logs stay there.
#>
[CmdletBinding()]
param([string]$Engine, [object]$File, [object]$Script = $null, [bool]$Passive, [string]$LibraryFolder, [string]$RunFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')

$system32 = Join-Path $env:SystemRoot 'System32'
# What the two ways of installing leave. A hashtable, because a script that runs from its text has no script scope.
$outcome = @{ Code = $null; Restart = $false; Log = Join-Path $RunFolder 'install.log' }

function Test-Installed {
    $uninstall = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall'
    foreach ($key in @(Get-ChildItem -LiteralPath $uninstall)) {
        $name = [string](Get-RegistryValue "$uninstall\$($key.PSChildName)" 'DisplayName')
        if ($key.PSChildName -match '^\{' -and $name -match 'Microsoft Defender for (Windows Server|Endpoint)') { return $true }
    }
    $false
}

function Get-LogFailure([string]$Path) {
    # What the installer says just before it gives up: only to be shown, nothing is decided by it.
    if (-not (Test-Path -LiteralPath $Path)) { return '' }
    $lines = @(Get-Content -LiteralPath $Path)
    for ($i = 0; $i -lt $lines.Count; $i++) {
        if ($lines[$i].ToString() -notmatch 'Return value 3') { continue }
        for ($j = $i - 1; $j -ge 0 -and $j -ge $i - 40; $j--) {
            $line = $lines[$j].ToString().Trim()
            if ($line -ne '' -and $line -notmatch '^Action (start|ended)|^MSI \([cs]\) \([^)]*\) \[[^]]*\]: (Doing action|Note:)') { return $line }
        }
    }
    ''
}

function Install-ByInstaller([string]$Package) {
    $arguments = "/i `"$Package`" /quiet /norestart /lvx*+ `"$($outcome.Log)`""
    if ($Passive) { $arguments += ' FORCEPASSIVEMODE=1' }
    $tail = New-Tail $outcome.Log ([System.Text.Encoding]::Unicode) 'msi'
    for ($try = 1; ; $try++) {
        $process = Start-Tool (Join-Path $system32 'msiexec.exe') $arguments
        Watch-Tool $process $tail
        $code = $process.ExitCode
        # 1618: another installation is running. Windows Installer does one at a time, so waiting is all there is to do.
        if ($code -ne 1618 -or $try -ge 20) { break }
        Write-Line 'run' 'warn' 'msiexec.exe ended with 1618: another installation is running'
        [pscustomobject]@{ Kind = 'progress'; Done = $try; Total = 20 }
        Start-Sleep -Seconds 30
    }
    $outcome.Code = $code
    $outcome.Restart = (@(3010, 1641) -contains $code)
}

function Install-ByScript([string]$Package, [string]$Source) {
    # The script takes md4ws.msi from its own folder and writes its logs there.
    $folder = Join-Path $RunFolder 'staging'
    $null = New-Item -Path $folder -ItemType Directory
    $own = Join-Path $folder 'Install.ps1'
    Copy-Item -LiteralPath $Package -Destination (Join-Path $folder 'md4ws.msi')
    Copy-Item -LiteralPath $Source -Destination $own
    Assert-Hash (Join-Path $folder 'md4ws.msi') ([string]$File.sha256)
    Assert-Hash $own ([string]$Script.sha256)
    $arguments = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File `"$own`" -NoEtl"
    if ($Passive) { $arguments += ' -Passive' }
    $outcome.Log = Join-Path $folder "install-$env:COMPUTERNAME.log"
    $output = Join-Path $RunFolder 'Install.txt'
    $process = Start-Tool (Join-Path $system32 'WindowsPowerShell\v1.0\powershell.exe') $arguments $output
    Watch-Tool $process @((New-Tail $output (Get-OemEncoding) 'script'), (New-Tail $outcome.Log ([System.Text.Encoding]::Unicode) 'msi'))
    $outcome.Code = $process.ExitCode
    # 12 is the script's own word for "restart, then run me again".
    $outcome.Restart = (@(12, 3010, 1641) -contains $outcome.Code)
}

if (Test-Installed) {
    Write-Step 'installSensor' 'skipped'
    Write-Result @{ changed = $false; restart = $false; native = $null; logPath = '' }
    return
}
try {
    Write-Step 'verifyFile' 'begin' ([string]$File.name)
    $package = Get-KitPath $File
    $source = ''
    if ($Engine -eq 'installScript') {
        if ($null -eq $Script) { throw (New-Failure 'operation.badParameters' 'no Install.ps1 was named') }
        $source = Get-KitPath $Script
    }
    Write-Step 'verifyFile' 'done' ([string]$File.name)
    Write-Step 'installSensor' 'begin' $Engine
    switch ($Engine) {
        'msiexec' { Install-ByInstaller $package }
        'installScript' { Install-ByScript $package $source }
        default { throw (New-Failure 'operation.badParameters' "engine $Engine") }
    }
}
finally { Close-Held }
if ($outcome.Code -ne 0 -and -not $outcome.Restart) {
    $why = Get-LogFailure $outcome.Log
    if ($why -ne '') { Write-Line 'msi' 'error' $why }
    throw (New-Failure 'operation.failed' "$Engine ended with $($outcome.Code). $why".Trim() $outcome.Code)
}
Write-Step 'installSensor' 'done' ([string]$outcome.Code)
Write-Result @{ changed = $true; restart = $outcome.Restart; native = $outcome.Code; logPath = $outcome.Log }
