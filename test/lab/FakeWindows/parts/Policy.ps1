# Policy values as they are written. One is followed at once: ForceDefenderPassiveMode, while the sensor runs.
# Stands on: defender/mde-reg-defender-passive (the value counts on Windows Server).
# Invented: that the mode changes at once, without a restart; looked for: timed captures, of which two differ (rows defender/mde-mpstatus-mode-after-passive-key
# and defender/mde-mpstatus-passive-key-stays-normal)

# Passive at once, or not running for a while before it (row defender/mde-mpstatus-mode-after-passive-key).
function Use-LabPassive {
    $machine = Read-LabMachine
    if (-not $machine['passiveAfterMs'] -or $machine['defender']['AMRunningMode'] -eq 'Passive Mode') { return Use-LabEffect 'mode.passive' }
    Use-LabEffect 'mode.late'
    Edit-LabMachine {
        param($machine)
        $at = (Get-LabNow) + [long][Math]::Ceiling($machine['passiveAfterMs'] / $speed)
        $machine['atTime'] = @(@($machine['atTime']) + @{ at = $at; patch = @{ defender = @{ AMRunningMode = 'Passive Mode' } } } | Where-Object { $_ })
    }
}

# From active to passive nothing happens under tamper protection (K14).
function Update-LabMode($Forced) {
    $machine = Read-LabMachine
    $sense = $machine['services']['Sense']
    if (-not $sense -or $sense['status'] -ne 'Running' -or -not $machine['defender']) { return }
    if ($Forced -ne 1) { Use-LabEffect 'mode.active' }
    elseif (-not $machine['defender']['IsTamperProtected']) { Use-LabPassive }
}

# Whose write of a value it is; nothing for one that no fault strikes.
$labPolicyValues = @('Group', 'AllowSampleCollection', 'latency', 'PreferStaticProxyForHttpRequest', 'TelemetryProxyServer', 'DisableEnterpriseAuthProxy', 'DisableAntiSpyware', 'DisableAntiVirus')

# A fault that does nothing leaves the value as it is, and says nothing of it; one that fails refuses as an access list does.
function Test-LabPolicyWrite($Cmdlet, [string]$Key, [string]$Name) {
    $operation = $null
    if ($Name -eq 'ForceDefenderPassiveMode') { $operation = 'Set-PassiveMode' }
    elseif ($labPolicyValues -contains $Name) { $operation = 'Set-Policy' }
    if (-not $operation) { return $true }
    $fault = Get-LabFault $operation
    if ($fault -and $fault['effect'] -eq 'fail') {
        $refused = New-Object System.Security.SecurityException('Requested registry access is not allowed.')
        $Cmdlet.ThrowTerminatingError((New-Object System.Management.Automation.ErrorRecord($refused, 'System.Security.SecurityException', 'PermissionDenied', $Key)))
    }
    -not ($fault -and $fault['effect'] -eq 'noop')
}

function New-ItemProperty {
    [CmdletBinding()]
    param([string[]]$LiteralPath, [string]$Name, $Value, [string]$PropertyType, [switch]$Force)
    if (-not (Test-LabPolicyWrite $PSCmdlet ([string]$LiteralPath) $Name)) { return }
    if ($labOwnsRegistry) {
        foreach ($one in $LiteralPath) {
            if (-not (Split-LabKey $one)) { throw "LabUnknown: New-ItemProperty of '$one'" }
            New-LabProperty $PSCmdlet $one $Name $Value $PropertyType ([bool]$Force)
        }
    }
    # A function does not see the preference of the script that calls it; a refusal must end it all the same.
    else { try { Microsoft.PowerShell.Management\New-ItemProperty -ErrorAction Stop @PSBoundParameters } catch { $PSCmdlet.ThrowTerminatingError($_) } }
    if ($Name -eq 'ForceDefenderPassiveMode') { Update-LabMode $Value }
}

function Remove-ItemProperty {
    [CmdletBinding()]
    param([string[]]$LiteralPath, [string]$Name)
    if (-not (Test-LabPolicyWrite $PSCmdlet ([string]$LiteralPath) $Name)) { return }
    if ($labOwnsRegistry) {
        foreach ($one in $LiteralPath) {
            if (-not (Split-LabKey $one)) { throw "LabUnknown: Remove-ItemProperty of '$one'" }
            foreach ($value in $Name) { Remove-LabProperty $PSCmdlet $one $value }
        }
    }
    else { try { Microsoft.PowerShell.Management\Remove-ItemProperty -ErrorAction Stop @PSBoundParameters } catch { $PSCmdlet.ThrowTerminatingError($_) } }
    if ($Name -eq 'ForceDefenderPassiveMode') { Update-LabMode $null }
}
