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

function Get-SignedProgram($File, [hashtable]$Says) {
    # Says: properties of its version resource with the text that one of them must have, because a name of a file says nothing.
    $path = Get-KitPath $File
    $signature = Get-AuthenticodeSignature -LiteralPath $path
    $subject = ''
    if ($null -ne $signature.SignerCertificate) { $subject = [string]$signature.SignerCertificate.Subject }
    if ([string]$signature.Status -ne 'Valid' -or $subject -notmatch '(^|,\s*)O=Microsoft Corporation(,|$)') {
        throw (New-Failure 'package.notTrusted' "$($File.name): signature $($signature.Status), $subject")
    }
    $info = (Get-Item -LiteralPath $path).VersionInfo
    if (@($Says.Keys | Where-Object { [string]$info.$_ -eq $Says[$_] }).Count -eq 0) {
        throw (New-Failure 'package.notTrusted' "$($File.name) calls itself $($info.InternalName), $($info.FileDescription)")
    }
    $path
}
