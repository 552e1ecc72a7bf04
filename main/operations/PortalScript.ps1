<#
.SYNOPSIS
Runs a script of the portal: a copy in the run folder, whose text is never repeated and which is removed afterwards.
.DESCRIPTION
Included after Change.ps1, SensorState.ps1 and OurFolder.ps1 by the operations that onboard and offboard. Which lines may run is decided before the
file is sent: its hash says that it is that file. Its text is a key to the tenant. Callers put Remove-PortalScript into finally.
#>

# What the run of the script leaves. A hashtable, because a script that runs from its text has no script scope.
$portal = @{ Own = Join-Path $RunFolder 'portal.cmd'; Output = Join-Path $RunFolder 'portal.txt'; Code = $null }
# Microsoft's script writes what a tool says into this file and puts its first line into a command. Every user may make files
# there, so one that is already there could hold a command that would run as SYSTEM. Older scripts take %TMP% for it.
$portal.Said = Join-Path (Join-Path $env:SystemRoot 'Temp') 'senseTmp.txt'
$env:TMP = $RunFolder
$env:TEMP = $RunFolder

function Copy-PortalScript {
    Write-Step 'verifyFile' 'begin' ([string]$File.name)
    Copy-Item -LiteralPath (Get-KitPath $File) -Destination $portal.Own
    Assert-Hash $portal.Own ([string]$File.sha256)
    $tenant = [string](Get-FileTenant $portal.Own)
    if ($tenant -ne $OrgId) { throw (New-Failure 'package.notTrusted' "$($File.name): it belongs to the tenant '$tenant'") }
    Write-Step 'verifyFile' 'done' ([string]$File.name)
}

function Invoke-PortalScript([string]$Step) {
    Write-Step $Step 'begin' $OrgId
    New-OurFile $portal.Said
    # cmd.exe takes the outermost quotes away; both streams go to one file, in the order in which they were written.
    $process = Start-Tool (Join-Path $env:SystemRoot 'System32\cmd.exe') "/d /c `"`"$($portal.Own)`" >`"$($portal.Output)`" 2>&1`""
    # Microsoft's scripts wait for the sensor, a minute or two. After ten such a script waits for somebody.
    Watch-Tool $process @((New-Tail $portal.Output (Get-OemEncoding) 'cmd')) 10 -Ends
    $portal.Code = $process.ExitCode
}

function Remove-PortalScript {
    Close-Held
    foreach ($path in @($portal.Own, $portal.Said)) { if (Test-Path -LiteralPath $path -PathType Leaf) { Remove-Item -LiteralPath $path -Force } }
}
