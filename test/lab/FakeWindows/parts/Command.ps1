# cmd.exe: a script of the portal, of the Group Policy kind, and the line of the detection test. Below: programs that are called by the call operator.
#
# Stands on: servicing/servicing-native-stderr-in-a-remote-session, servicing/servicing-shutdown-1190-spanish, servicing/servicing-shutdown-1115-over-winrm,
# servicing/servicing-shutdown-5, servicing/servicing-shutdown-1190-is-not-a-restart, servicing/servicing-shutdown-1115-inside-the-warning-time,
# servicing/servicing-ips1-mpcmdrun-call, servicing/servicing-ips1-feature-just-enabled-crash, servicing/servicing-mpcmdrun-wdenable-documented.
# Invented: what MpCmdRun.exe -wdenable says, and where; looked for: its output and codes, on Microsoft's pages and in forums, published nowhere.
# Invented: the line of the onboarding script that starts, and how long it takes here; looked for: nothing, it is Microsoft's text and is not repeated.

# GANGWAY_LAB_LATE: what waits in the machine file takes effect that many milliseconds after a script of the portal gave up.
function Set-LabLate {
    if (-not $env:GANGWAY_LAB_LATE) { return }
    $at = (Get-LabNow) + [long]$env:GANGWAY_LAB_LATE
    Edit-LabMachine { param($machine) foreach ($one in $machine['atTime']) { $one['at'] = $at } }
}

# The onboarding script as far as Windows answers it: its checks in their order, then its work.
function Complete-LabOnboarding([string]$Text, [bool]$Stdin, [string]$Out) {
    $machine = Read-LabMachine
    $server = $machine['services']['LanmanServer']
    if (-not $machine['powershell']['elevated'] -or -not $server -or $server['status'] -ne 'Running') { return 65 }
    if (-not ($Text -match 'orgId\\*":\\*"([0-9a-f-]{36})')) { throw 'LabUnknown: an onboarding script without orgId' }
    $org = $Matches[1]
    # Facts 2.3: its tools write here, and their first line goes into a command of the script. At its end it takes the file away.
    $said = ConvertFrom-LabPath 'C:\Windows\Temp\senseTmp.txt'
    $found = if ([IO.File]::Exists($said)) { [IO.File]::ReadAllText($said) } else { $null }
    $list = Join-Path (Join-Path (Split-Path -Parent $env:GANGWAY_LAB) 'acl') ([Uri]::EscapeDataString($said))
    $access = if ([IO.File]::Exists($list)) { [IO.File]::ReadAllText($list) } else { $null }
    Write-LabJournal @{ said = $found; access = $access; temp = @($env:TMP, $env:TEMP) }
    if ($Out) { [IO.File]::AppendAllText($Out, "Starting Microsoft Defender for Endpoint onboarding process...`r`n") }
    if (-not $machine['services']['Sense']) {
        Use-LabEffect 'onboard.failed' @{ code = 15 }
        return 15
    }
    $fault = Get-LabFault 'Invoke-Onboarding'
    if ($fault -and $fault['effect'] -eq 'fail') {
        if ($Out) { [IO.File]::AppendAllText($Out, "$($fault['line'])`r`n") }
        Use-LabEffect 'onboard.failed' @{ code = $fault['native'] }
        Set-LabLate
        return [int]$fault['native']
    }
    if (-not ($fault -and $fault['effect'] -eq 'noop')) {
        Add-LabSensor $org
        # The script's own lines are English; what net.exe says is not, and it is written in the code page of consoles.
        $net = Get-LabWords 'The {service} service was started successfully.' @{ service = $machine['services']['Sense']['displayName'] }
        if ($Out) { [IO.File]::AppendAllText($Out, "$net`r`n", (Get-LabConsoleEncoding)) }
    }
    # timeout.exe does not wait when stdin is redirected, so the script looks too early.
    if ($Stdin) { return 35 }
    0
}

# The offboarding script: the checks that its edition has, then its work. That of 2024 looks at the tenant first (rows
# defender/mde-script-offboarding-2022, defender/mde-script-offboarding-2024); both end well where the sensor is stopped already.
function Complete-LabOffboarding([string]$Text, [string]$Out) {
    $machine = Read-LabMachine
    $server = $machine['services']['LanmanServer']
    if (-not $machine['powershell']['elevated'] -or -not $server -or $server['status'] -ne 'Running') { return 65 }
    if (-not ($Text -match 'orgId\\*":\\*"([0-9a-f-]{36})')) { throw 'LabUnknown: an offboarding script without orgId' }
    $org = $Matches[1]
    if ($Out) { [IO.File]::AppendAllText($Out, "Starting Microsoft Defender for Endpoint offboarding process...`r`n") }
    $fault = Get-LabFault 'Invoke-Offboarding'
    if ($fault -and $fault['effect'] -eq 'fail') {
        if ($Out) { [IO.File]::AppendAllText($Out, "$($fault['line'])`r`n") }
        # 15: the package is there, and the sensor has not stopped.
        if ($fault['native'] -eq 15) { Use-LabEffect 'offboard.written' @{ orgId = $org } }
        Use-LabEffect 'offboard.failed' @{ code = $fault['native'] }
        Set-LabLate
        return [int]$fault['native']
    }
    # Row servicing/servicing-ips1-offboarded-but-still-2: the script is content, and the sensor keeps its start.
    if ($fault -and $fault['effect'] -eq 'noop') { return 0 }
    Use-LabEffect 'offboard.written' @{ orgId = $org }
    if ($machine['services']['Sense'] -and $machine['services']['Sense']['status'] -eq 'Running') {
        Use-LabEffect 'offboard'
        if ($machine['defender']) {
            Use-LabEffect 'tamper.lifted'
            if ($machine['defender']['AMRunningMode'] -eq 'Passive Mode') { Use-LabEffect 'mode.released' }
        }
    }
    Use-LabEffect 'offboard.reported'
    0
}

# The sensor takes up its work: the policy value decides the antivirus' mode, and the cloud answers a little later or never.
function Add-LabSensor([string]$Org) {
    Use-LabEffect 'sensor.start' @{ orgId = $Org }
    Use-LabEffect 'onboard' @{ orgId = $Org }
    $policy = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection'
    $forced = (Get-ItemProperty -LiteralPath $policy).PSObject.Properties['ForceDefenderPassiveMode']
    $mode = 'mode.active'
    if ($forced -and $forced.Value -eq 1) { $mode = 'mode.passive' }
    if ((Read-LabMachine)['defender']) { if ($mode -eq 'mode.passive') { Use-LabPassive } else { Use-LabEffect $mode } }
    Use-LabEffect 'onboard.reported'
    Edit-LabMachine {
        param($machine)
        $contact = 'cloud.refused'
        if ($machine['cloud']['reachable'] -and -not $machine['cloud']['inspectedBy']) { $contact = 'cloud.contact' }
        $patch = (Import-LabTable $effectsFile)[$contact]
        $machine['atTime'] = @(@($machine['atTime']) + @{ at = (Get-LabNow) + [long][Math]::Ceiling($machine['cloud']['firstContactMs'] / $speed); patch = $patch } | Where-Object { $_ })
    }
}

# What cmd.exe makes of `"<command>" >"out" 2>"err"` or `2>&1` behind its first command: the command, and where its streams go.
function Split-LabRedirection([string]$Line) {
    $made = @{ Line = $Line; Out = $null; Err = $null }
    if ($Line -match '^(?<line>.+?) >"(?<out>[^"]+)" 2>(?<err>&1|"[^"]+")$') {
        $made = @{ Line = $Matches['line']; Out = ConvertFrom-LabPath $Matches['out']; Err = ConvertFrom-LabPath $Matches['out'] }
        if ($Matches['err'] -ne '&1') { $made.Err = ConvertFrom-LabPath $Matches['err'].Trim('"') }
        foreach ($file in @($made.Out, $made.Err)) { [IO.File]::WriteAllText($file, '') }
    }
    $made
}

function Invoke-Labcmd($Request) {
    if ($Request['Line'] -notmatch '^/d /c (.+)$') { throw "LabUnknown: cmd.exe $($Request['Line'])" }
    $rest = $Matches[1]
    # More than two quotation marks: the first and the last of the line are taken away.
    if ($rest -match '^"(".+)"$') {
        $made = Split-LabRedirection $Matches[1]
        if ($made.Line -match '^"([^"]+\\powershell\.exe|[^"]+/powershell\.exe)" (.+)$') {
            return Invoke-Labpowershell @{ Line = $Matches[2]; Out = $made.Out; Err = $made.Err }
        }
        if ($made.Line -notmatch '^"([^"]+\.cmd)"$') { throw "LabUnknown: cmd.exe $($Request['Line'])" }
        $path = ConvertFrom-LabPath $Matches[1]
        if (-not [IO.File]::Exists($path)) { return @{ Ms = 1; End = { 1 } } }
        $text = [IO.File]::ReadAllText($path)
        # A question on a console that nobody sees never ends.
        # With its input from a file `set /p` reads a line of it and goes on.
        # By a fault it waits in a program that it started: cmd.exe, that program and one of somebody else are there.
        $offboards = $text -match '\sadd\s+"[^"]+"\s+/v\s+696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A'
        $operation = 'Invoke-Onboarding'
        if ($offboards) { $operation = 'Invoke-Offboarding' }
        $fault = (Read-LabMachine)['faults'] | Where-Object { $_ -and $_['operation'] -eq $operation -and $_['effect'] -eq 'hang' } | Select-Object -First 1
        if ($fault) {
            $id = $Request['Id']
            $tree = @(
                @{ pid = $id + 1; parentPid = $id; name = 'cmd.exe'; startedAt = (Get-LabNow) + 60000 }
                @{ pid = $id + 2; parentPid = $id + 1; name = 'choice.exe'; startedAt = (Get-LabNow) + 61000 }
                # The number of the tool was somebody else's before, who started this one.
                @{ pid = $id + 3; parentPid = $id; name = 'theirs.exe'; startedAt = (Get-LabNow) - 3600000 }
            )
            Edit-LabMachine { param($machine) $machine['processes'] = @(@($machine['processes']) + $tree | Where-Object { $_ }) }
            return @{ Ms = 1; Until = { $false }; End = { 0 } }
        }
        if ($text -match '(?m)^pause\s*$|set /p(?!.*<)') { return @{ Ms = 1; Until = { $false }; End = { 0 } } }
        $data = @{ Text = $text; Stdin = $Request['Stdin']; Out = $made.Out }
        if ($offboards) { return @{ Ms = 40; Data = $data; End = { param($data) Complete-LabOffboarding $data['Text'] $data['Out'] } } }
        return @{ Ms = 40; Data = $data; End = { param($data) Complete-LabOnboarding $data['Text'] $data['Stdin'] $data['Out'] } }
    }
    if ($rest -notmatch '^powershell\.exe -NoExit ') { throw "LabUnknown: cmd.exe $($Request['Line'])" }
    Write-LabJournal @{ path = 'powershell.exe'; line = $rest; stdin = $Request['Stdin'] }
    $id = $Request['Id']
    $child = @{ pid = $id + 4; parentPid = $id; name = 'powershell.exe'; startedAt = Get-LabNow; line = $rest; user = 'S-1-5-19' }
    $fault = Get-LabFault 'Invoke-DetectionTest'
    if ($fault -and $fault['effect'] -eq 'fail') { return @{ Ms = 1; Data = $fault; End = { param($data) [int]$data['native'] } } }
    Edit-LabMachine { param($machine) $machine['processes'] = @($machine['processes']) + $child }
    # -NoExit: it stays until somebody ends it, and cmd waits for it.
    @{ Ms = 1; Data = $id + 4; End = { 1 }; Until = { param($data) -not @((Read-LabMachine)['processes'] | Where-Object { $_['pid'] -eq $data }) } }
}

# Programs that scripts call with the call operator: a function of ours answers @{ Code; Out; Err } to the words of the call.
# A function whose name is the full path stands for the program. Its text belongs to no module, so it sees its caller's
# preference, as the engine does for a program: what comes on the error stream is an error record there, and under Stop the first
# one ends the script before its exit code is known (rows platform/native-stderr-records, servicing/servicing-native-stderr-in-a-remote-session).
# Windows PowerShell does so wherever that stream is merged or redirected, and an operation's always is.
$labPrograms = @{}
function Register-LabTool {
    $folder = Join-Path $env:SystemRoot 'System32'
    $programs = @{
        'Invoke-LabWhoami' = Join-Path $folder 'whoami.exe'; 'Invoke-LabShutdown' = Join-Path $folder 'shutdown.exe'
        'Invoke-LabNetsh' = Join-Path $folder 'netsh.exe'
        'Invoke-LabMpCmdRun' = Join-Path (Join-Path $env:ProgramFiles 'Windows Defender') 'MpCmdRun.exe'
    }
    foreach ($one in $programs.Keys) {
        $text = "`$lab = & (Get-Module -Name 'FakeWindows') { param(`$words) $one `$words } `$args`n" + @'
foreach ($line in $lab['Out']) { $line }
foreach ($record in $lab['Err']) { Write-Error -ErrorRecord $record }
$global:LASTEXITCODE = $lab['Code']
'@
        $labPrograms[$one] = [ScriptBlock]::Create($text)
        Set-Item -LiteralPath "function:global:$($programs[$one])" -Value $labPrograms[$one]
    }
    # A newer platform has the same tool in a folder of its own, which may come while the lab runs (row servicing/servicing-ips1-mpcmdrun-call).
    $ExecutionContext.InvokeCommand.CommandNotFoundAction = {
        param($name, $lookup)
        $tool = ConvertTo-LabPath $name
        if ($tool -notmatch '^C:\\(ProgramData|Program Files)\\.+\\MpCmdRun\.exe$' -or -not (Get-LabFile $tool)) { return }
        Write-LabJournal @{ path = $tool; line = '-wdenable'; stdin = $false }
        $lookup.CommandScriptBlock = $labPrograms['Invoke-LabMpCmdRun']
        $lookup.StopSearch = $true
    }
}

function New-LabAnswer([int]$Code, [string[]]$Out = @(), [string[]]$Err = @()) {
    $id = 'NativeCommandError'
    $records = foreach ($line in $Err) {
        $said = New-Object System.Management.Automation.RemoteException($line)
        New-Object System.Management.Automation.ErrorRecord($said, $id, 'NotSpecified', $line)
        $id = 'NativeCommandErrorMessage'
    }
    @{ Code = $Code; Out = @($Out | Where-Object { $_ }); Err = @($records | Where-Object { $_ }) }
}

function Invoke-LabWhoami($Words) {
    $machine = Read-LabMachine
    $user = $machine['powershell']['user']
    $line = "$Words"
    # Whatever a Windows calls that account, its identifier is this one.
    $isSystem = $user.EndsWith('\SYSTEM', [stringcomparison]::OrdinalIgnoreCase)
    $sid = if ($isSystem) { 'S-1-5-18' } else { 'S-1-5-21-1-2-3-1001' }
    if ($line -eq '/user /fo csv /nh') { return New-LabAnswer 0 @('"{0}","{1}"' -f $user.ToLowerInvariant(), $sid) }
    if ($line -ne '/groups /fo csv /nh') { throw "LabUnknown: whoami.exe $line" }
    $label = 'S-1-16-8192'
    if ($machine['powershell']['elevated']) { $label = 'S-1-16-12288' }
    if ($isSystem) { $label = 'S-1-16-16384' }
    # Names as a German Windows gives them: only the identifiers are the same everywhere.
    New-LabAnswer 0 @('"VORDEFINIERT\Administratoren","Alias","S-1-5-32-544","Verbindliche Gruppe"', ('"Verbindliche Beschriftung","Bezeichnung","{0}",""' -f $label))
}

# Success and failure as rows servicing/servicing-mpcmdrun-signatureupdate-ok and servicing/servicing-mpcmdrun-signatureupdate-failed show them; whatever it is, a failure ends with 2
# (row servicing/servicing-mpcmdrun-exit-2-is-ambiguous).
# Invented: the number where the cloud is not reached; looked for: outputs of -SignatureUpdate without Internet
function Invoke-LabSignatureUpdate([bool]$Reached) {
    $fault = Get-LabFault 'Update-Defender'
    $machine = Read-LabMachine
    $code = $null
    if ($fault -and $fault['effect'] -eq 'fail') { $code = [int]$fault['native'] }
    elseif (-not $Reached) { $code = [int]0x80072ee7 }
    if ($null -ne $code) {
        $shown = '0x{0:x8}' -f $code
        return New-LabAnswer 2 @("ERROR: Signature Update failed with hr=$shown", "CmdTool: Failed with hr = $shown. Check C:\Windows\Temp\MpCmdRun.log for more information")
    }
    if (-not $fault -and $machine['defender']['AMRunningMode'] -ne 'Not running') { Use-LabEffect 'intelligence.update' }
    New-LabAnswer 0 @('Signature update started . . .', 'Signature update finished.')
}

function Invoke-LabMpCmdRun($Words) {
    if ("$Words" -eq '-SignatureUpdate') { return Invoke-LabSignatureUpdate (Read-LabMachine)['cloud']['reachable'] }
    if ("$Words" -match '^-SignatureUpdate -UNC \\\\\w') { return Invoke-LabSignatureUpdate $true }
    if ("$Words" -ne '-wdenable') { throw "LabUnknown: MpCmdRun.exe $Words" }
    $fault = Get-LabFault 'Install-Prerequisite'
    $code = Complete-LabTool 'Install-Prerequisite' 'defender.enable' $fault
    # Both sentences and the stream of the second are invented, see above.
    if ($code -ne 0) { return New-LabAnswer $code @() @($fault['line'], "CmdTool: Failed with hr = 0x$($code.ToString('x8')).") }
    New-LabAnswer 0 @('Service Enable : done')
}

# What somebody planned before our order, while this session lasts: a fault with 1190 is one.
$shutdown = @{ Planned = $false }

# Success says nothing; a refusal is one line on the error stream, "<sentence>.(<code>)" in the language of Windows
# (rows servicing/servicing-shutdown-1190-spanish, servicing/servicing-shutdown-1115-over-winrm, servicing/servicing-shutdown-5).
function Invoke-LabShutdown($Words) {
    Write-LabJournal @{ path = 'C:\Windows\System32\shutdown.exe'; line = "$Words"; stdin = $false }
    if ("$Words" -eq '/a') {
        # Row servicing/servicing-shutdown-1190-spanish: nothing to call off is 1116.
        if (-not $shutdown.Planned) { return New-LabAnswer 1116 @() @('No se puede anular el apagado del sistema porque no se estaba apagando.(1116)') }
        $shutdown.Planned = $false
        return New-LabAnswer 0
    }
    if ($Words.Count -ne 5 -or "$Words" -notmatch '^/r /t \d+ /d p:4:2$') { throw "LabUnknown: shutdown.exe $Words" }
    $fault = Get-LabFault 'Restart-Server'
    if ($fault -and $fault['effect'] -eq 'fail') {
        # Row servicing/servicing-shutdown-1190-is-not-a-restart: it says that something is planned, and it may be a power-off.
        if ($fault['native'] -eq 1190) { $shutdown.Planned = $true }
        return New-LabAnswer $fault['native'] @() @("$($fault['line']).($($fault['native']))")
    }
    if (-not $fault) { Restart-LabMachine }
    New-LabAnswer 0
}
