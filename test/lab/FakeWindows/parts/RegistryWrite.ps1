# The commands that change the registry, where the lab plays it; every other path goes to the cmdlet itself.
# Invented: ids of errors, after those of PowerShell 7 with a provider of the lab's engine; looked for: errors of New-ItemProperty and
# Remove-ItemProperty on 4.0 and 5.1

# Refuses a change to a key, or to the nearest one above it that there is.
function Test-LabWritable($Cmdlet, $Store, [string]$Name) {
    $above = $Name
    while (-not (Find-LabEntry $Store $above) -and $above.Contains('\')) { $above = $above.Substring(0, $above.LastIndexOf('\')) }
    if (-not (Test-LabDenied $Store $above 'write')) { return $true }
    Write-LabDenied $Cmdlet $Name
    $false
}

function New-Item {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true, Position = 0)] [string[]]$Path, [string]$ItemType, $Value, [switch]$Force)
    foreach ($one in $Path) {
        $key = Split-LabKey $one
        if (-not $key) {
            $passed = Get-LabPassed $PSCmdlet
            $passed['Path'] = $one
            Microsoft.PowerShell.Management\New-Item @passed
            continue
        }
        if ($Value) { throw 'LabUnknown: New-Item of a registry key with a value' }
        $name = $key['Name']
        $store = Read-LabStore
        if (-not $Force -and (Test-LabKey $store $name)) {
            Write-LabError $PSCmdlet '' 'System.IO.IOException' 'ResourceExists' $name (New-Object System.IO.IOException('A key in this path already exists.'))
            continue
        }
        $parent = $name.Substring(0, [Math]::Max(0, $name.LastIndexOf('\')))
        if (-not $Force -and -not (Test-LabKey $store $parent)) {
            $exception = New-Object System.ArgumentException('The registry key at the specified path does not exist.')
            Write-LabError $PSCmdlet '' 'System.ArgumentException' 'InvalidArgument' $parent $exception
            continue
        }
        if (-not (Test-LabWritable $PSCmdlet $store $name)) { continue }
        # As on Windows: -Force empties a key that is there.
        Edit-LabStore { param($store) Remove-LabStoreKey $store $name; $store[$name] = @{} }
        New-LabKeyView (Read-LabStore) $key
    }
}

function Remove-Item {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'Path', ValueFromPipeline = $true)] [string[]]$Path,
        [Parameter(Mandatory = $true, ParameterSetName = 'LiteralPath', ValueFromPipelineByPropertyName = $true)] [Alias('PSPath')] [string[]]$LiteralPath,
        [switch]$Recurse, [switch]$Force
    )
    process {
        $one = @(@($Path) + @($LiteralPath) | Where-Object { $_ })
        if (-not (Split-LabKey $one[0])) {
            $passed = Get-LabPassed $PSCmdlet
            return Microsoft.PowerShell.Management\Remove-Item @passed
        }
        foreach ($where in $one) {
            $key = Get-LabOpenKey $PSCmdlet $where 'write'
            if (-not $key) { continue }
            $name = $key['Name']
            # Without -Recurse PowerShell would ask, and nobody answers here.
            if (-not $Recurse -and @(Get-LabBelow (Read-LabStore) $name).Count -gt 0) { throw "LabUnknown: Remove-Item of '$where' with keys below it, without -Recurse" }
            Edit-LabStore { param($store) Remove-LabStoreKey $store $name }
        }
    }
}

# The common work of New-ItemProperty and Set-ItemProperty on an open key.
function Set-LabProperty($Cmdlet, $Key, [string]$Name, $Value, [string]$Kind) {
    $keyName = $Key['Name']
    try { $data = ConvertTo-LabData $Value $Kind }
    catch [System.Management.Automation.PSInvalidCastException] {
        Write-LabError $Cmdlet '' 'System.Management.Automation.PSInvalidCastException' 'WriteError' $keyName $_.Exception
        return
    }
    Edit-LabStore { param($store) Set-LabStoreValue $store $keyName $Name $data }
    Write-LabValues ([ordered]@{ $Name = (ConvertFrom-LabData $data) }) $Key
}

function New-LabProperty($Cmdlet, [string]$Path, [string]$Name, $Value, [string]$Kind, [bool]$Force) {
    $key = Get-LabOpenKey $Cmdlet $Path 'write'
    if (-not $key) { return }
    $known = (Get-LabValue (Read-LabStore) $key['Name']).Contains($Name)
    if ($known -and -not $Force) {
        Write-LabError $Cmdlet '' 'System.IO.IOException' 'ResourceExists' $key['Name'] (New-Object System.IO.IOException('The property already exists.'))
        return
    }
    if (-not $Kind) { $Kind = 'String' }
    Set-LabProperty $Cmdlet $key $Name $Value $Kind
}

function Remove-LabProperty($Cmdlet, [string]$Path, [string]$Name) {
    $key = Get-LabOpenKey $Cmdlet $Path 'write'
    if (-not $key) { return }
    $keyName = $key['Name']
    if (-not (Get-LabValue (Read-LabStore) $keyName).Contains($Name)) { Write-LabNoProperty $Cmdlet $Name $keyName; return }
    Edit-LabStore { param($store) Set-LabStoreValue $store $keyName $Name $null }
}

function Set-ItemProperty {
    [CmdletBinding(DefaultParameterSetName = 'propertyValuePathSet')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'propertyValuePathSet')] [string[]]$Path,
        [Parameter(Mandatory = $true, ParameterSetName = 'propertyValueLiteralPathSet')] [Alias('PSPath')] [string[]]$LiteralPath,
        [Parameter(Mandatory = $true, Position = 1)] [string]$Name, [Parameter(Mandatory = $true, Position = 2)] $Value, [switch]$PassThru, [switch]$Force
    )
    foreach ($one in @(@($Path) + @($LiteralPath) | Where-Object { $_ })) {
        if (-not (Split-LabKey $one)) { throw "LabUnknown: Set-ItemProperty of '$one'" }
        $key = Get-LabOpenKey $PSCmdlet $one 'write'
        if (-not $key) { continue }
        # A value keeps its kind; a new one takes that of its data.
        $kind = 'String'
        $known = (Get-LabValue (Read-LabStore) $key['Name'])[$Name]
        $like = $Value
        if ($null -ne $known) { $like = $known }
        if ($like -is [int]) { $kind = 'DWord' } elseif ($like -is [long]) { $kind = 'QWord' } elseif ($like -is [byte[]]) { $kind = 'Binary' } elseif ($like -is [array]) { $kind = 'MultiString' }
        $made = Set-LabProperty $PSCmdlet $key $Name $Value $kind
        if ($PassThru) { $made }
    }
}
