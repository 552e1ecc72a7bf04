# msiexec.exe /x and Install.ps1 -Uninstall: the package of the sensor is removed.
#
# Stands on: servicing/servicing-ips1-uninstall-order, servicing/servicing-ips1-msiexec-line, servicing/servicing-ips1-log-files,
# servicing/servicing-ips1-output-streams, servicing/servicing-msi-mde-offboard-before-uninstall, servicing/servicing-msi-log-first-return-value-3-is-noise,
# servicing/servicing-mma-removal.
# Invented: the actions in the log of a removal, and that 1605 leaves no log; looked for: a whole log of md4ws.msi that was removed, in issues of mdefordownlevelserver and forums.
# Invented: the sentences of Install.ps1 for its codes; looked for: nothing, the project keeps no text of Microsoft's script.

$uninstallKey = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall'
$sensorStatusKey = 'HKLM:\SOFTWARE\Microsoft\Windows Advanced Threat Protection\Status'

# Whether Windows knows a product of that code.
function Test-LabProduct([string]$Code) { $Code -match '^\{[0-9A-Fa-f-]{36}\}$' -and (Test-Path -LiteralPath "$uninstallKey\$Code") }

function Invoke-LabRemoval([string[]]$Words) {
    $code = $null; $log = $null; $unknown = $false
    for ($i = 0; $i -lt $Words.Count; $i++) {
        switch -Regex ($Words[$i]) {
            '^/x$' { $i++; $code = $Words[$i]; break }
            '^/(quiet|norestart)$' { break }
            '^/lvx\*\+$' { $i++; $log = $Words[$i]; break }
            default { $unknown = $true }
        }
    }
    if ($unknown -or -not $code) { return @{ Ms = 1; End = { 1639 } } }
    if (-not (Test-LabProduct $code)) { return @{ Ms = 1; End = { 1605 } } }
    # Row servicing/servicing-mma-removal: the old agent is known by the name of its product.
    $agent = (Get-ItemProperty -LiteralPath "$uninstallKey\$code").DisplayName -eq 'Microsoft Monitoring Agent'
    $fault = Get-LabFault $(if ($agent) { 'Remove-MonitoringAgent' } else { 'Remove-Sensor' })
    if ($fault -and $fault['effect'] -eq 'fail' -and @(1605, 1618) -contains $fault['native']) {
        $native = [int]$fault['native']
        return @{ Ms = 1; Data = $native; End = { param($data) $data } }
    }
    if ($log) { Write-LabMsiStart $log }
    if ($agent) { return @{ Ms = 60; Until = Get-LabHang $fault; Data = @{ Fault = $fault; Log = $log }; End = { param($data) Complete-LabAgentRemoval $data } } }
    @{ Ms = 60; Until = Get-LabHang $fault; Data = @{ Fault = $fault; Log = $log; AtWill = ($Words -notcontains '/norestart') }; End = { param($data) Complete-LabRemoval $data } }
}

# The lines with the reason why the package refuses; nothing where it does not.
function Get-LabRemovalRefusal {
    $status = Get-ItemProperty -LiteralPath $sensorStatusKey -ErrorAction SilentlyContinue
    $state = if ($status) { $status.PSObject.Properties['OnboardingState'] }
    $sense = (Read-LabMachine)['services']['Sense']
    # Row servicing/servicing-msi-mde-offboard-before-uninstall.
    if (($state -and $state.Value -eq 1) -or ($sense -and $sense['start'] -eq 2)) { Get-LabMsiServer "Product: $msiProduct -- MDE should be offboarded before uninstall" }
}

function Complete-LabRemoval($Data) {
    $fault = $Data['Fault']
    $log = $Data['Log']
    $refused = Get-LabRemovalRefusal
    $why = @($refused)
    if (-not $refused -and $fault -and $fault['effect'] -eq 'fail') { $why = @($fault['line']) }
    $failed = $refused -or ($fault -and $fault['effect'] -eq 'fail')
    if ($log -and $failed) {
        Write-LabMsiLog $log (@(
                $why; "Action ended $(Get-LabClock): InstallFinalize. Return value 3.", "Action ended $(Get-LabClock): INSTALL. Return value 3.", 'Property(S): Manufacturer = Microsoft Corporation'
                (Get-LabMsiServer "Product: $msiProduct -- Removal failed."), "=== Verbose logging stopped: $(Get-LabMoment) ===") | Where-Object { $_ })
    }
    elseif ($log) {
        Write-LabMsiLog $log @(
            "Action ended $(Get-LabClock): InstallFinalize. Return value 1.", "Action ended $(Get-LabClock): INSTALL. Return value 1."
            'Property(S): Manufacturer = Microsoft Corporation', (Get-LabMsiServer "Product: $msiProduct -- Removal completed successfully."), "=== Verbose logging stopped: $(Get-LabMoment) ===")
    }
    if ($refused) { return 1603 }
    Complete-LabTool 'Remove-Sensor' "sensor.remove:$(Get-LabOs)" $fault -AtWill:$Data['AtWill']
}

function Complete-LabAgentRemoval($Data) {
    $fault = $Data['Fault']
    if ($fault -and $fault['effect'] -eq 'fail') {
        Write-LabMsiLog $Data['Log'] (@($fault['line'], "Action ended $(Get-LabClock): InstallFinalize. Return value 3.") | Where-Object { $_ })
        return [int]$fault['native']
    }
    Write-LabMsiLog $Data['Log'] @("Action ended $(Get-LabClock): InstallFinalize. Return value 1.", (Get-LabMsiServer 'Product: Microsoft Monitoring Agent -- Removal completed successfully.'))
    Complete-LabTool 'Remove-MonitoringAgent' 'agent.remove' $fault
}

# Install.ps1 -Uninstall, as far as we call it.
function Invoke-LabScriptRemoval($Request, [string]$Own, [string[]]$Options) {
    foreach ($option in $Options) { if (@('-NoEtl', '-Uninstall') -notcontains $option) { throw "LabUnknown: Install.ps1 $option" } }
    # Row servicing/servicing-ips1-parameters-by-version.
    if ($Options -contains '-NoEtl' -and [IO.File]::ReadAllText($Own) -notmatch '\$NoEtl\b') { return @{ Ms = 1; End = { 1 } } }
    $folder = Split-Path -Parent $Own
    $fault = Get-LabFault 'Remove-Sensor'
    $data = @{
        Fault = $fault; Out = $Request['Out']; Err = $Request['Err']; AtWill = $true
        Own = "$folder/InstallPS1-$env:COMPUTERNAME.261129T104105123+0000.log"; Kept = "$folder/uninstall-$env:COMPUTERNAME.log"
        Log = Join-Path $env:TEMP '6f0d3b1e-2a7c-4c58-9a35-0b1d5e8f7a21.log'
    }
    Write-LabScriptLine $data 'Install.ps1 traces will be saved to the folder of the script'
    # Its own words leave before Windows Installer is called.
    if ($fault -and $fault['effect'] -eq 'fail' -and $fault['native'] -lt 100) {
        return @{ Ms = 1; Data = $data; End = { param($data) Complete-LabScript $data $data['Fault']['native'] $data['Fault']['line'] } }
    }
    if ($fault -and $fault['effect'] -eq 'fail' -and @(1605, 1618) -contains $fault['native']) {
        return @{ Ms = 1; Data = $data; End = { param($data) Complete-LabScript $data $data['Fault']['native'] "uninstall exitcode: $($data['Fault']['native'])" } }
    }
    [IO.Directory]::CreateDirectory($env:TEMP) | Out-Null
    Write-LabMsiStart $data.Log
    @{
        Ms = 2500; Until = Get-LabHang $fault; Data = $data
        End = {
            param($data)
            $code = Complete-LabRemoval $data
            [IO.File]::Move($data['Log'], $data['Kept'])
            if ($code -ne 0) { return Complete-LabScript $data $code "uninstall exitcode: $code" }
            Complete-LabScript $data 0
        }
    }
}
