# Windows' own programs: they read their real command line, change the machine as effects.json says, and end with the true code.

$system32 = 'C:\Windows\System32'
# Programs that Start-Process may start, with the only folder they live in (none: wherever the file lies).
$labTools = @{
    'msiexec.exe' = $system32; 'wusa.exe' = $system32; 'cmd.exe' = $system32
    'powershell.exe' = "$system32\WindowsPowerShell\v1.0"; 'UpdatePlatform.exe' = $null; 'UpdatePlatform.amd64fre.exe' = $null
}

function Split-LabLine([string]$Line) { @([regex]::Matches($Line, '("[^"]*"|\S)+') | ForEach-Object { $_.Value.Replace('"', '') }) }

# The common end of an installing tool: a fault speaks first, otherwise the effect is applied.
function Complete-LabTool([string]$Operation, [string]$Effect, $Fault) {
    if ($Fault -and $Fault['effect'] -eq 'fail') { return [int]$Fault['native'] }
    if ($Fault -and $Fault['effect'] -eq 'noop') { return 0 }
    Use-LabEffect $Effect
    if ($Fault -and $Fault['effect'] -eq 'restart') { Use-LabEffect 'sensor.pendingRestart'; return 3010 }
    # A tool whose work waits for the restart says so by its code.
    if ((Import-LabFile $effectsFile)[$Effect].Contains('+atRestart')) { return 3010 }
    0
}

# Until for a tool that hangs by a fault.
function Get-LabHang($Fault) { if ($Fault -and $Fault['effect'] -eq 'hang') { return { param($data) $false } } }

function Write-LabMsiLog([string]$Path, [string[]]$Lines) {
    $stream = New-Object System.IO.FileStream($Path, 'Append', 'Write', 'ReadWrite')
    try {
        $bytes = [Text.Encoding]::Unicode.GetBytes(($Lines -join "`r`n") + "`r`n")
        if ($stream.Length -eq 0) { $stream.Write([byte[]](0xFF, 0xFE), 0, 2) }
        $stream.Write($bytes, 0, $bytes.Length)
    }
    finally { $stream.Dispose() }
}

# What the installation package itself refuses, before any fault (facts 3.1, 3.2, 11).
function Get-LabSetupRefusal {
    $machine = Read-LabMachine
    $sense = $machine['services']['Sense']
    if ($sense -and $sense['start'] -eq 2) { return 'Offboard this machine before installing.' }
    switch ($machine['os']['BuildNumber']) {
        9600 { if (-not (Get-LabFile "$system32\ucrtbase.dll")) { return 'The Universal C Runtime is missing.' } }
        14393 {
            $defender = $machine['services']['WinDefend']
            if (-not $defender -or $defender['status'] -ne 'Running') { return "Couldn't find c:\program files\windows defender\mpasdesc.dll, - 310 WinDefend" }
        }
        default { return 'Unsupported OS version' }
    }
}

function Invoke-Labmsiexec($Request) {
    $words = @(Split-LabLine $Request['Line'])
    $package = $null; $log = $null; $passive = $false; $unknown = $false
    for ($i = 0; $i -lt $words.Count; $i++) {
        switch -Regex ($words[$i]) {
            '^/i$' { $i++; $package = $words[$i]; break }
            '^/(quiet|norestart)$' { break }
            '^/lvx\*\+$' { $i++; $log = $words[$i]; break }
            '^FORCEPASSIVEMODE=1$' { $passive = $true; break }
            default { $unknown = $true }
        }
    }
    if ($unknown -or -not $package) { return @{ Ms = 1; End = { 1639 } } }
    if (-not (Test-Path -LiteralPath $package)) { return @{ Ms = 1; End = { 1619 } } }
    $fault = Get-LabFault 'Install-Sensor'
    if ($fault -and $fault['effect'] -eq 'fail' -and $fault['native'] -eq 1618) { return @{ Ms = 1; End = { 1618 } } }
    $refused = Get-LabSetupRefusal
    if ($log) { Write-LabMsiStart $log }
    @{ Ms = 60; Until = Get-LabHang $fault; Data = @{ Fault = $fault; Refused = $refused; Log = $log; Passive = $passive }; End = { param($data) Complete-LabSetup $data } }
}

function Write-LabMsiStart([string]$Log) {
    Write-LabMsiLog $Log @('=== Verbose logging started: Build type: SHIP UNICODE 5.00 ===', 'MSI (s) (40:9C) [10:00:00:000]: Note: 1: 2262 2: Error 3: -2147287038', 'Action start: InstallInitialize.')
}

# The work of Windows Installer on the package: its log and its end, with what it leaves of Windows.
function Complete-LabSetup($Data) {
    $variant = "sensor.install:$(Get-LabOs)"
    if ($Data['Passive']) { $variant += ':passive' }
    $line = $Data['Refused']
    $fault = $Data['Fault']
    $log = $Data['Log']
    if (-not $line -and $fault -and $fault['effect'] -eq 'fail') { $line = $fault['line'] }
    if ($line) {
        if ($log) { Write-LabMsiLog $log @("Product: Microsoft Defender for Endpoint -- $line", 'Action ended: InstallFinalize. Return value 3.', 'Property(S): Manufacturer = Microsoft') }
        if ($Data['Refused']) { return 1603 }
    }
    elseif ($log) { Write-LabMsiLog $log @('Action ended: InstallFinalize. Return value 1.') }
    Complete-LabTool 'Install-Sensor' $variant $fault
}

# Install.ps1 of the public helper, as far as we call it.
function Invoke-Labpowershell($Request) {
    $words = @(Split-LabLine $Request['Line'])
    $at = [array]::IndexOf($words, '-File')
    if ($at -lt 0 -or $words[$at + 1] -notmatch 'Install\.ps1$') { throw "LabUnknown: powershell.exe $($Request['Line'])" }
    $options = @($words | Select-Object -Skip ($at + 2))
    foreach ($option in $options) { if (@('-NoEtl', '-Passive') -notcontains $option) { throw "LabUnknown: Install.ps1 $option" } }
    $folder = Split-Path -Parent (ConvertFrom-LabPath $words[$at + 1])
    if (-not (Test-Path -LiteralPath "$folder/md4ws.msi")) { return @{ Ms = 1; End = { 16 } } }
    $passive = $options -contains '-Passive'
    $fault = Get-LabFault 'Install-Sensor'
    $sense = (Read-LabMachine)['services']['Sense']
    $out = $Request['Out']
    @{
        Ms = 40; Until = Get-LabHang $fault; Data = @{ Fault = $fault; Sense = $sense; Out = $out; Passive = $passive; Log = "$folder/install-$env:COMPUTERNAME.log"; Refused = Get-LabSetupRefusal }
        End = {
            param($data)
            $out = $data['Out']
            $sense = $data['Sense']
            $fault = $data['Fault']
            if ($out) { [IO.File]::AppendAllText($out, "Install.ps1 of the lab`r`n") }
            if ($sense -and $sense['start'] -eq 2) { return 35 }
            if ($fault -and $fault['effect'] -eq 'restart') {
                # It installs nothing before the restart, and remembers the boot time at which it asked (facts 2.2).
                $boot = [DateTimeOffset]::FromUnixTimeMilliseconds((Read-LabMachine)['boot']['startedAt']).LocalDateTime
                $mark = $boot.ToString('yy.MM.ddTHH:mm:ss.fff', [Globalization.CultureInfo]::InvariantCulture)
                Set-LabRegistry @{ 'HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Microsoft Defender for Endpoint Install' = @{ PendingReboot = $mark } }
                return 12
            }
            Write-LabMsiStart $data['Log']
            Complete-LabSetup $data
        }
    }
}

# An update is there already when the files that its effect brings are there.
function Test-LabUpdate([string]$Effect) {
    $patch = Get-LabEffect $Effect
    $files = @{}
    # What comes only with the restart counts too.
    foreach ($one in @($patch) + @($patch['+atRestart'])) {
        if ($one -and $one['files']) { foreach ($path in @($one['files'].Keys)) { $files[$path] = $one['files'][$path] } }
    }
    if ($files.Count -eq 0) { return $false }
    $machine = Read-LabMachine
    foreach ($path in @($files.Keys)) {
        # What waits for the restart is "already installed" (captures servicing-wusa-three-runs-three-codes, -2359302-while-pending).
        $waiting = @(foreach ($one in @($machine['atRestart'])) { if ($one -and $one['files'] -and @($one['files'].Keys) -contains $path) { $one } })
        if ($waiting.Count -gt 0) { continue }
        $now = $machine['files'][$path]
        if (-not $now -or ([version]$now['version'] -lt [version]$files[$path]['version'])) { return $false }
    }
    $true
}

function Invoke-Labwusa($Request) {
    $words = @(Split-LabLine $Request['Line'])
    if ($words.Count -ne 3 -or $words[1] -ne '/quiet' -or $words[2] -ne '/norestart') { throw "LabUnknown: wusa.exe $($Request['Line'])" }
    if (-not (Test-Path -LiteralPath $words[0])) { return @{ Ms = 1; End = { 2 } } }
    if ($words[0] -notmatch 'KB\d+') { throw "LabUnknown: update '$($words[0])'" }
    $effect = "update:$($Matches[0])"
    $fault = Get-LabFault 'Install-Prerequisite'
    @{
        Ms = 40; Until = Get-LabHang $fault; Data = @{ Fault = $fault; Effect = $effect }
        End = {
            param($data)
            $fault = $data['Fault']
            $effect = $data['Effect']
            if ($fault -and $fault['effect'] -eq 'fail') { return [int]$fault['native'] }
            if ((Read-LabMachine)['os']['BuildNumber'] -ne 9600 -or -not (Get-LabEffect $effect)) { return 0x80240017 }
            if (Test-LabUpdate $effect) { return 2359302 }
            Complete-LabTool 'Install-Prerequisite' $effect $fault
        }
    }
}

function Invoke-LabUpdatePlatform($Request) {
    if ($Request['Line']) { throw "LabUnknown: UpdatePlatform.exe $($Request['Line'])" }
    if (-not (Test-Path -LiteralPath $Request['Path'])) { throw "LabUnknown: program '$($Request['Path'])'" }
    $fault = Get-LabFault 'Install-Prerequisite'
    # invented: the code of a service that does not exist; there is no platform to update (facts 3.2).
    if (-not (Read-LabMachine)['services']['WinDefend']) { return @{ Ms = 1; End = { 1060 } } }
    # The same program, older: it brings the platform of its own version.
    $effect = 'platform.update'
    if ([version](Get-LabMark (ConvertFrom-LabPath $Request['Path']) 'version') -lt [version]'4.18.23050.5') { $effect = 'platform.step' }
    @{ Ms = 40; Until = Get-LabHang $fault; Data = @{ Fault = $fault; Effect = $effect }; End = { param($data) Complete-LabTool 'Install-Prerequisite' $data['Effect'] $data['Fault'] } }
}
