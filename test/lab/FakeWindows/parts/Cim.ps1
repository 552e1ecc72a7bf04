# CIM: four classes, with the properties that the product reads.
# Stands on: platform/os-2012r2-wmi, platform/os-2016-wmi, platform/os-2019-wmi, defender/mde-mpstatus-error-securitycenter2 (no such namespace
# on a server, so nobody asks for it). Dates are objects, as everywhere (row defender/mde-mpstatus-25030-2-client).
# An error over CIM has its code in its id, not in its exception (row defender/mde-cimexception-has-no-hresult), and ends a script by the
# preference of that script, as those of every command that is no CDXML.
# Invented: processes of signed-in people; looked for: Win32_Process of a server with two sessions

function Get-LabProcess($Machine) {
    foreach ($process in @($Machine['processes'])) {
        if ($null -eq $process) { continue }
        $sid = 'S-1-5-18'
        if ($process['user']) { $sid = $process['user'] }
        @{ ProcessId = [uint32]$process['pid']; ParentProcessId = [uint32]$process['parentPid']; Name = $process['name']; SessionId = [uint32]0
            CreationDate = [DateTimeOffset]::FromUnixTimeMilliseconds($process['startedAt']).LocalDateTime
            CommandLine = [string]$process['line']; Owner = 'SYSTEM'; OwnerSid = $sid }
    }
    # Somebody signed in shows as the shell of a session of their own; Core has no desktop.
    $shell = 'explorer.exe'
    if ($Machine['os']['InstallationType'] -eq 'Server Core') { $shell = 'cmd.exe' }
    $session = 0
    foreach ($one in @($Machine['sessions'])) {
        if ($null -eq $one) { continue }
        $session++
        @{ ProcessId = [uint32](9000 + 4 * $session); ParentProcessId = [uint32]880; Name = $shell; SessionId = [uint32]$session
            CreationDate = Get-Date; Owner = $one['user'] }
    }
}

# The wall clock less the ticks since the start: it moves where the clock is corrected (row servicing/servicing-boot-time-moves).
function Get-LabBootTime($Machine) {
    $at = [long]$Machine['boot']['startedAt']
    if ($Machine['boot']['moves']) { $at += 1000 + ((Get-LabNow) % 3) * 1000 }
    [DateTimeOffset]::FromUnixTimeMilliseconds($at).LocalDateTime
}

# Sessions of event tracing, with those of the sensor while it runs.
# Invented: that the sensor's sessions show like others; looked for: lists of logman query -ets from servers with the sensor
function Get-LabTrace($Machine) {
    foreach ($name in @($Machine['traceSessions'])) { if ($name) { $name } }
    if ($Machine['services']['Sense'] -and $Machine['services']['Sense']['status'] -eq 'Running') { 'SenseAuditLogger'; 'SenseEventLog' }
}

function Get-LabClass([string]$Class) {
    $machine = Read-LabMachine
    $os = $machine['os']
    switch ($Class) {
        'Win32_OperatingSystem' {
            @{ Caption = $os['Caption']; Version = $os['Version']; BuildNumber = [string]$os['BuildNumber']
                ProductType = [uint32]$os['ProductType']; OperatingSystemSKU = [uint32]$os['OperatingSystemSKU']
                LastBootUpTime = Get-LabBootTime $machine
                OSArchitecture = '64-bit' }
        }
        'Win32_ComputerSystem' {
            $domain = $machine['domain']
            @{ Name = $machine['name']; PartOfDomain = ($null -ne $domain); Domain = $(if ($null -eq $domain) { 'WORKGROUP' } else { $domain }) }
        }
        'Win32_LogicalDisk' {
            $disk = $machine['disk']
            @{ DeviceID = $disk['drive']; FreeSpace = [uint64]$disk['freeBytes']; Size = [uint64]$disk['sizeBytes']; DriveType = [uint32]3 }
        }
        'Win32_Process' { Get-LabProcess $machine }
        'Win32_PerfRawData_Counters_EventTracingforWindowsSession' { foreach ($name in (Get-LabTrace $machine)) { @{ Name = $name } } }
        default { throw "LabUnknown: CIM class '$Class'" }
    }
}

# What Windows noted of the last refresh of Group Policy (rows platform/rsop-registry-setting, platform/rsop-gpo-class, platform/rsop-extension-status).
# Invented: the form of the id of an object, and the numbers of version and loggingStatus; looked for: rows of RSOP_GPO, in forums and issues.
function Get-LabPolicyClass([string]$Class) {
    $all = @((Read-LabMachine)['groupPolicy'] | Where-Object { $_ })
    switch ($Class) {
        'RSOP_RegistryPolicySetting' {
            foreach ($one in $all) {
                # Keys as those who write policies spell them: Windows does not mind.
                @{ registryKey = ($one['key'] -replace '^HKEY_LOCAL_MACHINE\\SOFTWARE', 'Software'); valueName = $one['name']
                    precedence = [uint32]$one['precedence']; GPOID = "cn={$($one['gpo'])},cn=policies"; deleted = $false }
            }
        }
        'RSOP_GPO' {
            $noted = @((Read-LabMachine)['policyTraces'] | Where-Object { $_ } | ForEach-Object { $_['objects'] } | Where-Object { $_ })
            foreach ($one in $noted) {
                @{ id = "cn={$($one['name'])},cn=policies"; name = $one['name']; guidName = $one['id']; enabled = ($one['applies'] -ne 'disabled')
                    accessDenied = ($one['applies'] -eq 'denied'); filterAllowed = ($one['applies'] -ne 'filtered'); extensionIds = @($one['extensions']); version = [uint32]65537 }
            }
            foreach ($name in @($all | ForEach-Object { $_['gpo'] } | Sort-Object -Unique)) {
                if (@($noted | Where-Object { $_['name'] -eq $name }).Count -gt 0) { continue }
                @{ id = "cn={$name},cn=policies"; name = $name; guidName = ''; enabled = $true; accessDenied = $false; filterAllowed = $true; extensionIds = $null; version = [uint32]65537 }
            }
        }
        'RSOP_ExtensionStatus' {
            $traces = (Read-LabMachine)['policyTraces']
            if (-not $traces) { return }
            foreach ($pair in @(@('{00000000-0000-0000-0000-000000000000}', 'whole'), @('{AADCED64-746C-4633-A97C-D61349046527}', 'tasks'))) {
                $told = $traces['refreshed'][$pair[1]]
                if ($null -eq $told) { continue }
                $at = [DateTimeOffset]::FromUnixTimeMilliseconds($told['at']).LocalDateTime
                @{ extensionGuid = $pair[0]; displayName = ''; beginTime = $at; endTime = $at; error = [uint32]$told['code']; loggingStatus = [uint32]3 }
            }
        }
        default { throw "LabUnknown: class '$Class' of Group Policy" }
    }
}

# WQL of the simple kind: comparisons for equality joined by OR.
function Test-LabFilter([hashtable]$Row, [string]$Filter) {
    foreach ($part in ($Filter -split '\s+OR\s+')) {
        if ($part -notmatch '^\s*(\w+)\s*=\s*''?([^'']*)''?\s*$') { throw "LabUnknown: WQL filter '$Filter'" }
        $name = $Matches[1]
        $wanted = $Matches[2]
        if (-not $Row.ContainsKey($name)) { throw "LabUnknown: property '$name' in a WQL filter" }
        if ($name -eq 'DeviceID') { $wanted = (ConvertTo-LabPath $wanted) }
        if ([string]$Row[$name] -eq $wanted) { return $true }
    }
    $false
}

function Get-CimInstance {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)] [string]$ClassName,
        [string]$Namespace, [string]$Filter, [string[]]$Property, [uint32]$OperationTimeoutSec, [switch]$KeyOnly, [switch]$Shallow
    )
    $refusal = Get-LabRefusal 'Get-CimInstance'
    if ($refusal) { return Write-LabError $PSCmdlet '' $refusal.FullyQualifiedErrorId ([string]$refusal.CategoryInfo.Category) $ClassName $refusal.Exception }
    $rows = $null
    if ($Namespace -eq 'root/rsop/computer') { $rows = @(Get-LabPolicyClass $ClassName) }
    elseif ($Namespace -eq 'root/Microsoft/Windows/EventTracingManagement') {
        if ($ClassName -ne 'MSFT_EtwTraceSession') { throw "LabUnknown: class '$ClassName' of event tracing" }
        $machine = Read-LabMachine
        # 2012 R2 has no such namespace (learn.microsoft.com, MSFT_EtwTraceSession: Windows Server 2016).
        if ($machine['os']['BuildNumber'] -lt 14393) { return Write-LabError $PSCmdlet 'Invalid namespace' 'HRESULT 0x8004100e' 'MetadataError' $Namespace }
        $rows = @(foreach ($name in (Get-LabTrace $machine)) { @{ Name = $name } })
    }
    elseif ($Namespace -and $Namespace -ne 'root/cimv2' -and $Namespace -ne 'root\cimv2') { throw "LabUnknown: CIM namespace '$Namespace'" }
    else { $rows = @(Get-LabClass $ClassName) }
    foreach ($row in $rows) {
        if ($Filter -and -not (Test-LabFilter $row $Filter)) { continue }
        $row['PSTypeName'] = "Microsoft.Management.Infrastructure.CimInstance#root/cimv2/$ClassName"
        Write-LabParts $ClassName $row
    }
}

function Invoke-CimMethod {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, ValueFromPipeline = $true)] $InputObject,
        [Parameter(Mandatory = $true)] [string]$MethodName,
        [System.Collections.IDictionary]$Arguments, [uint32]$OperationTimeoutSec
    )
    if ($MethodName -eq 'GetOwnerSid' -and $InputObject.PSObject.Properties['OwnerSid']) { return [pscustomobject]@{ ReturnValue = [uint32]0; Sid = $InputObject.OwnerSid } }
    if ($MethodName -ne 'GetOwner' -or -not $InputObject.PSObject.Properties['Owner']) { throw "LabUnknown: CIM method '$MethodName'" }
    $domain, $user = $InputObject.Owner -split '\\', 2
    if ($null -eq $user) { $user = $domain; $domain = 'NT AUTHORITY' }
    [pscustomobject]@{ ReturnValue = [uint32]0; User = $user; Domain = $domain }
}
