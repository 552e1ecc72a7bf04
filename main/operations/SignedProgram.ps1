<#
.SYNOPSIS
Finds a program of Microsoft in the library, and says which version it brings.
.DESCRIPTION
Included after Change.ps1 by the operations that start a program of the kit. The file stays held until Close-Held.
#>

function Get-ItemVersion([string]$Path) {
    $info = (Get-Item -LiteralPath $Path -Force).VersionInfo
    [version]('{0}.{1}.{2}.{3}' -f $info.FileMajorPart, $info.FileMinorPart, $info.FileBuildPart, $info.FilePrivatePart)
}

function Get-ServiceFileVersion([string]$Name) {
    # The version of the program that a service runs; nothing where there is none.
    $path = [string](Get-RegistryValue "HKLM:\SYSTEM\CurrentControlSet\Services\$Name" 'ImagePath')
    if ($path -match '^"([^"]+)"') { $path = $Matches[1] }
    if ($path -eq '' -or -not (Test-Path -LiteralPath $path -PathType Leaf)) { return $null }
    Get-ItemVersion $path
}

function Assert-SignedProgram([string]$Path, [string]$Name, [hashtable]$Says) {
    # Says: properties of its version resource with the texts of which one must stand in one of them, because a name of a file says nothing.
    $signature = Get-AuthenticodeSignature -LiteralPath $Path
    $subject = ''
    if ($null -ne $signature.SignerCertificate) { $subject = [string]$signature.SignerCertificate.Subject }
    if ([string]$signature.Status -ne 'Valid' -or $subject -notmatch '(^|,\s*)O=Microsoft Corporation(,|$)') {
        throw (New-Failure 'package.notTrusted' "${Name}: signature $($signature.Status), $subject")
    }
    $info = (Get-Item -LiteralPath $Path).VersionInfo
    if (@($Says.Keys | Where-Object { @($Says[$_]) -contains [string]$info.$_ }).Count -eq 0) {
        throw (New-Failure 'package.notTrusted' "$Name calls itself $($info.InternalName), $($info.FileDescription)")
    }
}

function Get-SignedProgram($File, [hashtable]$Says) {
    $path = Get-KitPath $File
    Assert-SignedProgram $path ([string]$File.name) $Says
    $path
}
