# What the antivirus does with a file that it knows for a threat, and what it tells of it. The file is told by the hash of row
# defender/mde-eicar-forms, so a file with another text is left alone. Events 1116 and 1117 are those of row defender/mde-eicar-local-events.
# Stands on: defender/mde-eicar-forms, defender/mde-eicar-local-events, defender/mde-mpstatus-scan-source-and-threat (properties of both commands, the
# resource with file:_ before the path, and that the name of the threat stands with Get-MpThreat alone).
# Invented: the number of the threat, the values of the events, that the file is gone within a second, event 1118; looked for: exported events 1116 to 1118 of EICAR

# Files that it has looked at already, by path.
$labLooked = @{}

function Invoke-LabProtection {
    $runs = Join-Path (Join-Path $env:ProgramData 'Gangway') 'runs'
    if (-not [IO.Directory]::Exists($runs)) { return }
    foreach ($path in [IO.Directory]::GetFiles($runs, '*.com', 'AllDirectories')) {
        if ($labLooked[$path] -or -not (Test-LabThreat $path)) { continue }
        $machine = Read-LabMachine
        $defender = $machine['defender']
        $service = $machine['services']['WinDefend']
        if ($null -eq $defender -or $null -eq $service -or $service['status'] -ne 'Running') { continue }
        if ($defender['AMRunningMode'] -ne 'Normal' -or -not $defender['RealTimeProtectionEnabled']) { continue }
        $labLooked[$path] = $true
        $fault = Get-LabFault 'Invoke-AntivirusTest'
        $effect = if ($fault) { $fault['effect'] } else { '' }
        # noop: it does not see the file. fail: it sees it and cannot act. hang: another product was faster.
        if ($effect -eq 'noop') { continue }
        if ($effect -ne 'fail') { [IO.File]::Delete($path) }
        if ($effect -eq 'hang') { continue }
        $name = if ($effect -eq 'fail') { 'antivirus.cannotAct' } else { 'antivirus.takesThreat' }
        Use-LabEffect $name @{ file = (ConvertTo-LabPath $path) }
    }
}

function Test-LabThreat([string]$Path) {
    $hash = [Security.Cryptography.SHA256]::Create()
    try { ([BitConverter]::ToString($hash.ComputeHash([IO.File]::ReadAllBytes($Path))) -replace '-', '') -like '275a021b*' } finally { $hash.Dispose() }
}

# The threats that the log tells of, each with its number, its name and its file.
function Get-LabThreat($Machine) {
    foreach ($event in @($Machine['events'])) {
        if ($null -eq $event -or $event['id'] -ne 1116) { continue }
        $values = @($event['data'])
        if ($values.Count -ne 3) { continue }
        @{ name = $values[0]; id = [long]$values[1]; resource = $values[2]; at = [DateTimeOffset]::FromUnixTimeMilliseconds($event['at']).LocalDateTime
            acted = @($Machine['events'] | Where-Object { $_['id'] -eq 1117 -and @($_['data']) -contains $values[2] }).Count -gt 0 }
    }
}

function Get-MpThreatDetection {
    [CmdletBinding()]
    param()
    $refusal = Get-LabRefusal 'Get-MpThreatDetection'
    if ($refusal) { return $PSCmdlet.WriteError($refusal) }
    if ($null -eq (Get-LabAntivirus $PSCmdlet)) { return }
    foreach ($threat in Get-LabThreat (Read-LabMachine)) {
        Write-LabParts 'Get-MpThreatDetection' ([ordered]@{
                ActionSuccess = $threat.acted; AdditionalActionsBitMask = [uint32]0; AMProductVersion = (Read-LabMachine)['defender']['AMProductVersion']
                CleaningActionID = [byte]2; CurrentThreatExecutionStatusID = [byte]1; DetectionID = '{00000000-0000-0000-0000-000000000000}'; DetectionSourceTypeID = [byte]3
                DomainUser = 'NT AUTHORITY\SYSTEM'; InitialDetectionTime = $threat.at; LastThreatStatusChangeTime = $threat.at; ProcessName = 'Unknown'; RemediationTime = $threat.at
                Resources = @($threat.resource); ThreatID = $threat.id; ThreatStatusErrorCode = [uint32]0; ThreatStatusID = [byte]1
            })
    }
}

function Get-MpThreat {
    [CmdletBinding()]
    param()
    $refusal = Get-LabRefusal 'Get-MpThreat'
    if ($refusal) { return $PSCmdlet.WriteError($refusal) }
    if ($null -eq (Get-LabAntivirus $PSCmdlet)) { return }
    foreach ($threat in Get-LabThreat (Read-LabMachine)) {
        Write-LabParts 'Get-MpThreat' ([ordered]@{ CategoryID = [byte]42; DidThreatExecute = $false; IsActive = -not $threat.acted; Resources = @($threat.resource); RollupStatus = [byte]1
                SchemaVersion = '1.0.0.0'; SeverityID = [byte]5; ThreatID = $threat.id; ThreatName = $threat.name; TypeID = [byte]0 })
    }
}
