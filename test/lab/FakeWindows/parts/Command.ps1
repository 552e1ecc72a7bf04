# cmd.exe: an onboarding script of the Group Policy kind, and the line of the detection test.

# The onboarding script as far as Windows answers it (facts 2.3 and 6.4): its checks in their order, then its work.
function Complete-LabOnboarding([string]$Text, [bool]$Stdin, [string]$Out) {
    $machine = Read-LabMachine
    $server = $machine['services']['LanmanServer']
    if (-not $machine['powershell']['elevated'] -or -not $server -or $server['status'] -ne 'Running') { return 65 }
    if (-not ($Text -match 'orgId\\*":\\*"([0-9a-f-]{36})')) { throw 'LabUnknown: an onboarding script without orgId' }
    $org = $Matches[1]
    if ($Out) { [IO.File]::AppendAllText($Out, "Starting Microsoft Defender for Endpoint onboarding process...`r`n") }
    if (-not $machine['services']['Sense']) { return 15 }
    $fault = Get-LabFault 'Invoke-Onboarding'
    if ($fault -and $fault['effect'] -eq 'fail') {
        if ($Out) { [IO.File]::AppendAllText($Out, "$($fault['line'])`r`n") }
        return [int]$fault['native']
    }
    if (-not ($fault -and $fault['effect'] -eq 'noop')) { Add-LabSensor $org }
    # timeout.exe does not wait where stdin is redirected, so the script looks too early (facts 2.3).
    if ($Stdin) { return 35 }
    0
}

# The sensor takes up its work: the policy value decides the antivirus' mode, and the cloud answers a little later or never.
function Add-LabSensor([string]$Org) {
    Use-LabEffect 'onboard' @{ orgId = $Org }
    $policy = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection'
    $forced = (Get-ItemProperty -LiteralPath $policy).PSObject.Properties['ForceDefenderPassiveMode']
    $mode = 'mode.active'
    if ($forced -and $forced.Value -eq 1) { $mode = 'mode.passive' }
    if ((Read-LabMachine)['defender']) { Use-LabEffect $mode }
    Edit-LabMachine {
        param($machine)
        $contact = 'cloud.refused'
        if ($machine['cloud']['reachable'] -and -not $machine['cloud']['inspectedBy']) { $contact = 'cloud.contact' }
        $patch = (Import-LabFile $effectsFile)[$contact]
        $machine['atTime'] = @(@($machine['atTime']) + @{ at = (Get-LabNow) + [long][Math]::Ceiling($machine['cloud']['firstContactMs'] / $speed); patch = $patch } | Where-Object { $_ })
    }
}

function Invoke-Labcmd($Request) {
    if ($Request['Line'] -notmatch '^/d /c (.+)$') { throw "LabUnknown: cmd.exe $($Request['Line'])" }
    $rest = $Matches[1]
    if ($rest -match '^""(.+\.cmd)""$') {
        $path = ConvertFrom-LabPath $Matches[1]
        if (-not [IO.File]::Exists($path)) { return @{ Ms = 1; End = { 1 } } }
        $text = [IO.File]::ReadAllText($path)
        # A question on a console that nobody sees never ends.
        # With its input from a file `set /p` reads a line of it and goes on.
        if ($text -match '(?m)^pause\s*$|set /p(?!.*<)') { return @{ Ms = 1; Until = { $false }; End = { 0 } } }
        $data = @{ Text = $text; Stdin = $Request['Stdin']; Out = $Request['Out'] }
        return @{ Ms = 40; Data = $data; End = { param($data) Complete-LabOnboarding $data['Text'] $data['Stdin'] $data['Out'] } }
    }
    if ($rest -notmatch '^powershell\.exe -NoExit ') { throw "LabUnknown: cmd.exe $($Request['Line'])" }
    Write-LabJournal @{ path = 'powershell.exe'; line = $rest; stdin = $Request['Stdin'] }
    $id = $Request['Id']
    $child = @{ pid = $id + 4; parentPid = $id; name = 'powershell.exe'; startedAt = Get-LabNow }
    $fault = Get-LabFault 'Invoke-DetectionTest'
    if ($fault -and $fault['effect'] -eq 'fail') { return @{ Ms = 1; Data = $fault; End = { param($data) [int]$data['native'] } } }
    Edit-LabMachine { param($machine) $machine['processes'] = @($machine['processes']) + $child }
    # -NoExit: it stays until somebody ends it, and cmd waits for it.
    @{ Ms = 1; Data = $id + 4; End = { 1 }; Until = { param($data) -not @((Read-LabMachine)['processes'] | Where-Object { $_['pid'] -eq $data }) } }
}

# Programs that scripts call with the call operator. A function whose name is the full path answers.
function Register-LabTool {
    $folder = Join-Path $env:SystemRoot 'System32'
    $defender = Join-Path $env:ProgramFiles 'Windows Defender'
    Set-Item -LiteralPath "function:global:$(Join-Path $folder 'whoami.exe')" -Value { Write-LabWhoami $args }
    Set-Item -LiteralPath "function:global:$(Join-Path $folder 'shutdown.exe')" -Value { Invoke-LabShutdown $args }
    Set-Item -LiteralPath "function:global:$(Join-Path $defender 'MpCmdRun.exe')" -Value { Invoke-LabMpCmdRun $args }
}

function Write-LabWhoami($Words) {
    $global:LASTEXITCODE = 0
    $machine = Read-LabMachine
    $user = $machine['powershell']['user']
    $line = "$Words"
    if ($line -eq '/user /fo csv /nh') { return '"{0}","S-1-5-21-1-2-3-1001"' -f $user.ToLowerInvariant() }
    if ($line -ne '/groups /fo csv /nh') { throw "LabUnknown: whoami.exe $line" }
    $label = 'S-1-16-8192'
    if ($machine['powershell']['elevated']) { $label = 'S-1-16-12288' }
    # Names as a German Windows gives them: only the identifiers are the same everywhere.
    '"VORDEFINIERT\Administratoren","Alias","S-1-5-32-544","Verbindliche Gruppe"'
    '"Verbindliche Beschriftung","Bezeichnung","{0}",""' -f $label
}

function Invoke-LabMpCmdRun($Words) {
    if (-not (Get-LabFile 'C:\Program Files\Windows Defender\MpCmdRun.exe')) {
        throw (New-Object System.Management.Automation.CommandNotFoundException('The term MpCmdRun.exe is not recognized.'))
    }
    if ("$Words" -ne '-wdenable') { throw "LabUnknown: MpCmdRun.exe $Words" }
    $global:LASTEXITCODE = Complete-LabTool 'Install-Prerequisite' 'defender.enable' (Get-LabFault 'Install-Prerequisite')
    'Service Enable : done'
}

function Invoke-LabShutdown($Words) {
    Write-LabJournal @{ path = 'C:\Windows\System32\shutdown.exe'; line = "$Words"; stdin = $false }
    if ($Words.Count -ne 5 -or "$Words" -notmatch '^/r /t \d+ /d p:4:2$') { throw "LabUnknown: shutdown.exe $Words" }
    $fault = Get-LabFault 'Restart-Server'
    $global:LASTEXITCODE = 0
    if ($fault -and $fault['effect'] -eq 'fail') {
        $global:LASTEXITCODE = [int]$fault['native']
        return $fault['line']
    }
    if (-not $fault) { Restart-LabMachine }
}
