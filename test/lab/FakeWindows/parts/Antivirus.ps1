# What the antivirus says of itself. Get-MpComputerStatus is a function of a CDXML module (row defender/mde-defender-module): which
# properties it gives depends on the platform, and its errors ignore the preference of the script that calls it (row
# defender/mde-cdxml-ignores-preference).
# Stands on: defender/mde-mpstatus-10-14393-2248, defender/mde-mpstatus-10-14393-0, defender/mde-mpstatus-2101-9-edrblock,
# defender/mde-mpstatus-2102-4-2019dc, defender/mde-mpstatus-2107-4, defender/mde-mpstatus-2109-6-notrunning,
# defender/mde-mpstatus-24050-7-2022docs, defender/mde-mpstatus-error-800106ba. Dates are objects, as everywhere (row defender/mde-mpstatus-25030-2-client).

# An error of such a command: its code stands in the id of the record alone, never in HResult, and the message says nothing
# (rows defender/mde-mpstatus-error-800106ba, defender/mde-cimexception-has-no-hresult). Only -ErrorAction on the call makes it end a script.
function Write-LabCimError($Cmdlet, [string]$Text, [string]$Id, [string]$Category) {
    $Cmdlet.WriteError((New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception((Get-LabWords $Text))), $Id, $Category, 'MSFT_MpComputerStatus')))
}

# The 33 properties that 4.10.14393 has (row defender/mde-mpstatus-10-14393-2248).
function Get-LabOldStatus($Defender, [bool]$Runs) {
    $none = [uint32]::MaxValue
    # Of the month of the intelligence with which it comes (row servicing/servicing-platform-versions).
    $engine, $version, $age, $updated = '1.1.25100.9006', $Defender['AntivirusSignatureVersion'], [uint32]1, $null
    if ($Runs) { $updated = [DateTimeOffset]::FromUnixTimeMilliseconds($Defender['AntivirusSignatureLastUpdated']).LocalDateTime }
    # Zeros, and no date (row defender/mde-mpstatus-2109-6-notrunning).
    else { $engine, $version, $age = '0.0.0.0', '0.0.0.0', $none }
    $protects = $Runs -and $Defender['RealTimeProtectionEnabled']
    [ordered]@{
        AMEngineVersion = $engine; AMProductVersion = $Defender['AMProductVersion']; AMServiceEnabled = $Runs; AMServiceVersion = $version
        AntispywareEnabled = $Runs; AntispywareSignatureAge = $age; AntispywareSignatureLastUpdated = $updated; AntispywareSignatureVersion = $version
        AntivirusEnabled = $Runs; AntivirusSignatureAge = $age; AntivirusSignatureLastUpdated = $updated; AntivirusSignatureVersion = $version
        BehaviorMonitorEnabled = $protects; ComputerID = ''; ComputerState = [uint32]0; FullScanAge = $none; FullScanEndTime = $null; FullScanStartTime = $null
        IoavProtectionEnabled = $protects; LastFullScanSource = [byte]0; LastQuickScanSource = [byte]0; NISEnabled = $false; NISEngineVersion = '0.0.0.0'; NISSignatureAge = $none
        NISSignatureLastUpdated = $null; NISSignatureVersion = '0.0.0.0'
        # Off in EDR block mode although real-time protection is on (row defender/mde-mpstatus-2101-9-edrblock).
        OnAccessProtectionEnabled = $protects -and $Defender['AMRunningMode'] -eq 'Normal'
        QuickScanAge = $none; QuickScanEndTime = $null; QuickScanStartTime = $null; RealTimeProtectionEnabled = $protects; RealTimeScanDirection = [byte]0; PSComputerName = ''
    }
}

# What newer platforms tell beyond that, each from the first one that a row shows it of; "N/A", empty texts and the date of 1601 are
# values of a machine that nobody manages (rows defender/mde-mpstatus-2102-4-2019dc, defender/mde-mpstatus-24030-9,
# defender/mde-mpstatus-2205-4-notrunning, defender/mde-mpstatus-23050-3-notrunning).
# Invented: that 4.18.2001 is the first to tell its mode (4.18.1807 to 1909 are reported without); looked for: captures of 4.18.19xx and 20xx
$laterProperties = @(
    @{ from = '4.18.2001.0'; gives = [ordered]@{ AMRunningMode = ''; IsTamperProtected = $false; IsVirtualMachine = $true } },
    @{ from = '4.18.2102.4'; gives = [ordered]@{ TamperProtectionSource = 'N/A' } },
    @{ from = '4.18.2107.4'; gives = [ordered]@{ TDTStatus = 'N/A' } },
    @{ from = '4.18.2109.6'; gives = [ordered]@{ TDTMode = 'N/A'; TDTTelemetry = 'N/A' } },
    @{ from = '4.18.2202.4'; gives = [ordered]@{ DefenderSignaturesOutOfDate = $false; DeviceControlDefaultEnforcement = 'N/A'
            DeviceControlPoliciesLastUpdated = [DateTime]::FromFileTimeUtc(0); DeviceControlState = 'Disabled' } },
    @{ from = '4.18.2205.4'; gives = [ordered]@{ FullScanOverdue = $false; FullScanRequired = $false; FullScanSignatureVersion = ''; QuickScanOverdue = $false
            QuickScanSignatureVersion = ''; RebootRequired = $false } },
    @{ from = '4.18.23050.3'; gives = [ordered]@{ ProductStatus = [uint32]524288; SmartAppControlExpiration = ''; SmartAppControlState = ''; TDTSiloType = 'N/A'
            TroubleShootingDailyMaxQuota = ''; TroubleShootingDailyQuotaLeft = ''; TroubleShootingEndTime = ''; TroubleShootingExpirationLeft = ''
            TroubleShootingMode = ''; TroubleShootingModeSource = ''; TroubleShootingQuotaResetTime = ''; TroubleShootingStartTime = '' } },
    @{ from = '4.18.24050.7'; gives = [ordered]@{ InitializationProgress = 'ServiceStartedSuccessfully'; TDTCapable = 'N/A' } }
)

function Get-MpComputerStatus {
    [CmdletBinding()]
    param()
    $refusal = Get-LabRefusal 'Get-MpComputerStatus'
    if ($refusal) { return $PSCmdlet.WriteError($refusal) }
    $machine = Read-LabMachine
    $defender = $machine['defender']
    $service = $machine['services']['WinDefend']
    if ($null -eq $defender -or $null -eq $service -or $service['status'] -ne 'Running') {
        Write-LabCimError $PSCmdlet 'A general error occurred that is not covered by a more specific error code.' 'HRESULT 0x800106ba' 'NotSpecified'
        return
    }
    $status = Get-LabOldStatus $defender ($defender['AMRunningMode'] -ne 'Not running')
    $version = [version]$defender['AMProductVersion']
    foreach ($later in $laterProperties) {
        if ($version -lt [version]$later['from']) { break }
        foreach ($name in $later['gives'].Keys) { $status[$name] = $later['gives'][$name] }
    }
    if ($status.Contains('AMRunningMode')) {
        $status['AMRunningMode'] = $defender['AMRunningMode']
        $status['IsTamperProtected'] = $status['AMServiceEnabled'] -and $defender['IsTamperProtected']
    }
    Write-LabParts 'Get-MpComputerStatus' $status
}
