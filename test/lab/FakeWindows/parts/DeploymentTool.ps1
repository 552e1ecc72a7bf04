# DefenderDT.exe: Microsoft's deployment tool, as far as its page tells what it does; it refuses what it was not described to be given.
#
# Stands on: servicing/servicing-ddt-parameters, servicing/servicing-ddt-exit-codes, servicing/servicing-ddt-log, servicing/servicing-ddt-order-of-work,
# servicing/servicing-features-14081-in-deployment-tool (710 where the feature was removed).
# Invented: which code it gives for a package that refuses (500), without a way to Microsoft (400, 300), for a folder that is not there (20); looked for: runs of the tool, in issues, forums and gists.
# Invented: what it writes for passive mode and tag, which files it stages, and the lines of its log that its page does not show; looked for: logs of the tool, in issues, forums and gists.

# The one folder with staged files that a played server knows.
$labStaged = 'D:\DefenderDT'

function Read-LabToolWords([string]$Line) {
    $given = @{}
    foreach ($word in @(Split-LabLine $Line)) {
        if ($word -notmatch '^-(?<name>Quiet|NoResumeAfterReboot|Precheck|Verbose|Passive|Offboard|Uninstall|Yes|Offline)$|^-(?<name>File|Source|DeviceTag|Proxy|RemoveMMA|Stage):(?<value>.+)$') { throw "LabUnknown: DefenderDT.exe $word" }
        $given[$Matches['name']] = [string]$Matches['value']
    }
    # Without these it would open a window, or go on by itself after a restart.
    if (-not $given.ContainsKey('Quiet') -or -not $given.ContainsKey('NoResumeAfterReboot')) { throw "LabUnknown: DefenderDT.exe $Line" }
    $given
}

function Write-LabToolLog([string[]]$Lines) {
    $folder = Join-Path (Join-Path $env:ProgramData 'Microsoft') 'DefenderDeploymentTool'
    [IO.Directory]::CreateDirectory($folder) | Out-Null
    [IO.File]::AppendAllText((Join-Path $folder "DefenderDeploymentTool-$env:COMPUTERNAME.log"), (($Lines -join "`r`n") + "`r`n"), (New-Object Text.UTF8Encoding($false)))
}

function Write-LabToolEnd([int]$Code) {
    $word = switch ($Code) { 0 { ' [Success]' } 710 { ' [EnableFeatureFailed]' } default { '' } }
    Write-LabToolLog @('Sequence completion', "Microsoft Defender deployment tool completed, exit code: $Code$word")
    $Code
}

function Invoke-LabDefenderDT($Request) {
    if (-not (Test-Path -LiteralPath $Request['Path'])) { throw "LabUnknown: program '$($Request['Path'])'" }
    $given = Read-LabToolWords $Request['Line']
    $operation = 'Invoke-DeploymentTool'
    if ($given.ContainsKey('Precheck')) { $operation = 'Test-DeploymentTool' }
    if ($given.ContainsKey('Stage')) { $operation = 'Save-DeploymentStage' }
    $fault = Get-LabFault $operation
    Write-LabToolLog @("Microsoft Defender deployment tool $(Get-LabMark (ConvertFrom-LabPath $Request['Path']) 'version')")
    @{ Ms = 60; Until = Get-LabHang $fault; Data = @{ Given = $given; Fault = $fault; Path = ConvertFrom-LabPath $Request['Path'] }; End = { param($data) Write-LabToolEnd (Complete-LabDeployment $data['Given'] $data['Fault'] $data['Path']) } }
}

function Complete-LabDeployment($Given, $Fault, $Path) {
    if ($Fault -and $Fault['effect'] -eq 'fail') {
        # What it replaced itself by, where the fault says so: the marks of a file.
        if ([int]$Fault['native'] -eq 6 -and ([string]$Fault['line']).StartsWith('lab-internal-name:')) { [IO.File]::WriteAllText($Path, [string]$Fault['line']) }
        return [int]$Fault['native']
    }
    if ($Fault -and $Fault['effect'] -eq 'noop') { return 0 }
    if ($Given.ContainsKey('Precheck')) { return 0 }
    $reaches = (Read-LabMachine)['cloud']['reachable']
    if ($Given.ContainsKey('Stage')) {
        if (-not $reaches) { return 400 }
        foreach ($name in 'practice-2012r2.bin', 'practice-2016.bin', 'practice-intelligence.bin') { [IO.File]::WriteAllText((Join-Path (ConvertFrom-LabPath $Given['Stage']) $name), $name) }
        return 0
    }
    if ($Given.ContainsKey('Source') -and $Given['Source'] -ne $labStaged) { return 20 }
    $file = ConvertFrom-LabPath $Given['File']
    if (-not [IO.File]::Exists($file)) { if ($Given.ContainsKey('Yes')) { return 301 } else { return 201 } }
    if (-not ([IO.File]::ReadAllText($file) -match 'orgId\\*":\\*"([0-9a-fA-F-]{36})')) { throw 'LabUnknown: a file without orgId' }
    $org = $Matches[1]
    if ($Given.ContainsKey('Offboard') -or $Given.ContainsKey('Uninstall')) { return Complete-LabLeaving $Given $org $reaches }
    if ($Given.ContainsKey('Yes') -or $Given.ContainsKey('Offline')) { return 70 }
    if (-not $Given.ContainsKey('Source') -and -not $reaches) { return 400 }
    if (Test-LabOnboarded) { return 2 }
    $prepared = Complete-LabPreparation
    if ($prepared -ne 0) { return $prepared }
    if ($Fault -and $Fault['effect'] -eq 'restart') { Use-LabEffect 'sensor.pendingRestart'; return 10 }
    Complete-LabJoining $Given $org
}

function Test-LabOnboarded {
    $status = Get-ItemProperty -LiteralPath $sensorStatusKey -ErrorAction SilentlyContinue
    $state = if ($status) { $status.PSObject.Properties['OnboardingState'] }
    $sense = (Read-LabMachine)['services']['Sense']
    $state -and $state.Value -eq 1 -and $sense -and $sense['status'] -eq 'Running'
}

# Prerequisites, the feature and the sensor: what is missing of them.
function Complete-LabPreparation {
    $os = Get-LabOs
    if ($os -eq '2012r2' -and -not (Get-LabFile "$system32\ucrtbase.dll")) { Use-LabEffect 'update:KB2999226' }
    switch ((Read-LabMachine)['features']['Windows-Defender']) {
        'Disabled' {
            Write-LabToolLog @("Enabling Feature 'Windows-Defender'")
            Use-LabEffect "feature.enable:$(Get-LabOs -Antivirus)"
            return 10
        }
        'EnablePending' { return 10 }
        'DisabledWithPayloadRemoved' {
            Write-LabToolLog @("Enabling Feature 'Windows-Defender'", 'Error 14081: 0x3701 The referenced assembly could not be found')
            return 710
        }
    }
    if ($os -eq '2019') { return 0 }
    $installed = @(Get-ChildItem -LiteralPath $uninstallKey -ErrorAction SilentlyContinue | Where-Object { (Get-ItemProperty -LiteralPath $_.PSPath).PSObject.Properties['DisplayName'].Value -eq $msiProduct })
    if ($installed.Count -gt 0) { return 0 }
    if ($null -ne (Get-LabSetupRefusal)) { return 500 }
    Use-LabEffect "sensor.install:$os"
    0
}

function Complete-LabJoining($Given, [string]$Org) {
    $policy = 'HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection'
    if ($Given.ContainsKey('Passive')) { Set-LabRegistry @{ $policy = @{ ForceDefenderPassiveMode = 1 } } }
    if ($Given.ContainsKey('DeviceTag')) { Set-LabRegistry @{ "$policy\DeviceTagging" = @{ Group = $Given['DeviceTag'] } } }
    if ($Given.ContainsKey('RemoveMMA')) {
        $name = "Log Analytics - $($Given['RemoveMMA'])"
        if (-not (Test-Path -LiteralPath "$labWorkspaces\$name")) { return 930 }
        Set-LabRegistry @{ "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\HealthService\Parameters\Service Connector Services\$name" = $null }
    }
    if (-not (Read-LabMachine)['services']['Sense']) { return 200 }
    Add-LabSensor $Org
    0
}

function Complete-LabLeaving($Given, [string]$Org, [bool]$Reaches) {
    if (-not $Given.ContainsKey('Yes')) { throw 'LabUnknown: DefenderDT.exe asks whether it may' }
    if (-not (Test-LabOnboarded)) { return 3 }
    if (-not $Reaches -and -not $Given.ContainsKey('Offline')) { return 300 }
    Use-LabEffect 'offboard.written' @{ orgId = $Org }
    Use-LabEffect 'offboard'
    $machine = Read-LabMachine
    if ($machine['defender']) {
        Use-LabEffect 'tamper.lifted'
        if ($machine['defender']['AMRunningMode'] -eq 'Passive Mode') { Use-LabEffect 'mode.released' }
    }
    Use-LabEffect 'offboard.reported'
    if ($Given.ContainsKey('Uninstall') -and (Get-LabOs) -ne '2019') { Use-LabEffect "sensor.remove:$(Get-LabOs)" }
    0
}
