<#
.SYNOPSIS
Puts files of the kit into this server's library, named by their SHA-256.
.DESCRIPTION
A file that is there already with the right hash is left alone. A copy that was cut off goes on where it stopped; a copy with
a wrong hash begins anew once.
.PARAMETER Files
The files (sha256, name, bytes, and source: full path where this session can read them).
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
#>
[CmdletBinding()]
param([object[]]$Files, [string]$LibraryFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')
. (Join-Path $PSScriptRoot 'OurFolder.ps1')

$chunk = 1MB
$total = [long]0
foreach ($file in $Files) { $total += [long]$file.bytes }
$sent = [long]0

function Test-Hash([string]$Path, [string]$Sha256) {
    (Test-Path -LiteralPath $Path -PathType Leaf) -and (Get-FileHash -LiteralPath $Path -Algorithm SHA256).Hash.ToLowerInvariant() -ceq $Sha256
}

function Copy-Part($File, [string]$Part) {
    # The length of what lies there is the only state of a copy.
    $from = New-Object System.IO.FileStream([string]$File.source, 'Open', 'Read', 'Read')
    try {
        if ($from.Length -ne [long]$File.bytes) { throw (New-Failure 'operation.hashMismatch' "$($File.source) has $($from.Length) bytes, not $($File.bytes)") }
        $to = New-Object System.IO.FileStream($Part, 'OpenOrCreate', 'Write', 'Read')
        try {
            if ($to.Length -gt $from.Length) { $to.SetLength(0) }
            $from.Position = $to.Length
            $to.Position = $to.Length
            $buffer = New-Object byte[] $chunk
            while (($got = $from.Read($buffer, 0, $chunk)) -gt 0) {
                $to.Write($buffer, 0, $got)
                [pscustomobject]@{ Kind = 'progress'; Done = $sent + $from.Position; Total = $total }
            }
            $to.Flush($true)
        }
        finally { $to.Dispose() }
    }
    finally { $from.Dispose() }
}

$changed = $false
foreach ($file in $Files) {
    $folder = New-OurFolder @('library', [string]$file.sha256)
    $path = Join-Path $folder ([string]$file.name)
    if (Test-Hash $path ([string]$file.sha256)) {
        Write-Step 'copyFile' 'skipped' ([string]$file.name)
        $sent += [long]$file.bytes
        continue
    }
    if (-not (Test-Path -LiteralPath ([string]$file.source) -PathType Leaf)) { throw (New-Failure 'package.missing' "$($file.source) is not there") }
    Write-Step 'copyFile' 'begin' ([string]$file.name)
    $part = "$path.part"
    Copy-Part $file $part
    if (-not (Test-Hash $part ([string]$file.sha256))) {
        Remove-Item -LiteralPath $part -Force
        Copy-Part $file $part
    }
    if (-not (Test-Hash $part ([string]$file.sha256))) {
        Remove-Item -LiteralPath $part -Force
        throw (New-Failure 'operation.hashMismatch' "$($file.name) arrived with another SHA-256 than $($file.sha256)")
    }
    # The mark of the web would make Windows ask before it runs the file.
    Unblock-File -LiteralPath $part -ErrorAction SilentlyContinue
    if (Test-Path -LiteralPath $path) { Remove-Item -LiteralPath $path -Force }
    Move-Item -LiteralPath $part -Destination $path
    $sent += [long]$file.bytes
    $changed = $true
    Write-Step 'copyFile' 'done' ([string]$file.name)
}
Write-Result @{ changed = $changed; files = @($Files | ForEach-Object { @{ sha256 = [string]$_.sha256; name = [string]$_.name; bytes = [long]$_.bytes } }) }
