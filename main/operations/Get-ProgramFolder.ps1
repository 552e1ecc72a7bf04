<#
.SYNOPSIS
Reads who may change the folder of a program, all that lies in it, and the folders above it. Changes nothing and decides nothing.
.DESCRIPTION
Runs in a process of its own, as Read-Credential.ps1 does, before Gangway starts itself again as administrator: what others may
change there would run with those rights. Writes one reply line: "@<nonce> { drive, more, paths: [{ path, above, link, sddl }] }".
drive is the name of the DriveType of .NET; more says that there was more than is listed; sddl is null where it cannot be read.
.PARAMETER Request
Base64 of UTF-8 JSON: { nonce, folder }.
#>
[CmdletBinding()]
param([string]$Request)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Records.ps1')

# Files of the program and a wide margin: a folder with more is not its own.
$most = 2000

function Get-PathFact {
    <# .SYNOPSIS
    One file or folder: whether it is a link, and its owner and access list. #>
    param($Item, [bool]$Above)
    $sddl = $null
    try { $sddl = [string](Get-Acl -LiteralPath $Item.FullName).Sddl } catch { $sddl = $null }
    $link = ([int]$Item.Attributes -band [int][System.IO.FileAttributes]::ReparsePoint) -ne 0
    @{ path = [string]$Item.FullName; above = $Above; link = $link; sddl = $sddl }
}

$asked = ConvertFrom-Json ([System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Request)))
$folder = Get-Item -LiteralPath $asked.folder -Force
$paths = @(Get-PathFact $folder $false)
$above = $folder.Parent
while ($null -ne $above) {
    $paths += Get-PathFact $above $true
    $above = $above.Parent
}
$inside = @(Get-ChildItem -LiteralPath $folder.FullName -Recurse -Force | Select-Object -First ($most + 1))
foreach ($item in @($inside | Select-Object -First $most)) { $paths += Get-PathFact $item $false }
$answer = [ordered]@{
    drive = (New-Object System.IO.DriveInfo($folder.Root.FullName)).DriveType.ToString()
    more = $inside.Count -gt $most
    paths = @($paths)
}
[Console]::Out.Write("`n@" + $asked.nonce + ' ' + (ConvertTo-JsonText $answer 'folder') + "`n")
[Console]::Out.Flush()
