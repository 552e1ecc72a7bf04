<#
.SYNOPSIS
Reads everything about this server that the wizard decides on, in one go. Changes nothing.
.DESCRIPTION
The answer has every fact of the catalogue's serverState. What cannot be read is null (or empty) and named in
"unreadable" with the reason; one part that fails never loses the rest.
.PARAMETER AntivirusServices
Service names of other antivirus products to look for.
.PARAMETER EventsSince
Events older than this are not read (milliseconds since 1970-01-01T00:00Z).
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
#>
[CmdletBinding()]
param([object[]]$AntivirusServices = @(), [long]$EventsSince = 0, [string]$LibraryFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Facts.ps1')
. (Join-Path $PSScriptRoot 'RunState.ps1')
. (Join-Path $PSScriptRoot 'KeptFacts.ps1')
. (Join-Path $PSScriptRoot 'Connectivity.ps1')

$policies = 'HKLM:\SOFTWARE\Policies\Microsoft'
$sensorKey = 'HKLM:\SOFTWARE\Microsoft\Windows Advanced Threat Protection'
$control = 'HKLM:\SYSTEM\CurrentControlSet\Control'
$versions = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion'
$product = 'Microsoft Defender for (Windows Server|Endpoint)'

function Get-ServicingStack {
    # Windows lists its servicing stacks as names of values; the newest is the one that it uses.
    $key = "$versions\Component Based Servicing\Version"
    if (-not (Test-Path -LiteralPath $key)) { return $null }
    $found = @((Get-Item -LiteralPath $key).Property | Where-Object { $_ -match '^\d+(\.\d+){3}$' } | Sort-Object -Property { [version]$_ })
    if ($found.Count -gt 0) { [string]$found[$found.Count - 1] }
}

function Get-OsFact {
    $key = Read-Fact 'os.registry' { Get-Key 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' }
    $cim = Read-Fact 'os.cim' { Get-CimInstance -ClassName Win32_OperatingSystem }
    # Where CIM is broken the registry knows nearly the same; it shows 6.3 as version for ever, so the build decides.
    $build = [long](Get-Text $key 'CurrentBuildNumber')
    $version = '10.0'
    if ($build -lt 10000) { $version = '6.3' }
    $type = 3
    if ($null -ne $cim) {
        $build = [long]$cim.BuildNumber
        $version = [string]::Join('.', @(([string]$cim.Version).Split('.') | Select-Object -First 2))
        $type = [int]$cim.ProductType
    }
    else {
        $kinds = @{ WinNT = 1; LanmanNT = 2; ServerNT = 3 }
        $kind = Read-Fact 'os.productType' { Get-Text (Get-Key "$control\ProductOptions") 'ProductType' }
        if ($kind -and $kinds.ContainsKey($kind)) { $type = $kinds[$kind] }
    }
    $caption = [string](Get-Value $cim 'Caption')
    if (-not $caption) { $caption = [string](Get-Text $key 'ProductName') }
    $sku = Get-Number $cim 'OperatingSystemSKU'
    if ($null -eq $sku) { $sku = 0 }
    $known.bootTime = Get-Value $cim 'LastBootUpTime'
    @{ caption = $caption.Trim(); version = $version; build = $build; revision = Get-Number $key 'UBR'
        servicingStack = Read-Fact 'os.servicingStack' { Get-ServicingStack }
        editionId = [string](Get-Text $key 'EditionID'); installationType = [string](Get-Text $key 'InstallationType')
        productType = $type; sku = $sku
        is64Bit = ($env:PROCESSOR_ARCHITECTURE -eq 'AMD64' -or $env:PROCESSOR_ARCHITEW6432 -eq 'AMD64') }
}

function Get-PowerShellFact {
    $whoami = Join-Path $env:SystemRoot 'System32\whoami.exe'
    $groups = @(Read-Fact 'powershell.elevated' { $null | & $whoami /groups /fo csv /nh })
    $user = @(Read-Fact 'powershell.user' { $null | & $whoami /user /fo csv /nh } | ConvertFrom-Csv -Header 'Name', 'Sid' | Where-Object { $_.Sid -match '^S-1-' })
    $name = [string]$env:USERNAME
    if ($user.Count -gt 0) { $name = [string]$user[0].Name }
    @{ version = '{0}.{1}' -f $PSVersionTable.PSVersion.Major, $PSVersionTable.PSVersion.Minor
        languageMode = [string]$ExecutionContext.SessionState.LanguageMode; is64Bit = ($env:PROCESSOR_ARCHITECTURE -eq 'AMD64')
        # The integrity level says it: high for a full administrator, system for SYSTEM; a filtered token is medium.
        elevated = (@($groups -match 'S-1-16-(12288|16384)').Count -gt 0); user = $name }
}

function Get-BootFact {
    $starts = @(); $stops = @()
    foreach ($event in @(Get-LogEvent 'boot.recent' @{ LogName = 'System'; ProviderName = 'EventLog'; Id = @(6005, 6006) } 24)) {
        if ($event.Id -eq 6005) { $starts += ConvertTo-Instant $event.TimeCreated } else { $stops += ConvertTo-Instant $event.TimeCreated }
    }
    $starts = @($starts | Sort-Object -Descending)
    $recent = @()
    for ($i = 0; $i -lt $starts.Count -and $recent.Count -lt 5; $i++) {
        # A start without a clean stop before it (power loss): nobody knows since when it was down.
        $after = 0
        if ($i + 1 -lt $starts.Count) { $after = $starts[$i + 1] }
        $down = @($stops | Where-Object { $_ -le $starts[$i] -and $_ -ge $after } | Sort-Object -Descending)
        if ($down.Count -gt 0) { $recent += @{ downAt = $down[0]; upAt = $starts[$i] } }
        elseif ($after -gt 0) { $recent += @{ downAt = $starts[$i]; upAt = $starts[$i] } }
    }
    $started = $null
    if ($null -ne $known.bootTime) { $started = ConvertTo-Instant $known.bootTime }
    @{ startedAt = $started; recent = $recent }
}

function Get-RestartFact {
    $found = @()
    $marks = @{ componentServicing = 'Component Based Servicing\RebootPending'; windowsUpdate = 'WindowsUpdate\Auto Update\RebootRequired' }
    foreach ($source in @('componentServicing', 'windowsUpdate')) {
        if (Read-Fact "restartPending.$source" { Test-Path -LiteralPath "$versions\$($marks[$source])" }) { $found += @{ source = $source; blocking = $true } }
    }
    $session = Read-Fact 'restartPending.fileRename' { Get-Key "$control\Session Manager" }
    if ($null -ne (Get-Value $session 'PendingFileRenameOperations')) { $found += @{ source = 'fileRename'; blocking = $false } }
    $active = Read-Fact 'restartPending.computerName' { Get-Text (Get-Key "$control\ComputerName\ActiveComputerName") 'ComputerName' }
    $wanted = Read-Fact 'restartPending.computerName' { Get-Text (Get-Key "$control\ComputerName\ComputerName") 'ComputerName' }
    if ($active -and $wanted -and $active -ne $wanted) { $found += @{ source = 'computerName'; blocking = $true } }
    $install = Read-Fact 'restartPending.defenderInstall' { Get-Key 'HKLM:\SOFTWARE\Microsoft\Microsoft Defender for Endpoint Install' }
    # Install.ps1 leaves the boot time at which it asked; after a restart the mark is stale (facts 3.4). Only the digits
    # count: what stands between them depends on the language.
    $asked = (Get-Text $install 'PendingReboot') -replace '\D', ''
    $boot = ''
    if ($null -ne $known.bootTime) { $boot = $known.bootTime.ToString('yyMMddHHmm', [cultureinfo]::InvariantCulture) }
    if ($asked -ne '' -and $asked.StartsWith($boot, [stringcomparison]::Ordinal)) { $found += @{ source = 'defenderInstall'; blocking = $true } }
    $found
}

function Get-SessionFact {
    # Each signed-in person has a shell in a session of their own; Core has no desktop, only a console.
    $users = @{}
    foreach ($shell in @(Get-CimInstance -ClassName Win32_Process -Filter "Name='explorer.exe' OR Name='cmd.exe' OR Name='powershell.exe'")) {
        if ($shell.SessionId -eq 0) { continue }
        $owner = Invoke-CimMethod -InputObject $shell -MethodName GetOwner
        if ($owner.ReturnValue -eq 0 -and $owner.User) { $users["$($owner.Domain)\$($owner.User)"] = $true }
    }
    @($users.Keys | Sort-Object | ForEach-Object { @{ user = $_ } })
}

function Get-FeatureFact([long]$Build) {
    if ($Build -lt 14393) { return 'notPresent' }
    try { $state = [string](Get-WindowsOptionalFeature -Online -FeatureName 'Windows-Defender').State }
    catch { if ($_.Exception.HResult -eq 0x800F080C) { return 'notPresent' }; throw }
    $names = @{ Enabled = 'enabled'; Disabled = 'disabled'; DisabledWithPayloadRemoved = 'removed'; EnablePending = 'pending'; DisablePending = 'pending' }
    if ($names.ContainsKey($state)) { $names[$state] } else { throw "feature state $state" }
}

function Get-DefenderFact($Service, [long]$Build) {
    $fact = @{ feature = Read-Fact 'defender.feature' { Get-FeatureFact $Build }; platformVersion = $null; engineVersion = $null; signatureVersion = $null
        signaturesUpdatedAt = $null; runningMode = $null; tamperProtected = $null; realTimeProtection = $null }
    if ($null -eq $Service) { return $fact }
    $fact.platformVersion = Read-Fact 'defender.platformVersion' { Get-FileVersion $Service.imagePath }
    # A stopped antivirus answers nothing, and 2012 R2 has the command only once the antivirus is there.
    if ($Service.status -ne 'running' -or -not (Get-Command -Name 'Get-MpComputerStatus' -ErrorAction SilentlyContinue)) { return $fact }
    $status = Read-Fact 'defender.runningMode' { Get-MpComputerStatus }
    if ($null -eq $status) { return $fact }
    $fact.runningMode = [string]$status.AMRunningMode
    # An antivirus that does not run gives zeros.
    if ([string](Get-Value $status 'AMEngineVersion') -match '^(?=.*[1-9])\d+(\.\d+){1,3}$') { $fact.engineVersion = $Matches[0] }
    if ([string]$status.AntivirusSignatureVersion -match '^\d+(\.\d+){1,3}$') { $fact.signatureVersion = $Matches[0] }
    if ($null -ne $status.AntivirusSignatureLastUpdated) { $fact.signaturesUpdatedAt = ConvertTo-Instant $status.AntivirusSignatureLastUpdated }
    $fact.tamperProtected = Get-Value $status 'IsTamperProtected'
    $fact.realTimeProtection = Get-Value $status 'RealTimeProtectionEnabled'
    $fact
}

function Get-ProductFact {
    foreach ($key in @(Get-ChildItem -LiteralPath "$versions\Uninstall")) {
        if ($key.PSChildName -notmatch '^\{[0-9A-Fa-f-]{36}\}$') { continue }
        $item = Get-Key "$versions\Uninstall\$($key.PSChildName)"
        if ([string](Get-Value $item 'DisplayName') -notmatch $product) { continue }
        $version = [string](Get-Value $item 'DisplayVersion')
        if ($version -notmatch '^\d+(\.\d+){1,3}$') { throw "DisplayVersion $version" }
        return @{ name = [string]$item.DisplayName; version = $version; productCode = $key.PSChildName }
    }
}

function Get-SensorFact($Service) {
    $status = Read-Fact 'sensor.status' { Get-Key "$sensorKey\Status" }
    $own = Read-Fact 'sensor.senseId' { Get-Key $sensorKey }
    $connected = Read-Fact 'sensor.lastConnectedAt' {
        # A FILETIME: 100 ns since 1601, as a number or as its eight bytes.
        $time = Get-Value $status 'LastConnected'
        if ($time -is [array]) { $time = [bitconverter]::ToInt64([byte[]]$time, 0) }
        if ($null -ne $time) { [long][math]::Floor([decimal]$time / 10000) - 11644473600000 }
    }
    if ($null -ne $connected -and $connected -lt 0) { $connected = $null }
    $path = $null
    if ($null -ne $Service) { $path = $Service.imagePath }
    @{ product = Read-Fact 'sensor.product' { Get-ProductFact }; senseVersion = Read-Fact 'sensor.senseVersion' { Get-FileVersion $path }
        onboardingState = Get-Number $status 'OnboardingState'; orgId = Get-Text $status 'OrgId'; lastConnectedAt = $connected
        senseId = Get-Text $own 'senseId' }
}

function Get-OwnerFact {
    $kinds = @{ HealthService = 'monitoringAgent'; himds = 'arc'; CcmExec = 'configMgr' }
    foreach ($name in @('HealthService', 'himds', 'CcmExec')) {
        $service = @(Get-Service -Name $name -ErrorAction SilentlyContinue)
        if ($service.Count -eq 0) { continue }
        $detail = [string]$service[0].DisplayName
        $spaces = 'HKLM:\SYSTEM\CurrentControlSet\Services\HealthService\Parameters\Service Connector Services'
        if ($name -eq 'HealthService' -and (Test-Path -LiteralPath $spaces)) {
            $detail = [string]::Join(', ', @(Get-ChildItem -LiteralPath $spaces | ForEach-Object { $_.PSChildName }))
        }
        @{ kind = $kinds[$name]; detail = $detail }
    }
    $client = Get-Key "$versions\Uninstall\Microsoft Security Client"
    if ($null -ne $client) { @{ kind = 'securityClient'; detail = [string](Get-Value $client 'DisplayName') } }
    $off = Get-Number (Get-Key "$policies\Windows Defender") 'DisableAntiSpyware'
    if ($off) { @{ kind = 'defenderPolicy'; detail = "DisableAntiSpyware=$off" } }
}

function Get-WinHttpProxy {
    # The value is a blob: size, counter, flags (bit 1: a named proxy), then the length and the ASCII text of the proxy.
    # A function hands bytes on one by one, so they are put together again here.
    $blob = [byte[]]@(Get-Value (Get-Key "$versions\Internet Settings\Connections") 'WinHttpSettings')
    if ($blob.Length -lt 16 -or -not ($blob[8] -band 2)) { return $null }
    $length = [bitconverter]::ToInt32($blob, 12)
    if ($length -lt 1 -or 16 + $length -gt $blob.Length) { return $null }
    [text.encoding]::ASCII.GetString($blob, 16, $length)
}

# What one part learns for another. A hashtable, because a script that runs from its text has no script scope.
$known = @{ bootTime = $null }
$os = Get-OsFact
$computer = Read-Fact 'computer' { Get-CimInstance -ClassName Win32_ComputerSystem }
$joined = ($null -ne $computer -and [bool]$computer.PartOfDomain)
$domain = $null
if ($joined) { $domain = [string]$computer.Domain }
$disk = Read-Fact 'disk' { Get-CimInstance -ClassName Win32_LogicalDisk -Filter "DeviceID='$env:SystemDrive'" }
if ($null -ne $disk) { $disk = @{ drive = [string]$disk.DeviceID; freeBytes = [long]$disk.FreeSpace; sizeBytes = [long]$disk.Size } }
$services = @{}
foreach ($name in @('Sense', 'WinDefend', 'WdNisSvc', 'WdFilter', 'MsSecFlt', 'LanmanServer', 'DiagTrack')) {
    $services[$name.Substring(0, 1).ToLowerInvariant() + $name.Substring(1)] = Read-Fact "services.$name" { Get-ServiceFact $name }
}
$sensePolicy = Read-Fact 'policy.sensor' { Get-Key "$policies\Windows Advanced Threat Protection" }
$defenderPolicy = Read-Fact 'policy.defender' { Get-Key "$policies\Windows Defender" }
$telemetry = Read-Fact 'proxy.telemetry' { Get-Key "$policies\Windows\DataCollection" }
$roles = Read-Fact 'roles' {
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
    $files[$name.Split('.')[0]] = Read-Fact "files.$name" { Get-FileVersion (Join-Path $system32 $name) }
}
$files['ntoskrnlOwnerTrusted'] = Read-Fact 'files.ntoskrnlOwner' {
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
    restartPending = @(Get-RestartFact); sessions = @(Read-Fact 'sessions' { Get-SessionFact }); roles = @($roles)
    defender = Get-DefenderFact $services.winDefend $os.build
    policy = @{
        forceDefenderPassiveMode = Get-Number $sensePolicy 'ForceDefenderPassiveMode'
        disableAntiSpyware = Get-Number $defenderPolicy 'DisableAntiSpyware'
        onboardingInfo = ($null -ne (Get-Value $sensePolicy 'OnboardingInfo'))
        connectivity = Get-Connectivity (Get-Text $sensePolicy 'OnboardingInfo')
        offboardingInfo = ($null -ne (Get-Value $sensePolicy '696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A'))
    }
    otherAntivirus = @($other); owners = @(Read-Fact 'owners' { Get-OwnerFact })
    proxy = @{ winHttp = Read-Fact 'proxy.winHttp' { Get-WinHttpProxy }
        telemetry = Get-Text $telemetry 'TelemetryProxyServer'; antivirus = Get-Text $defenderPolicy 'ProxyServer' }
    orphanRegistration = [bool]$orphan; events = @(Get-EventFact $EventsSince 40); kit = @(Read-Fact 'kit' { Get-KitFact }); runs = @(Read-Fact 'runs' { Get-RunFact })
}
# Last: everything above may have added to it, and nothing is dated after its reading.
$state['unreadable'] = $unreadable.ToArray()
$state['readAt'] = ConvertTo-Instant (Get-Date)
[pscustomobject]@{ Kind = 'result'; Value = $state }
