<#
.SYNOPSIS
Functions that read what Windows says of itself: its version, this PowerShell, its starts, and what waits for a restart.
.DESCRIPTION
Included by Get-ServerState.ps1, after Facts.ps1 and NativeTool.ps1. $versions and $control name keys of the registry; $known
keeps the time of the last start for those who ask later.
#>

function Get-ServicingStack {
    # Windows lists its servicing stacks as names of values; the newest is the one that it uses.
    $key = "$versions\Component Based Servicing\Version"
    if (-not (Test-Path -LiteralPath $key)) { return $null }
    $found = @((Get-Item -LiteralPath $key).Property | Where-Object { $_ -match '^\d+(\.\d+){3}$' } | Sort-Object -Property { [version]$_ })
    if ($found.Count -gt 0) { [string]$found[$found.Count - 1] }
}

function Get-OsFact {
    $key = Read-Fact 'os.registry' { Get-Key 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' }
    $cim = Read-InTime @('os.cim', 'boot.startedAt') { Get-CimInstance -ClassName Win32_OperatingSystem }
    # Where CIM is broken the registry knows nearly the same; it shows 6.3 as version for ever, so the build decides.
    $build = Get-Number $cim 'BuildNumber'
    if ($null -eq $build) { $build = Get-Number $key 'CurrentBuildNumber' }
    if ($null -eq $build) { $build = 0 }
    $version = '10.0'
    if ($build -lt 10000) { $version = '6.3' }
    if ((Get-Text $cim 'Version') -match '^\d+\.\d+') { $version = $Matches[0] }
    $type = Get-Number $cim 'ProductType'
    if ($null -eq $type) {
        $type = 3
        $kinds = @{ WinNT = 1; LanmanNT = 2; ServerNT = 3 }
        $kind = Read-Fact 'os.productType' { Get-Text (Get-Key "$control\ProductOptions") 'ProductType' }
        if ($kind -and $kinds.ContainsKey($kind)) { $type = $kinds[$kind] }
    }
    $caption = Get-Word $cim 'Caption'
    if (-not $caption) { $caption = Get-Word $key 'ProductName' }
    $sku = Get-Number $cim 'OperatingSystemSKU'
    if ($null -eq $sku) { $sku = 0 }
    $known.bootTime = Get-Value $cim 'LastBootUpTime'
    if ($known.bootTime -isnot [datetime]) { $known.bootTime = $null }
    @{ caption = $caption.Trim(); version = $version; build = $build; revision = Get-Number $key 'UBR'
        servicingStack = Read-Fact 'os.servicingStack' { Get-ServicingStack }
        editionId = Get-Word $key 'EditionID'; installationType = Get-Word $key 'InstallationType'
        productType = $type; sku = $sku
        is64Bit = ($env:PROCESSOR_ARCHITECTURE -eq 'AMD64' -or $env:PROCESSOR_ARCHITEW6432 -eq 'AMD64') }
}

function Get-PowerShellFact {
    $whoami = Join-Path $env:SystemRoot 'System32\whoami.exe'
    $groups = @(Read-Fact 'powershell.elevated' { (Invoke-Native $whoami @('/groups', '/fo', 'csv', '/nh')).Lines })
    $user = @(Read-Fact 'powershell.user' { (Invoke-Native $whoami @('/user', '/fo', 'csv', '/nh')).Lines } | ConvertFrom-Csv -Header 'Name', 'Sid' | Where-Object { $_.Sid -match '^S-1-' })
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
        $at = Get-Time $event 'TimeCreated'
        if ($null -eq $at) { continue }
        if ((Get-Number $event 'Id') -eq 6005) { $starts += $at } else { $stops += $at }
    }
    $starts = @($starts | Sort-Object -Descending)
    $recent = @()
    for ($i = 0; $i -lt $starts.Count -and $recent.Count -lt 5; $i++) {
        # A start (6005) without a clean stop (6006) before it (power loss, row servicing/servicing-events-of-a-restart): nobody knows since when it was down.
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

function Test-SameStart([string]$Digits) {
    # Whether that time (yyMMddHHmmss, of the text that Install.ps1 wrote only the digits: what stands between them depends on the
    # language, and the years on its calendar) is that of this start. Windows moves the time of its start along with its clock, by
    # seconds and over the edge of a minute; a restart takes longer than one. Where this start is not known, a mark counts.
    if ($null -eq $known.bootTime) { return $true }
    foreach ($culture in @([cultureinfo]::InvariantCulture, [cultureinfo]::CurrentCulture)) {
        try {
            $then = [datetime]::ParseExact($Digits.Substring(0, 12), 'yyMMddHHmmss', $culture)
            if ([math]::Abs(($then - $known.bootTime).TotalSeconds) -le 60) { return $true }
        }
        catch [System.Management.Automation.MethodInvocationException] { continue }
    }
    $false
}

function Get-RestartFact {
    $found = @()
    $marks = @{ componentServicing = 'Component Based Servicing\RebootPending'; windowsUpdate = 'WindowsUpdate\Auto Update\RebootRequired' }
    foreach ($source in @('componentServicing', 'windowsUpdate')) {
        if (Read-Fact "restartPending.$source" { Test-Path -LiteralPath "$versions\$($marks[$source])" }) { $found += @{ source = $source; blocking = $true } }
    }
    $session = Read-Fact 'restartPending.fileRename' { Get-Key "$control\Session Manager" }
    # A list of nothing but empty texts asks for nothing.
    $renames = @(@('PendingFileRenameOperations', 'PendingFileRenameOperations2') | ForEach-Object { Get-Value $session $_ } | Where-Object { "$_" -ne '' })
    if ($renames.Count -gt 0) { $found += @{ source = 'fileRename'; blocking = $false } }
    $active = Read-Fact 'restartPending.computerName' { Get-Text (Get-Key "$control\ComputerName\ActiveComputerName") 'ComputerName' }
    $wanted = Read-Fact 'restartPending.computerName' { Get-Text (Get-Key "$control\ComputerName\ComputerName") 'ComputerName' }
    if ($active -and $wanted -and $active -ne $wanted) { $found += @{ source = 'computerName'; blocking = $true } }
    $install = Read-Fact 'restartPending.defenderInstall' { Get-Key 'HKLM:\SOFTWARE\Microsoft\Microsoft Defender for Endpoint Install' }
    # Install.ps1 leaves the boot time at which it asked; after a restart the mark is stale.
    $asked = (Get-Text $install 'PendingReboot') -replace '\D', ''
    if ($asked -ne '' -and (Test-SameStart $asked)) { $found += @{ source = 'defenderInstall'; blocking = $true } }
    $found
}
