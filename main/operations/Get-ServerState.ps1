<#
.SYNOPSIS
Reads everything about this server that the wizard decides on, in one go. Changes nothing.
.DESCRIPTION
The answer has every fact of the catalogue's serverState. What cannot be read is null (or empty) and named in
"unreadable" with the reason; one part that fails, or is not there in time, never loses the rest.
.PARAMETER AntivirusServices
Service names of other antivirus products to look for.
.PARAMETER EventsSince
Events older than this are not read (milliseconds since 1970-01-01T00:00Z).
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
.PARAMETER PartSeconds
How long one part may take, in seconds, before it is left out.
#>
[CmdletBinding()]
param([object[]]$AntivirusServices = @(), [long]$EventsSince = 0, [string]$LibraryFolder, [int]$PartSeconds = 40)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Facts.ps1')
. (Join-Path $PSScriptRoot 'Room.ps1')
. (Join-Path $PSScriptRoot 'InTime.ps1')
. (Join-Path $PSScriptRoot 'RunState.ps1')
. (Join-Path $PSScriptRoot 'OurFolder.ps1')
. (Join-Path $PSScriptRoot 'KeptFacts.ps1')
. (Join-Path $PSScriptRoot 'WindowsFacts.ps1')
. (Join-Path $PSScriptRoot 'Connectivity.ps1')
. (Join-Path $PSScriptRoot 'Preferences.ps1')
. (Join-Path $PSScriptRoot 'NativeTool.ps1')
. (Join-Path $PSScriptRoot 'WinHttp.ps1')
. (Join-Path $PSScriptRoot 'PolicyValues.ps1')
. (Join-Path $PSScriptRoot 'SensorFacts.ps1')
. (Join-Path $PSScriptRoot 'ManagerFacts.ps1')

$policies = 'HKLM:\SOFTWARE\Policies\Microsoft'
$sensorKey = 'HKLM:\SOFTWARE\Microsoft\Windows Advanced Threat Protection'
$control = 'HKLM:\SYSTEM\CurrentControlSet\Control'
$versions = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion'
$product = 'Microsoft Defender for (Windows Server|Endpoint)'

function Get-SessionFact {
    # Each signed-in person has a shell in a session of their own; Core has no desktop, only a console.
    $users = @(Read-InTime 'sessions' {
            foreach ($shell in @(Get-CimInstance -ClassName Win32_Process -Filter "Name='explorer.exe' OR Name='cmd.exe' OR Name='powershell.exe'")) {
                if ($shell.SessionId -eq 0) { continue }
                $owner = Invoke-CimMethod -InputObject $shell -MethodName GetOwner
                if ($owner.ReturnValue -eq 0 -and $owner.User) { "$($owner.Domain)\$($owner.User)" }
            }
        })
    @($users | Sort-Object -Unique | ForEach-Object { @{ user = $_ } })
}

function Get-FeatureFact([long]$Build) {
    if ($Build -lt 14393) { return 'notPresent' }
    $found = Read-InTime 'defender.feature' {
        try { Get-WindowsOptionalFeature -Online -FeatureName 'Windows-Defender' }
        catch { if ($_.Exception.HResult -eq 0x800F080C) { [pscustomobject]@{ State = 'unknown' } } else { throw } }
    }
    if ($null -eq $found) { return $null }
    $names = @{ unknown = 'notPresent'; Enabled = 'enabled'; Disabled = 'disabled'; DisabledWithPayloadRemoved = 'removed'; EnablePending = 'pending'; DisablePending = 'pending' }
    $state = Get-Word $found 'State'
    Read-Fact 'defender.feature' { if ($names.ContainsKey($state)) { $names[$state] } else { throw "feature state $state" } }
}

function Get-DefenderFact($Service, [long]$Build) {
    $fact = @{ feature = Get-FeatureFact $Build; platformVersion = $null; engineVersion = $null; signatureVersion = $null
        signaturesUpdatedAt = $null; runningMode = $null; modeNotTold = $false; serviceEnabled = $null; antivirusEnabled = $null
        realTimeProtection = $null; onAccessProtection = $null; tamperProtected = $null }
    if ($null -eq $Service) { return $fact }
    $fact.platformVersion = Read-Fact 'defender.platformVersion' { Get-FileVersion $Service.imagePath }
    # A stopped antivirus answers nothing, and 2012 R2 has the command only once the antivirus is there.
    if ($Service.status -ne 'running' -or -not (Get-Command -Name 'Get-MpComputerStatus' -ErrorAction SilentlyContinue)) { return $fact }
    $status = Read-InTime @('runningMode', 'engineVersion', 'signatureVersion', 'signaturesUpdatedAt', 'realTimeProtection', 'tamperProtected' | ForEach-Object { "defender.$_" }) { Get-MpComputerStatus -ErrorAction Stop }
    if ($null -eq $status) { return $fact }
    # Which properties there are depends on the platform: that of a 2016 whose feature was just enabled has no mode at all.
    $fact.runningMode = Get-Text $status 'AMRunningMode'
    if (-not $fact.runningMode) { $fact.runningMode = $null; $fact.modeNotTold = $true }
    $fact.engineVersion = Get-Version $status 'AMEngineVersion'
    $fact.signatureVersion = Get-Version $status 'AntivirusSignatureVersion'
    $fact.signaturesUpdatedAt = Get-Time $status 'AntivirusSignatureLastUpdated'
    $fact.serviceEnabled = Get-Switch $status 'AMServiceEnabled'
    $fact.antivirusEnabled = Get-Switch $status 'AntivirusEnabled'
    $fact.realTimeProtection = Get-Switch $status 'RealTimeProtectionEnabled'
    $fact.onAccessProtection = Get-Switch $status 'OnAccessProtectionEnabled'
    $fact.tamperProtected = Get-Switch $status 'IsTamperProtected'
    $fact
}

function Get-State {
    $os = Get-OsFact
    $computer = Read-InTime 'computer' { Get-CimInstance -ClassName Win32_ComputerSystem }
    $joined = ((Get-Value $computer 'PartOfDomain') -eq $true)
    $domain = $null
    if ($joined) { $domain = Get-Text $computer 'Domain' }
    $found = Read-InTime 'disk' { Get-CimInstance -ClassName Win32_LogicalDisk -Filter "DeviceID='$env:SystemDrive'" }
    $disk = @{ drive = Get-Word $found 'DeviceID'; freeBytes = Get-Number $found 'FreeSpace'; sizeBytes = Get-Number $found 'Size' }
    if ($null -eq $disk.freeBytes -or $null -eq $disk.sizeBytes) { $disk = $null }
    $services = @{}
    foreach ($name in @('Sense', 'WinDefend', 'WdNisSvc', 'WdBoot', 'WdFilter', 'MsSecFlt', 'LanmanServer', 'DiagTrack', 'wuauserv')) {
        $path = Get-ServicePath $name
        $services[$path.Substring(9)] = Read-Fact $path { Get-ServiceFact $name }
    }
    $set = Get-PolicyFact
    $winHttp = Read-Fact @('proxy.winHttp', 'proxy.winHttpBypass') { ConvertFrom-WinHttpSettings (Get-Value (Get-Key $winHttpKey) 'WinHttpSettings') }
    if ($null -eq $winHttp) { $winHttp = ConvertFrom-WinHttpSettings $null }
    $roles = Read-InTime 'roles' {
        if (Get-Command -Name 'Get-WindowsFeature' -ErrorAction SilentlyContinue) {
            Get-WindowsFeature | Where-Object { [string]$_.InstallState -eq 'Installed' -and $_.FeatureType -like 'Role*' } | ForEach-Object { [string]$_.Name }
        }
    }
    $other = Read-Fact 'otherAntivirus' {
        # Without a name Get-Service would give every service.
        foreach ($service in @(if ($AntivirusServices.Count -gt 0) { Get-Service -Name $AntivirusServices -ErrorAction SilentlyContinue })) {
            @{ service = [string]$service.Name; displayName = [string]$service.DisplayName; running = ([string]$service.Status -eq 'Running') }
        }
    }
    $system32 = Join-Path $env:SystemRoot 'System32'
    $files = @{}
    foreach ($name in @('ucrtbase.dll', 'tdh.dll', 'ntoskrnl.exe')) {
        $short = $name.Split('.')[0]
        $files[$short] = Read-Fact "files.$short" { Get-FileVersion (Join-Path $system32 $name) }
    }
    $files['ntoskrnlOwnerTrusted'] = Read-Fact 'files.ntoskrnlOwnerTrusted' {
        # The owner's identifier (TrustedInstaller), from the descriptor: names differ by language.
        (Get-Acl -LiteralPath (Join-Path $system32 'ntoskrnl.exe')).Sddl.StartsWith('O:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464G', [stringcomparison]::Ordinal)
    }
    $sensor = Get-SensorFact $services.sense
    $orphan = Read-Fact 'orphanRegistration' {
        # Known issue K24: the installer still knows the product, the uninstall keys do not.
        $products = 'HKLM:\SOFTWARE\Classes\Installer\Products'
        if ($null -eq $sensor.product -and (Test-Path -LiteralPath $products)) {
            foreach ($key in @(Get-ChildItem -LiteralPath $products)) {
                if ([string](Get-Value (Get-Key "$products\$($key.PSChildName)") 'ProductName') -match $product) { return $true }
            }
        }
    }
    $state = @{
        computer = @{ name = [string]$env:COMPUTERNAME; domain = $domain; domainJoined = $joined }
        os = $os; powershell = Get-PowerShellFact; boot = Get-BootFact; disk = $disk; services = $services; sensor = $sensor; files = $files
        restartPending = @(Get-RestartFact); sessions = @(Get-SessionFact); roles = @($roles)
        defender = Get-DefenderFact $services.winDefend $os.build
        preferences = Get-PreferenceFact $services.winDefend
        workloads = @(Read-Fact 'workloads' { Get-WorkloadFact })
        policy = $set.values
        otherAntivirus = @($other); owners = @(Read-Fact 'owners' { Get-OwnerFact }); policySources = @(Get-PolicySource)
        workspaces = @(Read-Fact 'workspaces' { Get-WorkspaceFact }); monitoringAgent = Read-Fact 'monitoringAgent' { Get-MonitoringAgentFact }
        proxy = @{ winHttp = $winHttp.proxy; winHttpBypass = $winHttp.bypass
            telemetry = $set.telemetryProxy; antivirus = $set.antivirusProxy }
        orphanRegistration = [bool]$orphan; events = @(Get-EventFact $EventsSince 40); kit = @(Read-Fact 'kit' { Get-KitFact }); runs = @(Read-Fact 'runs' { Get-RunFact })
        lease = Read-Fact 'lease' { Get-LeaseFact }
    }
    # Last: everything above may have added to it, and nothing is dated after its reading.
    $state['unreadable'] = $unreadable.ToArray()
    $state['readAt'] = ConvertTo-Instant (Get-Date)
    $state
}

# What one part learns for another. A hashtable, because a script that runs from its text has no script scope.
$known = @{ bootTime = $null }
$beside.seconds = $PartSeconds
$beside.left = 3 * $PartSeconds
try { [pscustomobject]@{ Kind = 'result'; Value = Get-State } } finally { Close-Beside }
