# What the antivirus is set to: functions of the same CDXML module as Get-MpComputerStatus (row defender/mde-defender-module), so their
# errors ignore the preference of the script that calls them (row defender/mde-cdxml-ignores-preference).
# Stands on: defender/mde-mppreference-2107-nonadmin (names, and numbers and switches as values; what hides a list),
# defender/mde-mppreference-nonadmin-later, defender/mde-mppreference-error-800106ba-en, defender/mde-mppreference-25080-list.
# Invented: that no platform before 4.18.2107.4 has the names of network protection; looked for: captures of Get-MpPreference on older platforms
# Invented: that a policy shows at once, and that Set-MpPreference says nothing where one holds a value, or tamper protection does; looked for: issues and forums

$labSwitches = @('AllowNetworkProtectionOnWinServer', 'AllowNetworkProtectionDownLevel', 'AllowDatagramProcessingOnWinServer')
$labLists = @('ExclusionPath', 'ExclusionExtension', 'ExclusionProcess')
$labPolicies = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Defender'

# One value of a key, or nothing where the key or the value is missing.
function Get-LabPolicy([string]$Key, [string]$Name) {
    # The antivirus reads its policies itself: an account that may not read them changes nothing of that.
    try { if (Test-Path -LiteralPath $Key) { (Get-Item -LiteralPath $Key).GetValue($Name) } }
    catch { $null }
}

# The antivirus of the machine while it answers; else the error of row defender/mde-mppreference-error-800106ba-en, and nothing.
function Get-LabAntivirus($Cmdlet) {
    $machine = Read-LabMachine
    $service = $machine['services']['WinDefend']
    if ($null -ne $machine['defender'] -and $null -ne $service -and $service['status'] -eq 'Running') { return $machine['defender'] }
    Write-LabCimError $Cmdlet 'Operation failed with the following error: 0x%1!x!' 'HRESULT 0x800106ba' 'NotSpecified'
}

function Test-LabNetworkNames($Defender) { [version]$Defender['AMProductVersion'] -ge [version]'4.18.2107.4' }

function Get-MpPreference {
    [CmdletBinding()]
    param()
    $refusal = Get-LabRefusal 'Get-MpPreference'
    if ($refusal) { return $PSCmdlet.WriteError($refusal) }
    $defender = Get-LabAntivirus $PSCmdlet
    if ($null -eq $defender) { return }
    $set = $defender['preferences']
    if ($null -eq $set) { $set = @{} }
    $told = [ordered]@{ ProxyServer = [string]$set['ProxyServer'] }
    $proxy = Get-LabPolicy $labPolicies 'ProxyServer'
    if ($proxy) { $told['ProxyServer'] = $proxy }
    if (Test-LabNetworkNames $defender) {
        $told['EnableNetworkProtection'] = [byte]0
        if ($null -ne $set['EnableNetworkProtection']) { $told['EnableNetworkProtection'] = [byte]$set['EnableNetworkProtection'] }
        $held = Get-LabPolicy "$labPolicies\Windows Defender Exploit Guard\Network Protection" 'EnableNetworkProtection'
        if ($held -is [int]) { $told['EnableNetworkProtection'] = [byte]$held }
        foreach ($name in $labSwitches) { $told[$name] = [bool]$set[$name] }
    }
    foreach ($name in $labLists) {
        $list = @($set[$name] | Where-Object { $_ })
        # A policy may say that lists of this server do not count (Microsoft's page of local admin merge).
        if ((Get-LabPolicy $labPolicies 'DisableLocalAdminMerge') -eq 1) { $list = @() }
        $paths = "$labPolicies\Exclusions\Paths"
        if ($name -eq 'ExclusionPath' -and (Test-Path -LiteralPath $paths)) { $list = @((Get-Item -LiteralPath $paths).Property) + $list }
        # HideExclusionsFromLocalUsers, and its like for administrators.
        if ($set['hidden']) { $list = @('N/A: Must be an administrator to view exclusions') }
        # A list of nothing is no list.
        $told[$name] = $null
        if ($list.Count -gt 0) { $told[$name] = [string[]]$list }
    }
    Write-LabParts 'Get-MpPreference' $told
}

# Whether a change of the preferences happens: not where a fault does nothing, nor to exclusions that tamper protection guards.
function Test-LabPreferenceChange($Cmdlet, $Defender, [string]$Name) {
    $fault = Get-LabFault 'Set-DefenderPreference'
    if ($fault -and $fault['effect'] -eq 'fail') {
        Write-LabCimError $Cmdlet ('Operation failed with the following error: 0x{0:x8}' -f [int]$fault['native']) ('HRESULT 0x{0:x8}' -f [int]$fault['native']) 'NotSpecified'
        return $false
    }
    if ($fault) { return $false }
    $guarded = Get-LabPolicy 'HKLM:\SOFTWARE\Microsoft\Windows Defender\Features' 'TPExclusions'
    -not ($labLists -contains $Name -and $Defender['IsTamperProtected'] -and $guarded -gt 0)
}

function Edit-LabPreference($Cmdlet, [string]$Name, [scriptblock]$How) {
    $defender = Get-LabAntivirus $Cmdlet
    if ($null -eq $defender -or -not (Test-LabPreferenceChange $Cmdlet $defender $Name)) { return }
    Edit-LabMachine {
        param($machine)
        if ($null -eq $machine['defender']['preferences']) { $machine['defender']['preferences'] = @{} }
        & $How $machine['defender']['preferences']
    }
}

function Set-MpPreference {
    [CmdletBinding()]
    param($EnableNetworkProtection, [bool]$AllowNetworkProtectionOnWinServer, [bool]$AllowNetworkProtectionDownLevel, [bool]$AllowDatagramProcessingOnWinServer, [string]$ProxyServer)
    foreach ($name in @('EnableNetworkProtection', 'ProxyServer') + $labSwitches) {
        if (-not $PSBoundParameters.ContainsKey($name)) { continue }
        $value = $PSBoundParameters[$name]
        if ($name -eq 'EnableNetworkProtection') {
            $value = [array]::IndexOf(@('Disabled', 'Enabled', 'AuditMode'), [string]$value)
            if ($value -lt 0) { throw "LabUnknown: Set-MpPreference -EnableNetworkProtection $($PSBoundParameters[$name])" }
        }
        $defender = (Read-LabMachine)['defender']
        # A platform without a name has no parameter of that name either.
        if ($name -ne 'ProxyServer' -and $defender -and -not (Test-LabNetworkNames $defender)) {
            $said = New-Object System.Management.Automation.ParameterBindingException("A parameter cannot be found that matches parameter name '$name'.")
            $PSCmdlet.ThrowTerminatingError((New-Object System.Management.Automation.ErrorRecord($said, 'NamedParameterNotFound', 'InvalidArgument', $null)))
        }
        Edit-LabPreference $PSCmdlet $name { param($set) $set[$name] = $value }
    }
}

function Add-MpPreference {
    [CmdletBinding()]
    param([string[]]$ExclusionPath, [string[]]$ExclusionExtension, [string[]]$ExclusionProcess)
    foreach ($name in $labLists) {
        if (-not $PSBoundParameters.ContainsKey($name)) { continue }
        $more = $PSBoundParameters[$name]
        Edit-LabPreference $PSCmdlet $name { param($set) $set[$name] = @(@($set[$name] | Where-Object { $_ }) + @($more | Where-Object { @($set[$name]) -notcontains $_ })) }
    }
}

function Remove-MpPreference {
    [CmdletBinding()]
    param([string[]]$ExclusionPath, [string[]]$ExclusionExtension, [string[]]$ExclusionProcess, [switch]$ProxyServer)
    if ($ProxyServer) { Edit-LabPreference $PSCmdlet 'ProxyServer' { param($set) $set.Remove('ProxyServer') } }
    foreach ($name in $labLists) {
        if (-not $PSBoundParameters.ContainsKey($name)) { continue }
        $less = $PSBoundParameters[$name]
        Edit-LabPreference $PSCmdlet $name { param($set) $set[$name] = @($set[$name] | Where-Object { $_ -and $less -notcontains $_ }) }
    }
}
