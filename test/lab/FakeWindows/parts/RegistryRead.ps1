# The commands that read the registry, where the lab plays it; every other path goes to the cmdlet itself.
# Stands on: servicing/servicing-uninstall-eight-byte-dword, servicing/servicing-uninstall-cast-error-is-terminating.
# Invented: ids of the other errors, after those of PowerShell 7 on Linux with a provider of its own; looked for: errors of the registry provider of 4.0 and 5.1

# How a command takes it when it fails: as its caller asked, or as the caller's preference is, which a module's function does not see.
function Get-LabPassed($Cmdlet) {
    $passed = @{}
    $bound = $Cmdlet.MyInvocation.BoundParameters
    foreach ($name in @($bound.Keys)) { $passed[$name] = $bound[$name] }
    if (-not $passed.ContainsKey('ErrorAction')) { $passed['ErrorAction'] = $Cmdlet.SessionState.PSVariable.GetValue('ErrorActionPreference') }
    $passed
}

function Write-LabDenied($Cmdlet, [string]$Name) {
    $exception = New-Object System.Security.SecurityException('Requested registry access is not allowed.')
    Write-LabError $Cmdlet '' 'System.Security.SecurityException' 'PermissionDenied' $Name $exception
}

function Write-LabNoPath($Cmdlet, [string]$Path) {
    $exception = New-Object System.Management.Automation.ItemNotFoundException("Cannot find path '$Path' because it does not exist.")
    Write-LabError $Cmdlet '' 'PathNotFound' 'ObjectNotFound' $Path $exception
}

function Write-LabNoProperty($Cmdlet, [string]$Property, [string]$Name) {
    $exception = New-Object System.Management.Automation.PSArgumentException("Property $Property does not exist at path $Name.")
    Write-LabError $Cmdlet '' 'System.Management.Automation.PSArgumentException' 'InvalidArgument' $Property $exception
}

# The registry key of a path, or nothing: not a registry path ($null), or one that is missing or closed, of which the error was told.
function Get-LabOpenKey($Cmdlet, [string]$Path, [string]$Access) {
    $key = Split-LabKey $Path
    if ($Cmdlet.MyInvocation.BoundParameters.ContainsKey('Path') -and $Path -match '[*?\[]') { throw "LabUnknown: a pattern in the registry path '$Path'" }
    $store = Read-LabStore
    if (-not (Test-LabKey $store $key['Name'])) { Write-LabNoPath $Cmdlet $Path; return }
    if (Test-LabDenied $store $key['Name'] $Access) { Write-LabDenied $Cmdlet $key['Name']; return }
    $key
}

# What the provider adds to everything it hands out.
function Add-LabPlace($Item, $Key) {
    $parent, $child = '', $Key['Name']
    $cut = $Key['Name'].LastIndexOf('\')
    if ($cut -gt 0) { $parent = $Key['Name'].Substring(0, $cut); $child = $Key['Name'].Substring($cut + 1) }
    $provider = 'Microsoft.PowerShell.Core\Registry'
    $Item['PSPath'] = "${provider}::$($Key['Name'])"
    $Item['PSParentPath'] = "${provider}::$parent"
    $Item['PSChildName'] = $child
    if ($Key['Drive']) { $Item['PSDrive'] = $Key['Drive'] }
    $Item['PSProvider'] = $provider
    $Item
}

function New-LabKeyView($Store, $Key) {
    $values = Get-LabValue $Store $Key['Name']
    $item = Add-LabPlace ([ordered]@{
            Name = $Key['Name']; Property = @($values.Keys); SubKeyCount = @(Get-LabChildName $Store $Key['Name']).Count
            ValueCount = $values.Count; PSIsContainer = $true
        }) $Key
    $view = [pscustomobject]$item
    $view | Add-Member -MemberType NoteProperty -Name LabValues -Value $values
    $view | Add-Member -MemberType ScriptMethod -Name GetValue -Value { param($name) , $this.LabValues[[string]$name] } -PassThru
}

# Writes the values of a key as one object, as a change does: only where there are any.
function Write-LabValues($Values, $Key) {
    if ($Values.Count -eq 0) { return }
    [pscustomobject](Add-LabPlace $Values $Key)
}

function Get-ItemProperty {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'Path', ValueFromPipeline = $true)] [string[]]$Path,
        [Parameter(Mandatory = $true, ParameterSetName = 'LiteralPath', ValueFromPipelineByPropertyName = $true)] [Alias('PSPath')] [string[]]$LiteralPath,
        [Parameter(Position = 1)] [string[]]$Name
    )
    process {
        $one = @(@($Path) + @($LiteralPath) | Where-Object { $_ })
        if (-not (Split-LabKey $one[0])) {
            $passed = Get-LabPassed $PSCmdlet
            return Microsoft.PowerShell.Management\Get-ItemProperty @passed
        }
        foreach ($where in $one) {
            $key = Get-LabOpenKey $PSCmdlet $where 'read'
            if (-not $key) { continue }
            $store = Read-LabStore
            $entry = Find-LabEntry $store $key['Name']
            foreach ($value in @(if ($entry) { $store[$entry].Keys })) {
                # Thrown also under SilentlyContinue, and for one value the whole key is lost (row servicing/servicing-uninstall-cast-error-is-terminating).
                if ((Test-LabMalformed $store[$entry][$value]) -and (-not $Name -or $Name -contains $value)) {
                    $cast = New-Object System.InvalidCastException('Specified cast is not valid.')
                    $PSCmdlet.ThrowTerminatingError((New-Object System.Management.Automation.ErrorRecord($cast, 'System.InvalidCastException', 'NotSpecified', $null)))
                }
            }
            $values = Get-LabValue $store $key['Name']
            if ($Name) {
                $asked = [ordered]@{}
                foreach ($value in $Name) {
                    if ($values.Contains($value)) { $asked[$value] = $values[$value] } else { Write-LabNoProperty $PSCmdlet $value $key['Name'] }
                }
                $values = $asked
            }
            Write-LabValues $values $key
        }
    }
}

function Get-ChildItem {
    [CmdletBinding(DefaultParameterSetName = 'Items')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Items', ValueFromPipeline = $true)] [string[]]$Path,
        [Parameter(Mandatory = $true, ParameterSetName = 'LiteralItems', ValueFromPipelineByPropertyName = $true)] [Alias('PSPath')] [string[]]$LiteralPath,
        [Parameter(Position = 1)] [string]$Filter, [switch]$Recurse, [switch]$Force, [switch]$Directory, [switch]$File
    )
    process {
        $one = @(@($Path) + @($LiteralPath) | Where-Object { $_ })
        if ($one.Count -eq 0 -or -not (Split-LabKey $one[0])) {
            $passed = Get-LabPassed $PSCmdlet
            return Microsoft.PowerShell.Management\Get-ChildItem @passed
        }
        if ($Filter -or $Recurse -or $Directory -or $File) { throw 'LabUnknown: Get-ChildItem of the registry with more than a path' }
        foreach ($where in $one) {
            $key = Get-LabOpenKey $PSCmdlet $where 'read'
            if (-not $key) { continue }
            $store = Read-LabStore
            foreach ($child in @(Get-LabChildName $store $key['Name'])) {
                $name = "$($key['Name'])\$child"
                if (Test-LabDenied $store $name 'read') { Write-LabDenied $PSCmdlet $name }
                else { New-LabKeyView $store @{ Name = $name; Drive = $key['Drive'] } }
            }
        }
    }
}
