<#
.SYNOPSIS
Puts files of the kit into a server's library, named by their SHA-256.
.DESCRIPTION
A file that is there already with the right hash is left alone. A copy that was cut off goes on where it stopped: the length of
what lies there is the only state of a copy. One with a wrong hash begins anew once. Runs on the technician's computer; over a
session each piece is a command of its own, so that it can be stopped between two, and nothing counts before its hash was right.
.PARAMETER Files
The files (sha256, name, bytes, and source: full path on this computer).
.PARAMETER AdminShare
Whether the administrative share of the server may be tried before the session, with the account of the session.
.PARAMETER Session
The open session on the server; null where this computer is the server.
#>
[CmdletBinding()]
param([object[]]$Files, [bool]$AdminShare, $Session)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')

# What the server does, one step of it at a time. It answers with one text; an empty one before that is a sign of life.
$onServer = {
    param([string]$Step, [string]$Sha256, [string]$Name, [long]$Length, [long]$Offset, [byte[]]$Bytes)
    & {
        Set-StrictMode -Version 2.0
        $ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'OurFolder.ps1')

        function Read-Hash([string]$Path) {
            # In pieces: hashing hundreds of megabytes in one call would look like a frozen link.
            $file = New-Object System.IO.FileStream($Path, 'Open', 'Read', 'Read')
            $algorithm = [System.Security.Cryptography.SHA256]::Create()
            $quiet = [System.Diagnostics.Stopwatch]::StartNew()
            try {
                $size = 4MB
                $buffer = New-Object byte[] $size
                while (($got = $file.Read($buffer, 0, $size)) -gt 0) {
                    $null = $algorithm.TransformBlock($buffer, 0, $got, $null, 0)
                    if ($quiet.ElapsedMilliseconds -lt 2000) { continue }
                    ''
                    $quiet.Restart()
                }
                $null = $algorithm.TransformFinalBlock($buffer, 0, 0)
                $found.hash = [System.BitConverter]::ToString($algorithm.Hash).Replace('-', '').ToLowerInvariant()
            }
            finally {
                $algorithm.Dispose()
                $file.Dispose()
            }
        }

        $found = @{ hash = '' }
        $folder = New-OurFolder @('library', $Sha256)
        $path = Join-Path $folder $Name
        $part = "$path.part"
        if ($Step -ceq 'look') {
            if (Test-Path -LiteralPath $path -PathType Leaf) { Read-Hash $path }
            if ($found.hash -ceq $Sha256) { return 'there' }
            return $part
        }
        if ($Step -ceq 'append') {
            $to = New-Object System.IO.FileStream($part, 'OpenOrCreate', 'Write', 'Read')
            try {
                if ($to.Length -gt $Length) { $to.SetLength(0) }
                # Only where nothing else was written meanwhile; either way the answer is what lies there.
                if ($null -ne $Bytes -and $to.Length -eq $Offset) {
                    $to.Position = $Offset
                    $to.Write($Bytes, 0, $Bytes.Length)
                    $to.Flush($true)
                }
                return [string]$to.Length
            }
            finally { $to.Dispose() }
        }
        Read-Hash $part
        if ($found.hash -cne $Sha256) {
            Remove-Item -LiteralPath $part -Force
            return 'wrong'
        }
        # The mark of the web would make Windows ask before it runs the file.
        Unblock-File -LiteralPath $part -ErrorAction SilentlyContinue
        if (Test-Path -LiteralPath $path) { Remove-Item -LiteralPath $path -Force }
        Move-Item -LiteralPath $part -Destination $path
        'done'
    }
}

function Invoke-Step([string]$Step, $File, [long]$Offset = 0, [byte[]]$Bytes = $null) {
    # The answer goes into $answer, because signs of life are passed on as they come.
    $given = $Step, [string]$File.sha256, [string]$File.name, [long]$File.bytes, $Offset, $Bytes
    if ($null -eq $Session) {
        & $onServer @given | ForEach-Object { if ($_ -ne '') { $answer.text = [string]$_ } }
        return
    }
    Invoke-Command -Session $Session -ScriptBlock $onServer -ArgumentList $given | ForEach-Object {
        if ([string]$_ -ne '') { $answer.text = [string]$_ } else { '' }
    }
}

function Open-Share([string]$Part) {
    # The path over the administrative share of the drive that a path on the server lies on. Null: there is none to be had.
    if ($Part -notmatch '^((?<drive>[A-Za-z]):)?[\\/](?<rest>.+)$') { return $null }
    $letter = if ($Matches.ContainsKey('drive')) { $Matches['drive'] } else { 'C' }
    $rest = $Matches['rest']
    $given = @{ Name = 'GangwayShare'; PSProvider = 'FileSystem'; Scope = 'Global'; Root = "\\$($Session.ComputerName)\$letter`$" }
    $credential = $Session.Runspace.ConnectionInfo.Credential
    if ($null -ne $credential) { $given['Credential'] = $credential }
    try {
        $drive = New-PSDrive @given
        Join-Path $drive.Root $rest
    }
    catch { $answer.refusal = $_.Exception.Message }
}

function Copy-OverShare($From, [string]$Path) {
    $to = New-Object System.IO.FileStream($Path, 'OpenOrCreate', 'Write', 'Read')
    try {
        if ($to.Length -gt $From.Length) { $to.SetLength(0) }
        $From.Position = $to.Length
        $to.Position = $to.Length
        $buffer = New-Object byte[] $largest
        while (($got = $From.Read($buffer, 0, $largest)) -gt 0) {
            $to.Write($buffer, 0, $got)
            Write-Progressed $From.Position
        }
        $to.Flush($true)
    }
    finally { $to.Dispose() }
}

function Copy-InPieces($From, $File) {
    Invoke-Step 'append' $File
    $at = [long]$answer.text
    # Over a session the first pieces are small: on a slow link a large one would look like a dead one.
    $size = $largest
    if ($null -ne $Session) { $size = $smallest }
    while ($at -lt $From.Length) {
        $From.Position = $at
        $length = [int][math]::Min($size, $From.Length - $at)
        $bytes = New-Object byte[] $length
        $got = 0
        while ($got -lt $length) {
            $read = $From.Read($bytes, $got, $length - $got)
            if ($read -eq 0) { throw (New-Failure 'operation.hashMismatch' "$($File.source) became shorter") }
            $got += $read
        }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        Invoke-Step 'append' $File $at $bytes
        $at = [long]$answer.text
        Write-Progressed $at
        if ($watch.ElapsedMilliseconds -lt 1000) { $size = [math]::Min($size * 2, $largest) }
        elseif ($watch.ElapsedMilliseconds -gt 5000) { $size = [math]::Max($size / 2, $smallest) }
    }
}

function Write-Progressed([long]$At) { [pscustomobject]@{ Kind = 'progress'; Done = $sent + $At; Total = $total } }

$largest = 1MB
$smallest = 64KB
$total = [long]0
foreach ($file in $Files) { $total += [long]$file.bytes }
$sent = [long]0
$answer = @{ text = ''; refusal = '' }
$changed = $false
$isToldHow = $false
$share = $null
try {
    foreach ($file in $Files) {
        $name = [string]$file.name
        Invoke-Step 'look' $file
        if ($answer.text -ceq 'there') {
            Write-Step 'copyFile' 'skipped' $name
            $sent += [long]$file.bytes
            continue
        }
        $part = $answer.text
        if (-not (Test-Path -LiteralPath ([string]$file.source) -PathType Leaf)) { throw (New-Failure 'package.missing' "$($file.source) is not there") }
        if ($null -ne $Session) {
            if ($AdminShare) { $share = Open-Share $part }
            if (-not $isToldHow) {
                if ($null -ne $share) { Write-Step 'sendOverShare' 'done' '' }
                elseif ($AdminShare) { Write-Step 'sendOverSessionInstead' 'done' $answer.refusal }
                else { Write-Step 'sendOverSession' 'done' '' }
                $isToldHow = $true
            }
        }
        Write-Step 'copyFile' 'begin' $name
        $from = New-Object System.IO.FileStream([string]$file.source, 'Open', 'Read', 'Read')
        try {
            if ($from.Length -ne [long]$file.bytes) { throw (New-Failure 'operation.hashMismatch' "$($file.source) has $($from.Length) bytes, not $($file.bytes)") }
            foreach ($attempt in 1, 2) {
                if ($null -ne $share) { Copy-OverShare $from $share } else { Copy-InPieces $from $file }
                Invoke-Step 'finish' $file
                if ($answer.text -ceq 'done') { break }
            }
        }
        finally { $from.Dispose() }
        if ($null -ne $share) {
            Remove-PSDrive -LiteralName 'GangwayShare' -Scope 'Global'
            $share = $null
        }
        if ($answer.text -cne 'done') { throw (New-Failure 'operation.hashMismatch' "$name arrived with another SHA-256 than $($file.sha256)") }
        $sent += [long]$file.bytes
        $changed = $true
        Write-Step 'copyFile' 'done' $name
    }
}
finally { if ($null -ne $share) { Remove-PSDrive -LiteralName 'GangwayShare' -Scope 'Global' } }
Write-Result @{ changed = $changed; files = @($Files | ForEach-Object { @{ sha256 = [string]$_.sha256; name = [string]$_.name; bytes = [long]$_.bytes } }) }
