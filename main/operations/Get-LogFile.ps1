<#
.SYNOPSIS
Brings the last part of the logs that tell of Defender, of its installation and of updates. Changes nothing.
.DESCRIPTION
Logs of Windows Installer and of Install.ps1 from runs of Gangway and from Windows' own temporary folder, of the deployment tool, of the
antivirus, of servicing and of Configuration Manager. A log tells its end last, so of a long one only that is brought, packed.
.PARAMETER Bytes
How many bytes of one log at most.
.PARAMETER Total
How many bytes of all of them; the newest come first.
#>
[CmdletBinding()]
param([long]$Bytes, [long]$Total)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Facts.ps1')

$mostFiles = 20
# Each folder with the names in it; below the folder of runs lie a folder for each run, one for each action, and one for what Install.ps1 needs.
$places = @(
    @{ Folder = "$env:ProgramData/Gangway/runs"; Under = @('*/*', '*/*/*'); Names = @('*.log') }
    @{ Folder = "$env:ProgramData/Microsoft/DefenderDeploymentTool"; Under = @(); Names = @('*.log') }
    @{ Folder = "$env:windir/Temp"; Under = @(); Names = @('MpCmdRun.log', 'MpSigStub.log', 'MSI*.log') }
    @{ Folder = "$env:windir/Logs/CBS"; Under = @(); Names = @('CBS.log') }
    @{ Folder = "$env:windir/Logs/DISM"; Under = @(); Names = @('dism.log') }
    @{ Folder = "$env:windir/CCM/Logs"; Under = @(); Names = @('AppEnforce.log') }
)

function Get-PlaceFile($Place) {
    if (-not (Test-Path -LiteralPath $Place.Folder)) { return }
    $all = @(Get-ChildItem -LiteralPath $Place.Folder -File -Force)
    foreach ($under in $Place.Under) { $all += @(Get-ChildItem -Path "$($Place.Folder)/$under/*.log" -File -Force) }
    foreach ($file in $all) {
        # A link leads to a file that nobody meant.
        if ($file.Attributes -band [System.IO.FileAttributes]::ReparsePoint) { continue }
        if (@($Place.Names | Where-Object { $file.Name -like $_ }).Count -gt 0) { $file }
    }
}

function Get-LastPart([string]$Path, [long]$Most) {
    # Whoever writes to it goes on writing.
    $from = New-Object System.IO.FileStream($Path, 'Open', 'Read', 'ReadWrite, Delete')
    try {
        # From an even place: half a character of UTF-16 would make another text of it.
        $start = [math]::Max([long]0, $from.Length - $Most)
        $start += $start % 2
        $null = $from.Seek($start, 'Begin')
        $buffer = New-Object byte[] ([int]($from.Length - $start))
        $done = 0
        do {
            $read = $from.Read($buffer, $done, $buffer.Length - $done)
            $done += $read
        } while ($read -gt 0)
    }
    finally { $from.Dispose() }
    $to = New-Object System.IO.MemoryStream
    $packed = New-Object System.IO.Compression.GZipStream($to, [System.IO.Compression.CompressionMode]::Compress)
    try { $packed.Write($buffer, 0, $done) } finally { $packed.Dispose() }
    @{ taken = $done; content = [Convert]::ToBase64String($to.ToArray()) }
}

$found = foreach ($place in $places) { Read-Fact $place.Folder { Get-PlaceFile $place } }
$left = $Total
$files = @(foreach ($file in @($found | Where-Object { $null -ne $_ } | Sort-Object -Property LastWriteTime -Descending | Select-Object -First $mostFiles)) {
        # A rest below a kilobyte would tell nothing.
        if ($file.Length -eq 0 -or $left -lt 1024) { continue }
        $part = Read-Fact $file.FullName { Get-LastPart $file.FullName ([math]::Min($Bytes, $left)) }
        if ($null -eq $part) { continue }
        $left -= $part.taken
        @{ path = $file.FullName; size = [long]$file.Length; modifiedAt = ConvertTo-Instant $file.LastWriteTime; content = $part.content }
    })
$missing = @($unreadable | ForEach-Object { @{ path = $_.fact; reason = $_.reason } })
# The clock of the logs is that of the server.
$now = Get-Date
$offset = [int][math]::Round(($now - $now.ToUniversalTime()).TotalMinutes)
[pscustomobject]@{ Kind = 'result'; Value = @{ files = $files; unreadable = $missing; offsetMinutes = $offset; readAt = ConvertTo-Instant $now } }
