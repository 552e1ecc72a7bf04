# Files of the machine file by path, real files of the machine's disk otherwise. A real file may say in its text what
# Windows would read from its resources and signature: lines "lab-version: 1.2.3.4", "lab-internal-name: X", "lab-signature: Valid".
# Stands on: platform/authenticode-not-signed, platform/authenticode-status-map, platform/authenticode-untrusted-root, platform/authenticode-catalog, servicing/servicing-authenticode-embedded-microsoft,
# servicing/servicing-ips1-onboarded-and-state-tests (who owns the kernel).
# Invented: the access list of a file of Windows; looked for: captures of Get-Acl on ntoskrnl.exe of a server

function Get-LabMark([string]$Path, [string]$Name) {
    $bytes = [IO.File]::ReadAllBytes($Path)
    $text = [Text.Encoding]::ASCII.GetString($bytes, 0, [Math]::Min($bytes.Length, 65536))
    if ($text -match "(?m)lab-${Name}: ([^\r\n]+)") { return $Matches[1] }
    # A program that practice made has a version resource and no signature: nobody can make one here, so it counts as signed.
    if (-not $text.StartsWith('MZ')) { return }
    if ($Name -eq 'signature') { return 'Valid' }
    $wide = [Text.Encoding]::Unicode.GetString($bytes, 0, $bytes.Length - $bytes.Length % 2)
    $string = @{ 'internal-name' = 'InternalName'; 'original-name' = 'OriginalFilename'; description = 'FileDescription'; version = 'FileVersion' }[$Name]
    if (-not $string -or $wide -notmatch "$string\0+([^\0]+)") { return }
    # The version carries words behind it; the others are one text.
    if ($Name -eq 'version') { @($Matches[1] -split ' ')[0] } else { $Matches[1] }
}

function Get-LabFile([string]$Path) {
    $wanted = ConvertTo-LabPath $Path
    $machine = Read-LabMachine
    foreach ($key in @(if ($machine['files']) { $machine['files'].Keys })) { if ($key -eq $wanted) { return $machine['files'][$key] } }
}

function Test-LabFolder([string]$Path) {
    $within = (ConvertTo-LabPath $Path) + '\'
    $machine = Read-LabMachine
    @($machine['files'].Keys | Where-Object { "$_".StartsWith($within, [StringComparison]::OrdinalIgnoreCase) }).Count -gt 0
}

function New-LabVersionInfo([string]$Version, [string]$InternalName, [string]$OriginalName = '', [string]$Description = '') {
    $parts = @(0, 0, 0, 0)
    if ($Version) { $parts = @($Version -split '\.') + @(0, 0, 0) }
    # FileVersion carries words on real files, so a script that reads it fails here too.
    [pscustomobject]@{ FileMajorPart = [int]$parts[0]; FileMinorPart = [int]$parts[1]; FileBuildPart = [int]$parts[2]
        FilePrivatePart = [int]$parts[3]; FileVersion = "$Version (lab.000000-0000)"; InternalName = $InternalName; OriginalFilename = $OriginalName
        FileDescription = $Description; ProductName = '' }
}

function Get-Item {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'Path')] [string[]]$Path,
        [Parameter(Mandatory = $true, ParameterSetName = 'Literal')] [string[]]$LiteralPath,
        [switch]$Force
    )
    foreach ($one in @($Path) + @($LiteralPath) | Where-Object { $_ }) {
        if (Test-LabWSMan $one) { Assert-LabWSMan $one; Get-LabWSMan; continue }
        if ($labOwnsRegistry -and (Split-LabKey $one)) {
            $key = Get-LabOpenKey $PSCmdlet $one 'read'
            if ($key) { New-LabKeyView (Read-LabStore) $key }
            continue
        }
        # The registry of the engine tells its errors itself.
        if (Split-LabKey $one) { try { Microsoft.PowerShell.Management\Get-Item -LiteralPath $one -ErrorAction Stop } catch { $PSCmdlet.ThrowTerminatingError($_) }; continue }
        $known = Get-LabFile $one
        if ($known) {
            # Of files only: the registry's keys have a refusal of their own.
            Assert-LabWorks 'Get-Item'
            [pscustomobject]@{ FullName = $one; Name = @($one -split '[\\/]')[-1]; Length = [long]1; VersionInfo = New-LabVersionInfo $known['version'] '' }
            continue
        }
        $real = ConvertFrom-LabPath $one
        try { $item = Microsoft.PowerShell.Management\Get-Item -LiteralPath $real -Force:$Force -ErrorAction Stop }
        catch { Write-LabError $PSCmdlet '' 'PathNotFound' 'ObjectNotFound' $one $_.Exception; continue }
        if ($item -is [IO.FileInfo]) {
            $info = New-LabVersionInfo (Get-LabMark $real 'version') (Get-LabMark $real 'internal-name') (Get-LabMark $real 'original-name') (Get-LabMark $real 'description')
            # The engine's own VersionInfo cannot be replaced on its object.
            $item = [pscustomobject]@{ FullName = $item.FullName; Name = $item.Name; Length = $item.Length; PSIsContainer = $false
                Attributes = $item.Attributes; LastWriteTime = $item.LastWriteTime; VersionInfo = $info }
        }
        $item
    }
}

function Test-Path {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'Path')] [string[]]$Path,
        [Parameter(Mandatory = $true, ParameterSetName = 'Literal')] [string[]]$LiteralPath,
        [Microsoft.PowerShell.Commands.TestPathType]$PathType = 'Any'
    )
    foreach ($one in @($Path) + @($LiteralPath) | Where-Object { $_ }) {
        if ($labOwnsRegistry) {
            $key = Split-LabKey $one
            if ($key) { ($PathType -ne 'Leaf') -and (Test-LabKey (Read-LabStore) $key['Name']); continue }
        }
        if ($PathType -ne 'Container' -and (Get-LabFile $one)) { $true; continue }
        # A folder is there by the files that the machine has in it.
        if ($PathType -ne 'Leaf' -and (Test-LabFolder $one)) { $true; continue }
        Microsoft.PowerShell.Management\Test-Path -LiteralPath (ConvertFrom-LabPath $one) -PathType $PathType
    }
}

$trustedInstaller = 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464'
function Get-Acl {
    [CmdletBinding()]
    param([string[]]$Path, [string[]]$LiteralPath, [switch]$Audit)
    Assert-LabWorks 'Get-Acl'
    $one = @(@($Path) + @($LiteralPath) | Where-Object { $_ })[0]
    $known = Get-LabFile $one
    # A machine file may give the access list of any path.
    $lists = (Read-LabMachine)['accessLists']
    if ($lists -and $lists[$one]) { return [pscustomobject]@{ Sddl = $lists[$one] } }
    if (-not $known) { throw "LabUnknown: access list of '$one'" }
    $sid = 'BA'
    if ($known['owner'] -eq 'NT SERVICE\TrustedInstaller') { $sid = $trustedInstaller }
    [pscustomobject]@{ Owner = $known['owner']; Sddl = "O:${sid}G:${sid}D:PAI(A;;0x1200a9;;;BA)" }
}

function Get-AuthenticodeSignature {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [string[]]$FilePath, [string[]]$LiteralPath)
    $one = @(@($FilePath) + @($LiteralPath) | Where-Object { $_ })[0]
    $real = ConvertFrom-LabPath $one
    $status = Get-LabMark $real 'signature'
    if (-not $status) {
        return [pscustomobject]@{ Path = $one; Status = [System.Management.Automation.SignatureStatus]'NotSigned'; StatusMessage = ''; SignatureType = 'None'; IsOSBinary = $false; SignerCertificate = $null; TimeStamperCertificate = $null }
    }
    # Names of the enumeration, each the result of WinVerifyTrust (row platform/authenticode-status-map).
    if (@('Valid', 'HashMismatch', 'NotTrusted', 'UnknownError', 'NotSupportedFileFormat', 'Incompatible') -notcontains $status) { throw "LabUnknown: the signature '$status'" }
    $signer = [pscustomobject]@{ Subject = 'CN=Microsoft Windows, O=Microsoft Corporation, L=Redmond, S=Washington, C=US'
        Issuer = 'CN=Lab PCA, O=Microsoft Corporation, C=US'; Thumbprint = '00112233445566778899AABBCCDDEEFF00112233'
        NotAfter = [DateTimeOffset]::FromUnixTimeMilliseconds(1814356800000).LocalDateTime }
    # The signer is shown whatever the status is, and the time stamp may be missing (row platform/authenticode-untrusted-root).
    [pscustomobject]@{ Path = $one; Status = [System.Management.Automation.SignatureStatus]$status; StatusMessage = ''; SignatureType = 'Authenticode'; IsOSBinary = $false; SignerCertificate = $signer; TimeStamperCertificate = $null }
}
