<#
.SYNOPSIS
Runs Windows Installer or Microsoft's Install.ps1 on the sensor's package, shows their logs, and says with which words they failed.
.DESCRIPTION
Included after Change.ps1 and MsiLog.ps1 by the operations that install and remove the sensor on Windows Server 2012 R2 and 2016.
#>

$system32 = Join-Path $env:SystemRoot 'System32'
# What the two ways leave. A hashtable, because a script that runs from its text has no script scope.
$outcome = @{ Code = $null; Restart = $false; Log = ''; Own = '' }
# Of each line in the log of Install.ps1: "[<computer>:<thread> <time> <script>:<line>] ".
$scriptPrefix = '^\[[^\]\s]+:\d+ [^\]]+\] ?'

# The product that is looked for, by its name. A hashtable for the same reason.
$sought = @{ Name = 'Microsoft Defender for (Windows Server|Endpoint)' }

function Get-Installed {
    # The keys of the product, as Install.ps1 finds it.
    $uninstall = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall'
    foreach ($key in @(Get-ChildItem -LiteralPath $uninstall)) {
        $name = [string](Get-RegistryValue "$uninstall\$($key.PSChildName)" 'DisplayName')
        if ($key.PSChildName -match '^\{' -and $name -match $sought.Name) { [string]$key.PSChildName }
    }
}

function Test-Installed { @(Get-Installed).Count -gt 0 }

# Done: whether the product is there once the work is done.
function Invoke-Installer([string]$Words, [string]$Name, [bool]$Done) {
    $outcome.Log = Join-Path $RunFolder "$Name.log"
    $arguments = "$Words /quiet /norestart /lvx*+ `"$($outcome.Log)`""
    $tail = New-Tail $outcome.Log ([System.Text.Encoding]::Unicode) 'msi'
    for ($try = 1; ; $try++) {
        $process = Start-Tool (Join-Path $system32 'msiexec.exe') $arguments
        Watch-Tool $process $tail
        $code = $process.ExitCode
        # 1618: another installation is running. Windows Installer does one at a time, so waiting is all there is to do; the other
        # one may do the same to the product, and 1618 has been given for an installation that went well.
        if ($code -ne 1618 -or $try -ge 20 -or (Test-Installed) -eq $Done) { break }
        Write-Line 'run' 'warn' 'msiexec.exe ended with 1618: another installation is running'
        [pscustomobject]@{ Kind = 'progress'; Done = $try; Total = 20 }
        Start-Sleep -Seconds 30
    }
    $outcome.Code = $code
    $outcome.Restart = (@(3010, 1641) -contains $code)
}

function Find-ScriptLog([string]$Folder) {
    # Install.ps1 puts the time into the name of its own log.
    Get-ChildItem -LiteralPath $Folder -File | Where-Object { $_.Name -like 'InstallPS1-*.log' } | Select-Object -First 1 | ForEach-Object { $_.FullName }
}

function Find-MsiLog([datetime]$Since) {
    # Install.ps1 lets Windows Installer write to <guid>.log in the temporary folder, and moves that beside itself at its end.
    if (Test-Path -LiteralPath $outcome.Log) { return $outcome.Log }
    $found = @(Get-ChildItem -LiteralPath $env:TEMP -File | Where-Object { $_.Name -match '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.log$' -and $_.CreationTime -ge $Since })
    $found | Sort-Object -Property CreationTime -Descending | Select-Object -First 1 | ForEach-Object { $_.FullName }
}

function Get-ScriptReason([string]$Path) {
    # The line above the one with the exit code in both forms, "(0x23)" behind 35: the script's last words before it leaves.
    if (-not $Path) { return }
    $mark = [regex]::Escape(('{0}(0x{0:x})' -f [int]$outcome.Code))
    $lines = @(Get-Content -LiteralPath $Path -Encoding UTF8 | ForEach-Object { $_.ToString() -replace $scriptPrefix, '' } | Where-Object { $_.Trim() -ne '' })
    for ($i = $lines.Count - 1; $i -gt 0; $i--) { if ($lines[$i] -match $mark) { return $lines[$i - 1] } }
}

function New-Staging([string]$Source) {
    # A folder of its own for the script, which writes its logs beside itself.
    $staging = Join-Path $RunFolder 'staging'
    $null = New-Item -Path $staging -ItemType Directory
    $own = Join-Path $staging 'Install.ps1'
    Copy-Item -LiteralPath $Source -Destination $own
    Assert-Hash $own ([string]$Script.sha256)
    $staging
}

function Invoke-SetupScript([string]$Staging, [string]$Name, [string]$Switches) {
    $own = Join-Path $Staging 'Install.ps1'
    Write-Line 'run' 'warn' 'Install.ps1 starts Windows Installer without /norestart: if the package calls for a restart, this server restarts by itself.'
    $outcome.Log = Join-Path $Staging "$Name-$env:COMPUTERNAME.log"
    $said = Join-Path $RunFolder 'Install.txt'
    $line = "`"$(Join-Path $system32 'WindowsPowerShell\v1.0\powershell.exe')`" -NoProfile -NonInteractive -ExecutionPolicy Bypass -File `"$own`""
    # A copy from before June 2022 does not know it, and would end before it begins.
    if ([System.IO.File]::ReadAllText($own) -match '\$NoEtl\b') { $line += ' -NoEtl' }
    $line += $Switches
    $begun = Get-Date
    $process = Start-Tool (Join-Path $system32 'cmd.exe') "/d /c `"$line >`"$said`" 2>`"$said.err`"`""
    # Its own log has all that it says, in one order and not broken at the width of a console; what PowerShell itself says of a script
    # that it cannot run is on the error stream alone.
    Watch-Tool $process @(
        (New-Tail '' (New-Object System.Text.UTF8Encoding($false)) 'script' @{ Find = { Find-ScriptLog $Staging }; Strip = $scriptPrefix }),
        (New-Tail "$said.err" (Get-OemEncoding) 'script' @{ Level = 'error' }),
        (New-Tail '' ([System.Text.Encoding]::Unicode) 'msi' @{ Find = { Find-MsiLog $begun } })
    )
    $outcome.Code = $process.ExitCode
    $outcome.Own = [string](Find-ScriptLog $Staging)
    # 12 is the script's own word for "restart, then run me again"; 3010 and 1641 are Windows Installer's, which it throws on as errors.
    $outcome.Restart = (@(12, 3010, 1641) -contains $outcome.Code)
}

function Write-Failure {
    # The words with which the tool failed, then the end of the operation.
    $why = @(Get-MsiReason $outcome.Log)
    if ($why.Count -eq 0) { $why = @(Get-ScriptReason $outcome.Own) }
    foreach ($line in $why) { Write-Line 'msi' 'error' $line }
    $text = [string]::Join("`n", @("$Engine ended with $($outcome.Code).") + $why)
    throw (New-Failure 'operation.failed' $text $outcome.Code)
}
