# Windows' own programs: they read their real command line, change the machine as effects.json says, and end with the true code.
#
# Stands on: servicing/servicing-msi-log-header-and-dates, servicing/servicing-msi-log-success-order, servicing/servicing-msi-log-service-did-not-start,
# servicing/servicing-msi-mde-offboard-before-uninstall, servicing/servicing-ips1-log-files, servicing/servicing-ips1-output-streams,
# servicing/servicing-ips1-line-form, servicing/servicing-ips1-msiexec-line, servicing/servicing-ips1-pending-reboot-mark, servicing/servicing-wusa-three-runs-three-codes,
# servicing/servicing-wusa-not-applicable-signed-code, servicing/servicing-platform-file-names, servicing/servicing-event-1074-msiexec,
# servicing/servicing-mpam-fe-measured, servicing/servicing-update-kb-numbers.
# Invented: actions and values in the log of md4ws.msi, and its words about the runtime and the version of Windows; looked for: a whole log of that package, in issues of mdefordownlevelserver, forums and gists.
# Invented: the sentences of Install.ps1 for its codes 12, 16 and 35; looked for: nothing, the project keeps no text of Microsoft's script.
# Invented: 1060 of the platform update where there is no Defender; looked for: outputs of KB4052623 on servers without the feature.
# Invented: the codes of UpdateSenseClient.exe and that it takes no words; looked for: outputs and logs of KB5005292, in issues, forums and gists.

$system32 = 'C:\Windows\System32'
# Programs that Start-Process may start, with the only folder they live in (none: wherever the file lies).
$labTools = @{
    'msiexec.exe' = $system32; 'wusa.exe' = $system32; 'cmd.exe' = $system32
    'powershell.exe' = "$system32\WindowsPowerShell\v1.0"; 'UpdatePlatform.exe' = $null; 'UpdatePlatform.amd64fre.exe' = $null
    'UpdateSenseClient.exe' = $null; 'mpam-fe.exe' = $null; 'DefenderDT.exe' = $null
    'updateplatform.amd64fre_314c7bfdd3e57abdf156b40c4f97af62530f63a1.exe' = $null
}

function Split-LabLine([string]$Line) { @([regex]::Matches($Line, '("[^"]*"|\S)+') | ForEach-Object { $_.Value.Replace('"', '') }) }

# The common end of an installing tool: a fault speaks first, otherwise the effect is applied.
# AtWill: it was not told to leave the server running.
function Complete-LabTool([string]$Operation, [string]$Effect, $Fault, [switch]$AtWill) {
    if ($Fault -and $Fault['effect'] -eq 'fail') { return [int]$Fault['native'] }
    if ($Fault -and $Fault['effect'] -eq 'noop') { return 0 }
    Use-LabEffect $Effect
    if ($Fault -and $Fault['effect'] -eq 'restarts' -and $AtWill) {
        # Row servicing/servicing-event-1074-msiexec. The server goes down after it.
        Use-LabEffect 'sensor.pendingRestart'
        Use-LabEffect 'restart.byInstaller' (Get-LabBootWord)
        return 1641
    }
    if ($Fault -and @('restart', 'restarts') -contains $Fault['effect']) { Use-LabEffect 'sensor.pendingRestart'; return 3010 }
    # A tool whose work waits for the restart says so by its code.
    if ((Import-LabTable $effectsFile)[$Effect].Contains('+atRestart')) { return 3010 }
    0
}

# Until for a tool that hangs by a fault.
function Get-LabHang($Fault) { if ($Fault -and $Fault['effect'] -eq 'hang') { return { param($data) $false } } }

function Write-LabMsiLog([string]$Path, [string[]]$Lines) {
    $stream = New-Object System.IO.FileStream($Path, 'Append', 'Write', 'ReadWrite')
    try {
        $said = @($Lines | ForEach-Object { ConvertTo-LabInstallerLine $_ })
        $bytes = [Text.Encoding]::Unicode.GetBytes(($said -join "`r`n") + "`r`n")
        if ($stream.Length -eq 0) { $stream.Write([byte[]](0xFF, 0xFE), 0, 2) }
        $stream.Write($bytes, 0, $bytes.Length)
    }
    finally { $stream.Dispose() }
}

# Lines of Windows Installer's log by their form.
function Get-LabClock { [DateTime]::Now.ToString('HH:mm:ss', [Globalization.CultureInfo]::InvariantCulture) }
# Short date of the system, two blanks, time.
function Get-LabMoment { [DateTime]::Now.ToString('M/d/yyyy', [Globalization.CultureInfo]::InvariantCulture) + "  $(Get-LabClock)" }
function Get-LabMsiServer([string]$Text) { "MSI (s) (40:9C) [$(Get-LabClock):481]: $Text" }
$msiProduct = 'Microsoft Defender for Endpoint'

# What the installation package itself refuses, before any fault: the lines with the reason, an empty list where none is said.
function Get-LabSetupRefusal {
    $machine = Read-LabMachine
    $services = $machine['services']
    # Row servicing/servicing-msi-mde-offboard-before-uninstall; also said on a first installation.
    if ($services['Sense'] -and $services['Sense']['start'] -eq 2) { return , @(Get-LabMsiServer "Product: $msiProduct -- MDE should be offboarded before uninstall") }
    switch ($machine['os']['BuildNumber']) {
        9600 {
            # Row servicing/servicing-msi-mde-windefend-310: the reference and the service's name.
            # Invented: the number of the error; looked for: the whole line, in the issue that the row names.
            if ($services['WinDefend'] -and -not $services['WdNisSvc']) { return , @("Error 1923. Service '@C:\Program Files\Windows Defender\MpAsDesc.dll,-310' (WinDefend) could not be installed.") }
            if (-not (Get-LabFile "$system32\ucrtbase.dll")) { return , @(Get-LabMsiServer "Product: $msiProduct -- The Universal C Runtime is missing.") }
        }
        14393 {
            # Row servicing/servicing-msi-log-1603-without-any-reason.
            # Invented: that the package says nothing here; looked for: logs of md4ws.msi on a 2016 without a running antivirus.
            if (-not $services['WinDefend'] -or $services['WinDefend']['status'] -ne 'Running') { return , @() }
        }
        default { return , @(Get-LabMsiServer "Product: $msiProduct -- Unsupported OS version") }
    }
    $null
}

function Invoke-Labmsiexec($Request) {
    $words = @(Split-LabLine $Request['Line'])
    if ($words -contains '/x') { return Invoke-LabRemoval $words }
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
    # Row servicing/servicing-msi-help-window-on-bad-arguments: the real one may show a window and wait instead.
    if ($unknown -or -not $package) { return @{ Ms = 1; End = { 1639 } } }
    if (-not (Test-Path -LiteralPath $package)) { return @{ Ms = 1; End = { 1619 } } }
    $fault = Get-LabFault 'Install-Sensor'
    if ($fault -and $fault['effect'] -eq 'fail' -and $fault['native'] -eq 1618) {
        # Row servicing/servicing-msi-1618-although-installed: where the fault names the package, the product is there all the same.
        if ($fault['line'] -match 'md4ws\.msi') { Use-LabEffect "sensor.install:$(Get-LabOs)" }
        return @{ Ms = 1; End = { 1618 } }
    }
    $refused = Get-LabSetupRefusal
    if ($log) { Write-LabMsiStart $log }
    @{ Ms = 60; Until = Get-LabHang $fault; Data = @{ Fault = $fault; Refused = $refused; Log = $log; Passive = $passive; AtWill = ($words -notcontains '/norestart') }; End = { param($data) Complete-LabSetup $data } }
}

function Write-LabMsiStart([string]$Log) {
    Write-LabMsiLog $Log @(
        "=== Verbose logging started: $(Get-LabMoment)  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\Windows\System32\msiexec.exe ==="
        # Row servicing/servicing-msi-log-harmless-notes: hundreds of these stand in every good log.
        (Get-LabMsiServer 'Note: 1: 2205 2:  3: ActionText'), (Get-LabMsiServer 'Note: 1: 2265 2:  3: -2147287035 ')
        "Action start $(Get-LabClock): INSTALL.", "Action start $(Get-LabClock): InstallFinalize."
        (Get-LabMsiServer "Doing action: InstallFinalize")
    )
}

# The work of Windows Installer on the package: its log and its end, with what it leaves of Windows.
function Complete-LabSetup($Data) {
    $variant = "sensor.install:$(Get-LabOs)"
    if ($Data['Passive']) { $variant += ':passive' }
    $why = $Data['Refused']
    $fault = $Data['Fault']
    $log = $Data['Log']
    if ($null -eq $why -and $fault -and $fault['effect'] -eq 'fail') { $why = @(if ($fault['line']) { $fault['line'] }) }
    $version = 'Product Version: 4.18.60412.0. Product Language: 1033. Manufacturer: Microsoft Corporation.'
    if ($null -ne $why) {
        if ($log) {
            Write-LabMsiLog $log (@(
                    $why; "Action ended $(Get-LabClock): InstallFinalize. Return value 3.", (Get-LabMsiServer 'Note: 1: 2265 2:  3: -2147287035 ')
                    "Action ended $(Get-LabClock): INSTALL. Return value 3.", 'Property(S): Manufacturer = Microsoft Corporation'
                    (Get-LabMsiServer "Product: $msiProduct -- Installation failed.")
                    (Get-LabMsiServer "Windows Installer installed the product. Product Name: $msiProduct. $version Installation success or error status: 1603.")
                    "=== Verbose logging stopped: $(Get-LabMoment) ===", "MSI (c) (10:24) [$(Get-LabClock):482]: MainEngineThread is returning 1603") | Where-Object { $_ })
        }
        if ($null -ne $Data['Refused']) { return 1603 }
    }
    elseif ($log) {
        Write-LabMsiLog $log @(
            "Action ended $(Get-LabClock): InstallFinalize. Return value 1.", "Action ended $(Get-LabClock): INSTALL. Return value 1."
            'Property(S): Manufacturer = Microsoft Corporation', (Get-LabMsiServer "Product: $msiProduct -- Installation completed successfully.")
            (Get-LabMsiServer "Windows Installer installed the product. Product Name: $msiProduct. $version Installation success or error status: 0.")
            "=== Verbose logging stopped: $(Get-LabMoment) ===", "MSI (c) (10:24) [$(Get-LabClock):482]: MainEngineThread is returning 0")
    }
    Complete-LabTool 'Install-Sensor' $variant $fault -AtWill:$Data['AtWill']
}

# A line of the script's own log (row servicing/servicing-ips1-line-form), and where it goes besides (row servicing/servicing-ips1-output-streams): progress
# to the output, the reason of an exit to the error stream as PowerShell formats an error.
function Write-LabScriptLine($Data, [string]$Text, [switch]$IsReason) {
    [IO.File]::AppendAllText($Data['Own'], "[${env:COMPUTERNAME}:04 $([DateTime]::Now.ToString('yy/MM/ddTHH:mm:ss.fff')) Install.ps1:310] $Text`r`n", (New-Object Text.UTF8Encoding($false)))
    if ($IsReason) { if ($Data['Err']) { [IO.File]::AppendAllText($Data['Err'], "Install.ps1 : $Text`r`n    + FullyQualifiedErrorId : Microsoft.PowerShell.Commands.WriteErrorException`r`n") } }
    elseif ($Data['Out']) { [IO.File]::AppendAllText($Data['Out'], "$Text`r`n") }
}

function Complete-LabScript($Data, [int]$Code, [string]$Reason = '') {
    if ($Reason) { Write-LabScriptLine $Data $Reason -IsReason }
    Write-LabScriptLine $Data ('Script will exit with code {0}(0x{0:x})' -f $Code)
    $Code
}

# Install.ps1 of the public helper, as far as we call it.
function Invoke-Labpowershell($Request) {
    $words = @(Split-LabLine $Request['Line'])
    $at = [array]::IndexOf($words, '-File')
    if ($at -ge 0 -and $words[$at + 1] -match 'MDEClientAnalyzer\.ps1$') { return Invoke-LabAnalyzer $Request (ConvertFrom-LabPath $words[$at + 1]) @($words | Select-Object -Skip ($at + 2)) }
    if ($at -lt 0 -or $words[$at + 1] -notmatch 'Install\.ps1$') { throw "LabUnknown: powershell.exe $($Request['Line'])" }
    $options = @($words | Select-Object -Skip ($at + 2))
    if ($options -contains '-Uninstall') { return Invoke-LabScriptRemoval $Request (ConvertFrom-LabPath $words[$at + 1]) $options }
    foreach ($option in $options) { if (@('-NoEtl', '-Passive') -notcontains $option) { throw "LabUnknown: Install.ps1 $option" } }
    $own = ConvertFrom-LabPath $words[$at + 1]
    # Row servicing/servicing-ips1-parameters-by-version: a switch that the copy does not declare ends PowerShell with 1 before its first line.
    if ($options -contains '-NoEtl' -and [IO.File]::ReadAllText($own) -notmatch '\$NoEtl\b') { return @{ Ms = 1; End = { 1 } } }
    $folder = Split-Path -Parent $own
    $fault = Get-LabFault 'Install-Sensor'
    # Row servicing/servicing-ips1-log-files: its own log from the start, that of Windows Installer in the temporary folder until the end.
    $data = @{
        Fault = $fault; Sense = (Read-LabMachine)['services']['Sense']; Out = $Request['Out']; Err = $Request['Err']; Passive = $options -contains '-Passive'
        # Row servicing/servicing-ips1-msiexec-line: it passes no /norestart.
        AtWill = $true
        Own = "$folder/InstallPS1-$env:COMPUTERNAME.261129T104105123+0000.log"; Kept = "$folder/install-$env:COMPUTERNAME.log"
        Log = Join-Path $env:TEMP '6f0d3b1e-2a7c-4c58-9a35-0b1d5e8f7a21.log'; Refused = Get-LabSetupRefusal
    }
    Write-LabScriptLine $data 'Install.ps1 traces will be saved to the folder of the script'
    if (-not (Test-Path -LiteralPath "$folder/md4ws.msi")) { return @{ Ms = 1; Data = $data; End = { param($data) Complete-LabScript $data 16 'md4ws.msi was not found.' } } }
    if ($data.Sense -and $data.Sense['start'] -eq 2) { return @{ Ms = 1; Data = $data; End = { param($data) Complete-LabScript $data 35 'MDE is onboarded: offboard it before installing.' } } }
    if ($fault -and $fault['effect'] -eq 'restart') {
        return @{ Ms = 40; Data = $data; End = {
                param($data)
                # It installs nothing before the restart, and remembers the boot time at which it asked.
                $boot = [DateTimeOffset]::FromUnixTimeMilliseconds((Read-LabMachine)['boot']['startedAt']).LocalDateTime
                $mark = $boot.ToString('yy.MM.ddTHH:mm:ss.fff', [Globalization.CultureInfo]::InvariantCulture)
                Set-LabRegistry @{ 'HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Microsoft Defender for Endpoint Install' = @{ PendingReboot = $mark } }
                Complete-LabScript $data 12 'A restart is required.'
            }
        }
    }
    if ($fault -and $fault['native'] -eq 1618 -and $fault['line'] -match 'md4ws\.msi') {
        Use-LabEffect "sensor.install:$(Get-LabOs)"
        return @{ Ms = 1; Data = $data; End = { param($data) Complete-LabScript $data 1618 'install exitcode: 1618' } }
    }
    # Row servicing/servicing-ips1-onboarded-and-state-tests: the kernel file gets its owner back.
    $kernel = "$system32\ntoskrnl.exe"
    if ((Get-LabFile $kernel) -and (Get-LabFile $kernel)['owner']) { Edit-LabMachine { param($machine) $machine['files'][$kernel]['owner'] = 'NT SERVICE\TrustedInstaller' } }
    [IO.Directory]::CreateDirectory($env:TEMP) | Out-Null
    Write-LabMsiStart $data.Log
    @{
        Ms = 2500; Until = Get-LabHang $fault; Data = $data
        End = {
            param($data)
            $code = Complete-LabSetup $data
            [IO.File]::Move($data['Log'], $data['Kept'])
            # Row servicing/servicing-ips1-msiexec-line: every code but 0 is thrown on as an error, 3010 too.
            if ($code -ne 0) { return Complete-LabScript $data $code "install exitcode: $code" }
            Complete-LabScript $data 0
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
        # What waits for the restart is "already installed" (rows servicing/servicing-wusa-three-runs-three-codes, servicing/servicing-wusa-2359302-while-pending).
        $waiting = @(foreach ($one in @($machine['atRestart'])) { if ($one -and $one['files'] -and @($one['files'].Keys) -contains $path) { $one } })
        if ($waiting.Count -gt 0) { continue }
        $now = $machine['files'][$path]
        if (-not $now -or ([version]$now['version'] -lt [version]$files[$path]['version'])) { return $false }
    }
    $true
}

# One at a time, and quiet only together with /norestart (row servicing/servicing-wusa-switches-and-messages).
function Invoke-Labwusa($Request) {
    $words = @(Split-LabLine $Request['Line'])
    if ($words.Count -ne 3 -or $words[1] -ne '/quiet' -or $words[2] -ne '/norestart') { throw "LabUnknown: wusa.exe $($Request['Line'])" }
    if (-not (Test-Path -LiteralPath $words[0])) { return @{ Ms = 1; End = { 2 } } }
    if ([IO.Path]::GetFileName($words[0]) -notmatch 'KB\d+') { throw "LabUnknown: update '$($words[0])'" }
    $effect = "update:$($Matches[0])"
    # Row servicing/servicing-wusa-not-applicable-signed-code: the process gives the signed number.
    if ((Read-LabMachine)['os']['BuildNumber'] -ne 9600 -or -not (Get-LabEffect $effect)) { return @{ Ms = 40; End = { 0x80240017 } } }
    if (Test-LabUpdate $effect) { return @{ Ms = 40; End = { 2359302 } } }
    $fault = Get-LabFault 'Install-Prerequisite'
    @{
        Ms = 40; Until = Get-LabHang $fault; Data = @{ Fault = $fault; Effect = $effect }
        End = { param($data) Complete-LabTool 'Install-Prerequisite' $data['Effect'] $data['Fault'] }
    }
}

function Invoke-LabUpdatePlatform($Request) {
    if ($Request['Line']) { throw "LabUnknown: UpdatePlatform.exe $($Request['Line'])" }
    if (-not (Test-Path -LiteralPath $Request['Path'])) { throw "LabUnknown: program '$($Request['Path'])'" }
    $fault = Get-LabFault 'Install-Prerequisite'
    # There is no platform to update.
    if (-not (Read-LabMachine)['services']['WinDefend']) { return @{ Ms = 1; End = { 1060 } } }
    # The same program, older: it brings the platform of its own version.
    $effect = 'platform.update'
    if ([version](Get-LabMark (ConvertFrom-LabPath $Request['Path']) 'version') -lt [version]'4.18.23050.5') { $effect = 'platform.step' }
    @{ Ms = 40; Until = Get-LabHang $fault; Data = @{ Fault = $fault; Effect = $effect }; End = { param($data) Complete-LabTool 'Install-Prerequisite' $data['Effect'] $data['Fault'] } }
}

function Invoke-LabUpdateSenseClient($Request) {
    if ($Request['Line']) { throw "LabUnknown: UpdateSenseClient.exe $($Request['Line'])" }
    if (-not (Test-Path -LiteralPath $Request['Path'])) { throw "LabUnknown: program '$($Request['Path'])'" }
    $fault = Get-LabFault 'Update-Sensor'
    @{ Ms = 40; Until = Get-LabHang $fault; Data = @{ Fault = $fault }; End = { param($data) Complete-LabTool 'Update-Sensor' 'sensor.update' $data['Fault'] } }
}

# Row servicing/servicing-mpam-fe-measured: silent with -q alone, and 0 where the antivirus stands still, too.
function Invoke-Labmpam-fe($Request) {
    if ($Request['Line'] -ne '-q') { throw "LabUnknown: mpam-fe.exe $($Request['Line'])" }
    if (-not (Test-Path -LiteralPath $Request['Path'])) { throw "LabUnknown: program '$($Request['Path'])'" }
    $fault = Get-LabFault 'Update-Defender'
    if ((Read-LabMachine)['defender']['AMRunningMode'] -eq 'Not running') { return @{ Ms = 3; End = { 0 } } }
    @{ Ms = 19; Until = Get-LabHang $fault; Data = @{ Fault = $fault }; End = { param($data) Complete-LabTool 'Update-Defender' 'intelligence.update' $data['Fault'] } }
}
