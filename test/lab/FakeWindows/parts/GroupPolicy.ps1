# Group Policy objects of a domain, as the part "groupPolicy" of the machine file has them: gpos (id, name, backup, path, permissions), and links by their targets.
# Invented: what the commands answer beside the properties that their pages name, and their errors; looked for: captures of Import-GPO, New-GPLink and Get-GPInheritance

function Get-LabDomain { (Read-LabMachine)['groupPolicy'] }

function Get-LabGpo([string]$Id, [string]$Name) {
    $found = @((Get-LabDomain)['gpos'] | Where-Object { $_ -and (($Id -and $_['id'] -eq $Id) -or ($Name -and $_['name'] -eq $Name)) })
    if ($found.Count -ne 1) { throw "LabUnknown: the policy '$Id$Name'" }
    $found[0]
}

function ConvertTo-LabGpo($One) { [pscustomobject]@{ Id = $One['id']; DisplayName = $One['name'] } }

function Get-GPO {
    [CmdletBinding()]
    param([string]$Guid, [string]$Name, [switch]$All)
    if (-not $All) { throw 'LabUnknown: Get-GPO without -All' }
    foreach ($one in @((Get-LabDomain)['gpos'])) { if ($one) { ConvertTo-LabGpo $one } }
}

function Import-GPO {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([Parameter(Mandatory = $true)] [guid]$BackupId, [Parameter(Mandatory = $true)] [string]$Path, [string]$TargetName, [switch]$CreateIfNeeded)
    if (-not [IO.Path]::IsPathRooted($Path)) { throw 'invented: Path must be absolute' }
    $folder = Join-Path $Path $BackupId.ToString('B').ToUpperInvariant()
    # Without Backup.xml there is no backup of that id (handed on as ArgumentException with 0x80070002).
    foreach ($name in @('Backup.xml', 'bkupInfo.xml')) {
        if (-not [IO.File]::Exists((Join-Path $folder $name))) { throw (New-Object ArgumentException("invented: the backup with id $BackupId was not found")) }
    }
    # What is no XML is "data is invalid" (0x8007000D).
    foreach ($file in @([IO.Directory]::GetFiles($folder, '*.xml', 'AllDirectories'))) { $null = [xml][IO.File]::ReadAllText($file) }
    if (-not $CreateIfNeeded) { throw "LabUnknown: Import-GPO into a policy that is there" }
    $id = [guid]::NewGuid().ToString()
    Edit-LabMachine {
        param($machine)
        $machine['groupPolicy']['gpos'] = @(@($machine['groupPolicy']['gpos']) + @(@{ id = $id; name = $TargetName; backup = $BackupId.ToString('B').ToUpperInvariant(); permissions = @(
                        @{ sid = 'S-1-5-11'; name = 'Authentifizierte Benutzer'; level = 'GpoApply' }) }) | Where-Object { $_ })
    }
    ConvertTo-LabGpo (Get-LabGpo $id '')
}

function New-GPLink {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([Parameter(Mandatory = $true)] [string]$Guid, [Parameter(Mandatory = $true)] [string]$Target, [string]$LinkEnabled = 'Yes')
    $name = (Get-LabGpo $Guid '')['name']
    Edit-LabMachine {
        param($machine)
        $links = $machine['groupPolicy']['links']
        $links[$Target] = @(@($links[$Target]) + @(@{ name = $name; enabled = $LinkEnabled -eq 'Yes' }) | Where-Object { $_ })
    }
    [pscustomobject]@{ GpoId = $Guid; DisplayName = $name; Enabled = $LinkEnabled -eq 'Yes'; Target = $Target; Order = 1 }
}

function Get-GPInheritance {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)] [string]$Target)
    $links = (Get-LabDomain)['links']
    if (-not $links.Contains($Target)) { throw "LabUnknown: the unit '$Target'" }
    # What is linked above is inherited: the units are told apart by the end of their names.
    $own = @($links[$Target] | Where-Object { $_ } | ForEach-Object { [pscustomobject]@{ DisplayName = $_['name']; Enabled = $_['enabled'] } })
    $above = @(foreach ($key in @($links.Keys)) {
            if ($key -eq $Target -or -not $Target.EndsWith(",$key")) { continue }
            @($links[$key]) | Where-Object { $_ } | ForEach-Object { [pscustomobject]@{ DisplayName = $_['name']; Enabled = $_['enabled'] } }
        })
    [pscustomobject]@{ GpoLinks = $own; InheritedGpoLinks = @($own + $above) }
}

function Get-GPPermission {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)] [string]$Guid, [switch]$All)
    foreach ($one in @((Get-LabGpo $Guid '')['permissions'])) {
        [pscustomobject]@{ Trustee = [pscustomobject]@{ Name = $one['name']; Sid = $one['sid'] }; Permission = $one['level'] }
    }
}

function Set-GPPermission {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([Parameter(Mandatory = $true)] [string]$Guid, [string]$TargetName, [string]$TargetType, [string]$PermissionLevel, [switch]$Replace)
    $null = Get-LabGpo $Guid ''
    Edit-LabMachine {
        param($machine)
        $policy = @($machine['groupPolicy']['gpos'] | Where-Object { $_['id'] -eq $Guid })[0]
        $there = @($policy['permissions'] | Where-Object { $_['name'] -eq $TargetName })
        # Without -Replace a lower level does nothing (Microsoft's page of the command).
        if ($there.Count -eq 0) { $policy['permissions'] = @(@($policy['permissions']) + @(@{ sid = 'S-1-5-21-1-2-3-4000'; name = $TargetName; level = $PermissionLevel })) }
        elseif ($Replace) { $there[0]['level'] = $PermissionLevel }
    }
    Get-GPPermission -Guid $Guid -All
}
