# What the antivirus says of itself. Get-MpComputerStatus is a function of a CDXML module: which properties it gives depends on
# the platform, and its errors ignore the preference of the script that calls it (row defender/mde-cdxml-ignores-preference).

# An error of such a command: its code stands in the id of the record alone, never in HResult, and the message says nothing
# (rows defender/mde-mpstatus-error-800106ba, defender/mde-cimexception-has-no-hresult). Only -ErrorAction on the call makes it end a script.
function Write-LabCimError($Cmdlet, [string]$Text, [string]$Id, [string]$Category) {
    $Cmdlet.WriteError((New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception((Get-LabWords $Text))), $Id, $Category, 'MSFT_MpComputerStatus')))
}

# The 32 properties that 4.10.14393 has (row defender/mde-mpstatus-10-14393-2248), as far as anybody may ask for one of them here.
function Get-LabOldStatus($Defender, [bool]$Runs) {
    $none = [uint32]::MaxValue
    $engine, $version, $age, $updated = '1.1.17900.7', $Defender['AntivirusSignatureVersion'], [uint32]1, $null
    if ($Runs) { $updated = [DateTimeOffset]::FromUnixTimeMilliseconds($Defender['AntivirusSignatureLastUpdated']).LocalDateTime }
    # Zeros, and the year 1601 for a date (rows defender/mde-mpstatus-2109-6-notrunning and -2205-4-notrunning; that it is this date is invented).
    else { $engine, $version, $age, $updated = '0.0.0.0', '0.0.0.0', $none, [DateTime]::FromFileTimeUtc(0) }
    $protects = $Runs -and $Defender['RealTimeProtectionEnabled']
    [ordered]@{
        AMEngineVersion = $engine; AMProductVersion = $Defender['AMProductVersion']; AMServiceEnabled = $Runs; AMServiceVersion = $version
        AntispywareEnabled = $Runs; AntispywareSignatureAge = $age; AntispywareSignatureLastUpdated = $updated; AntispywareSignatureVersion = $version
        AntivirusEnabled = $Runs; AntivirusSignatureAge = $age; AntivirusSignatureLastUpdated = $updated; AntivirusSignatureVersion = $version
        BehaviorMonitorEnabled = $protects; ComputerState = [uint32]0; FullScanAge = $none; FullScanEndTime = $null; FullScanStartTime = $null
        IoavProtectionEnabled = $protects; NISEnabled = $false; NISEngineVersion = '0.0.0.0'; NISSignatureAge = $none
        NISSignatureLastUpdated = $null; NISSignatureVersion = '0.0.0.0'
        # Off in EDR block mode although real-time protection is on (row defender/mde-mpstatus-2101-9-edrblock).
        OnAccessProtectionEnabled = $protects -and $Defender['AMRunningMode'] -eq 'Normal'
        QuickScanAge = $none; QuickScanEndTime = $null; QuickScanStartTime = $null; RealTimeProtectionEnabled = $protects; RealTimeScanDirection = [byte]0
    }
}

function Get-MpComputerStatus {
    [CmdletBinding()]
    param()
    Assert-LabWorks 'Get-MpComputerStatus'
    $machine = Read-LabMachine
    $defender = $machine['defender']
    $service = $machine['services']['WinDefend']
    if ($null -eq $defender -or $null -eq $service -or $service['status'] -ne 'Running') {
        Write-LabCimError $PSCmdlet 'A general error occurred that is not covered by a more specific error code.' 'HRESULT 0x800106ba' 'NotSpecified'
        return
    }
    $status = Get-LabOldStatus $defender ($defender['AMRunningMode'] -ne 'Not running')
    # 4.10.14393.* has neither (row defender/mde-mpstatus-10-14393-2248), 4.18.2101.9 has both (row defender/mde-mpstatus-2101-9-edrblock), and
    # 4.18.1807 to 1909 are reported without. The number between them is invented; the practice server has the same.
    if ([version]$defender['AMProductVersion'] -ge [version]'4.18.2001.0') {
        $status['AMRunningMode'] = $defender['AMRunningMode']
        $status['IsTamperProtected'] = $status['AMServiceEnabled'] -and $defender['IsTamperProtected']
        $status['IsVirtualMachine'] = $true
        $status['TamperProtectionSource'] = 'N/A'
    }
    Write-LabParts 'Get-MpComputerStatus' $status
}
