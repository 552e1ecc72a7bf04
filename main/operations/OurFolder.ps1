<#
.SYNOPSIS
Functions that make folders below %ProgramData%\Gangway, and files, which only SYSTEM and Administrators can touch.
.DESCRIPTION
Every user may create folders in %ProgramData%. So the access list is set in the call that creates a folder, and a folder
that is already there counts only when SYSTEM or Administrators own it, nobody else has rights in it, and it is no link.
#>

$onlyAdministrators = 'O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)'
$onlyAdministratorsFile = 'O:BAG:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)'

function New-FolderError {
    <# .SYNOPSIS
    The error for a folder that is not ours, or that could not be made. #>
    param([string]$Code, [string]$Text)
    New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception($Text)), $Code, 'NotSpecified', $null)
}

function Assert-OurFolder {
    <# .SYNOPSIS
    Throws run.folderNotOurs unless the path is a folder that only SYSTEM and Administrators can touch. #>
    param([string]$Path)
    $item = Get-Item -LiteralPath $Path -Force
    if (-not $item.PSIsContainer -or ([int]$item.Attributes -band [int][System.IO.FileAttributes]::ReparsePoint) -ne 0) {
        throw (New-FolderError 'run.folderNotOurs' "$Path is a link or a file")
    }
    $sddl = [string](Get-Acl -LiteralPath $Path).Sddl
    if ($sddl -cnotmatch '^O:(SY|BA)G:[^:]*D:[A-Z]*P[A-Z]*(?<entries>(\([^)]*\))+)(S:.*)?$') {
        throw (New-FolderError 'run.folderNotOurs' "$Path has another owner or inherits access: $sddl")
    }
    foreach ($entry in $Matches['entries'].Trim('(', ')') -split '\)\(') {
        if (@('SY', 'BA') -cnotcontains ($entry -split ';')[5]) {
            throw (New-FolderError 'run.folderNotOurs' "$Path is open to others: $sddl")
        }
    }
}

function New-OurFolder {
    <# .SYNOPSIS
    Makes the folders named, one below the other, where they are missing, checks each, and answers the path of the last. #>
    param([string[]]$Names)
    $path = $env:ProgramData
    foreach ($name in @('Gangway') + $Names) {
        $path = Join-Path $path $name
        if (-not (Test-Path -LiteralPath $path)) {
            $acl = New-Object System.Security.AccessControl.DirectorySecurity
            $acl.SetSecurityDescriptorSddlForm($onlyAdministrators)
            $folder = New-Object System.IO.DirectoryInfo($path)
            try {
                # The .NET of PowerShell 7 keeps this call in a class of its own.
                if ($folder -isnot [System.IO.DirectoryInfo] -or $PSVersionTable.PSVersion.Major -lt 6) { $folder.Create($acl) }
                else { [System.IO.FileSystemAclExtensions]::Create($folder, $acl) }
            }
            catch { throw (New-FolderError 'target.accessDenied' "$path could not be made: $($_.Exception.Message)") }
        }
        Assert-OurFolder $path
    }
    $path
}

function New-OurFile {
    <# .SYNOPSIS
    Makes an empty file in a folder where others may make files too, in place of whatever lies there. Throws run.folderNotOurs
    where that cannot be taken away. #>
    param([string]$Path)
    $security = New-Object System.Security.AccessControl.FileSecurity
    $security.SetSecurityDescriptorSddlForm($onlyAdministratorsFile)
    try {
        # A link is taken away itself, and never followed. A folder that is not empty stays, and refuses.
        if ([System.IO.Directory]::Exists($Path)) { [System.IO.Directory]::Delete($Path, $false) } else { [System.IO.File]::Delete($Path) }
        # The access list comes with the call that makes it, so that nobody can open it in between.
        $rights = [System.Security.AccessControl.FileSystemRights]::Write
        if ($security -isnot [System.Security.AccessControl.FileSecurity] -or $PSVersionTable.PSVersion.Major -lt 6) {
            $file = New-Object System.IO.FileStream($Path, [System.IO.FileMode]::CreateNew, $rights, [System.IO.FileShare]::None, 4096, [System.IO.FileOptions]::None, $security)
        }
        else { $file = [System.IO.FileSystemAclExtensions]::Create((New-Object System.IO.FileInfo($Path)), 'CreateNew', $rights, 'None', 4096, 'None', $security) }
        $file.Dispose()
    }
    catch { throw (New-FolderError 'run.folderNotOurs' "$Path cannot be made anew: $($_.Exception.Message)") }
}
