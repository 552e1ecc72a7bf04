# The registry as a file (GANGWAY_LAB_REGISTRY), for a PowerShell that has none in a file by itself. The form is the one that
# test/lab/registry.ts makes: keys by full name, each with its values; "$deny" makes a key refuse "write", or "read" and both.
# Stands on: servicing/servicing-uninstall-eight-byte-dword, servicing/servicing-uninstall-cast-error-is-terminating, defender/mde-reg-status-key
# (a number of 64 bits and its text beside it).
# Invented: what "$deny" refuses; looked for: errors of keys with an access list of their own

# Whether the registry is played here. An engine that reads GANGWAY_REGISTRY has a provider over the same file.
$labOwnsRegistry = -not $env:GANGWAY_REGISTRY
$script:storeText = $null
$script:store = $null

function Read-LabStore {
    $text = Read-LabText $env:GANGWAY_LAB_REGISTRY
    if (-not $text.Equals($script:storeText)) {
        $script:store = ConvertFrom-LabJson $text
        $script:storeText = $text
    }
    $script:store
}

function Edit-LabStore([scriptblock]$Change) {
    Use-LabLock -File $env:GANGWAY_LAB_REGISTRY {
        $store = Read-LabStore
        # A change that is refused half way must not stay in what is remembered.
        $script:storeText = $null
        . $Change $store
        Write-LabText $env:GANGWAY_LAB_REGISTRY (ConvertTo-Json $store -Depth 10 -Compress)
    }
}

# The parts of a registry path, or nothing for any other path. A hive that the lab does not have is unknown.
function Split-LabKey([string]$Path) {
    $drive = $null
    if ($Path -match '^(Microsoft\.PowerShell\.Core\\)?Registry::(.*)$') { $rest = $Matches[2].Replace('/', '\') }
    elseif ($Path -match '^(HKLM|HKCU):(.*)$') {
        $drive = $Matches[1].ToUpperInvariant()
        $rest = $drive + '\' + $Matches[2].Replace('/', '\').TrimStart('\')
    }
    else { return }
    $hive, $below = $rest.TrimEnd('\') -split '\\', 2
    switch ($hive) {
        { $_ -eq 'HKLM' -or $_ -eq 'HKEY_LOCAL_MACHINE' } { $hive = 'HKEY_LOCAL_MACHINE' }
        { $_ -eq 'HKCU' -or $_ -eq 'HKEY_CURRENT_USER' } { $hive = 'HKEY_CURRENT_USER' }
        default { throw "LabUnknown: registry hive '$hive'" }
    }
    $name = $hive
    if ($below) { $name += '\' + $below }
    @{ Name = $name; Drive = $drive; Path = $Path }
}

# The key as the file writes it; nothing where it has no entry of its own.
function Find-LabEntry($Store, [string]$Name) { foreach ($key in @($Store.Keys)) { if ($key -eq $Name) { return $key } } }

# Entries of the names of the keys below one, by full name.
function Get-LabBelow($Store, [string]$Name) {
    @($Store.Keys | Where-Object { $_.StartsWith("$Name\", [StringComparison]::OrdinalIgnoreCase) })
}

# A key is there by an entry, by an entry below it, or because every Windows has it.
function Test-LabKey($Store, [string]$Name) {
    $always = @('HKEY_LOCAL_MACHINE', 'HKEY_CURRENT_USER', 'HKEY_LOCAL_MACHINE\SOFTWARE', 'HKEY_LOCAL_MACHINE\SYSTEM', 'HKEY_CURRENT_USER\SOFTWARE')
    ($always -contains $Name) -or ($null -ne (Find-LabEntry $Store $Name)) -or (@(Get-LabBelow $Store $Name).Count -gt 0)
}

# Names of the keys right below one, in their order.
function Get-LabChildName($Store, [string]$Name) {
    $seen = @{}
    foreach ($key in @(Get-LabBelow $Store $Name)) {
        $child = $key.Substring($Name.Length + 1).Split('\')[0]
        if (-not $seen[$child]) { $seen[$child] = $true; $child }
    }
}

function Test-LabDenied($Store, [string]$Name, [string]$Access) {
    $key = Find-LabEntry $Store $Name
    if (-not $key) { return $false }
    $deny = $Store[$key]['$deny']
    ($deny -eq 'read') -or ($deny -eq $Access)
}

# The values of a key as Windows hands them out: name to data, in the order of the file.
function Get-LabValue($Store, [string]$Name) {
    $values = [ordered]@{}
    $key = Find-LabEntry $Store $Name
    if ($key) {
        foreach ($value in @($Store[$key].Keys)) {
            if ($value -eq '$deny') { continue }
            $shown = $value
            if ($value -eq '') { $shown = '(default)' }
            $values[$shown] = ConvertFrom-LabData $Store[$key][$value]
        }
    }
    $values
}

# A DWord is shown as a signed number, whatever the file says.
function ConvertTo-LabInt($Number) { [BitConverter]::ToInt32([BitConverter]::GetBytes([long]$Number), 0) }

function ConvertFrom-LabData($Data) {
    if ($Data -is [string]) { return $Data }
    if ($Data -is [array]) { return , [string[]]$Data }
    if ($Data -isnot [System.Collections.IDictionary]) { return ConvertTo-LabInt $Data }
    $value = $Data['value']
    switch ($Data['type']) {
        'String' { return [string]$value }
        'ExpandString' { return [Environment]::ExpandEnvironmentVariables([string]$value) }
        'MultiString' { return , [string[]]@($value) }
        # Data of another length than a DWORD has (row servicing/servicing-uninstall-eight-byte-dword): the key hands it out as its bytes
        # (row servicing/servicing-uninstall-cast-error-is-terminating).
        'DWord' { if ($value -is [string]) { return , (ConvertFrom-LabHex $value) }; return ConvertTo-LabInt $value }
        'QWord' { return [long]$value }
        'Binary' { return , (ConvertFrom-LabHex ([string]$value)) }
        default { throw "LabUnknown: kind of registry value '$($Data['type'])'" }
    }
}

# Whether a value is one that Get-ItemProperty cannot read.
function Test-LabMalformed($Data) { $Data -is [System.Collections.IDictionary] -and $Data['type'] -eq 'DWord' -and $Data['value'] -is [string] }

# Data of a given kind as the file keeps it. Throws where it does not fit, as Windows does.
function ConvertTo-LabData($Value, [string]$Kind) {
    switch ($Kind) {
        'String' { $data = [string]$Value }
        'ExpandString' { $data = [string]$Value }
        'MultiString' { $data = [string[]]@($Value) }
        'DWord' { if ($Value -is [int]) { $data = $Value } else { $data = [long][uint32]$Value } }
        'QWord' { $data = [long]$Value }
        'Binary' { $data = [BitConverter]::ToString([byte[]]@($Value)).Replace('-', '') }
        default { throw "LabUnknown: kind of registry value '$Kind'" }
    }
    @{ type = $Kind; value = $data }
}

function Set-LabStoreValue($Store, [string]$Name, [string]$Value, $Data) {
    $key = Find-LabEntry $Store $Name
    if (-not $key) { $key = $Name; $Store[$key] = @{} }
    $known = @(@($Store[$key].Keys) | Where-Object { $_ -eq $Value -or ($_ -eq '' -and $Value -eq '(default)') })
    if ($known.Count -gt 0) { $Value = $known[0] }
    if ($null -eq $Data) { $Store[$key].Remove($Value) } else { $Store[$key][$Value] = $Data }
}

# The registry part of a patch: null removes a value, or a key with all below it.
function Set-LabStore($Patch) {
    Edit-LabStore {
        param($store)
        foreach ($name in @($Patch.Keys)) {
            if ($null -eq $Patch[$name]) { Remove-LabStoreKey $store $name; continue }
            if (-not (Find-LabEntry $store $name)) { $store[$name] = @{} }
            foreach ($value in @($Patch[$name].Keys)) { Set-LabStoreValue $store $name $value $Patch[$name][$value] }
        }
    }
}

function Remove-LabStoreKey($Store, [string]$Name) {
    foreach ($key in @(@(Find-LabEntry $Store $Name) + @(Get-LabBelow $Store $Name))) { if ($key) { $Store.Remove($key) } }
}
