<#
.SYNOPSIS
Functions of the field kit: its files, taken only with the hash that they must have, its words, its scripts, and the chain of what it tells.
.DESCRIPTION
Included after Records.ps1, Hashes.ps1 and OperationText.ps1. What lies beside read.cmd and run.cmd was written by Gangway on another computer, and
anybody may have had the stick since. So each file is read once, its bytes are hashed, and those very bytes are used.
#>

function Read-KitText {
    <# .SYNOPSIS
    The text of a file of the kit. Throws operation.hashMismatch where it is not the one that Gangway wrote. #>
    param([string]$Path, [string]$Sha256)
    try { $bytes = [System.IO.File]::ReadAllBytes($Path) }
    catch { throw (New-Failure 'operation.hashMismatch' "$Path could not be read: $($_.Exception.Message)") }
    if ((Get-BytesHash $bytes) -cne $Sha256) { throw (New-Failure 'operation.hashMismatch' $Path) }
    [System.Text.Encoding]::UTF8.GetString($bytes)
}

function Read-KitScript {
    <# .SYNOPSIS
    The scripts of the kit by their names, as its description lists them (name, sha256). #>
    param([string]$Folder, $Listed)
    $texts = @{}
    foreach ($script in @($Listed)) {
        $name = [string]$script.name
        if ($name -cnotmatch '^[A-Za-z][A-Za-z-]{2,60}$') { throw (New-Failure 'operation.hashMismatch' $name) }
        $texts[$name] = Read-KitText (Join-Path (Join-Path $Folder 'scripts') "$name.ps1") ([string]$script.sha256)
    }
    $texts
}

function Get-Word {
    <# .SYNOPSIS
    A text of the kit in the language of who wrote it, with {{name}} replaced by its values. #>
    param([string]$Key, [hashtable]$Values = @{})
    $property = $words.PSObject.Properties[$Key]
    if ($null -eq $property) { return $Key }
    $text = [string]$property.Value
    foreach ($name in $Values.Keys) { $text = $text.Replace("{{$name}}", [string]$Values[$name]) }
    $text
}

function Write-Word {
    <# .SYNOPSIS
    Says a text of the kit on the console. #>
    param([string]$Key, [hashtable]$Values = @{})
    [Console]::Out.WriteLine((Get-Word $Key $Values))
}

function Invoke-KitScript {
    <# .SYNOPSIS
    Runs an operation of the kit here, and answers the JSON text of its result. OnFields gets the fields of every other record. Errors
    of the operation are thrown on. #>
    param([string]$Name, [hashtable]$Given = @{}, [scriptblock]$OnFields = $null)
    $text = $scripts[$Name]
    $arguments = Get-Arguments $text '{}'
    foreach ($key in $Given.Keys) { $arguments[$key] = $Given[$key] }
    $answer = @{ json = ''; count = 0 }
    & ([ScriptBlock]::Create($text)) @arguments *>&1 | ForEach-Object {
        $fields = ConvertTo-RecordFields $_
        if ($fields.StartsWith('"kind":"result","value":', [stringcomparison]::Ordinal)) {
            $answer.json = $fields.Substring(24)
            $answer.count++
        }
        elseif ($null -ne $OnFields) { & $OnFields $fields }
    }
    if ($answer.count -ne 1) { throw (New-Failure 'operation.badResult' "$Name gave $($answer.count) results") }
    $answer.json
}

function Add-Hash {
    <# .SYNOPSIS
    Gives the JSON text of an object its own SHA-256 as its last property. #>
    param([string]$Body)
    $Body.Substring(0, $Body.Length - 1) + ',"hash":"' + (Get-TextHash $Body) + '"}'
}

function Read-Chain {
    <# .SYNOPSIS
    Opens the file of what a run told, at the end of its last whole line, and answers the lines as objects. Each line holds the hash of
    itself and of the one before. Throws run.brokenRecords where the file is not what was written: only its last line may be cut. #>
    param([string]$Path)
    $share = [System.IO.FileShare]::Read
    $file = New-Object System.IO.FileStream($Path, [System.IO.FileMode]::OpenOrCreate, [System.IO.FileAccess]::ReadWrite, $share)
    $chain = @{ file = $file; number = 0; hash = '0' * 64; lines = New-Object System.Collections.ArrayList }
    $size = [int]$file.Length
    $bytes = New-Object byte[] $size
    $filled = 0
    while ($filled -lt $size) {
        $got = $file.Read($bytes, $filled, $size - $filled)
        if ($got -eq 0) { break }
        $filled += $got
    }
    $text = [System.Text.Encoding]::ASCII.GetString($bytes, 0, $filled)
    $end = $text.LastIndexOf("`n") + 1
    foreach ($line in @($text.Substring(0, $end).Split("`n") | Where-Object { $_ -ne '' })) {
        # ,"hash":"<64>"} takes 75 characters.
        $body = $line.Substring(0, [math]::Max(0, $line.Length - 75)) + '}'
        $parsed = ConvertFrom-Json $line
        if ((Add-Hash $body) -cne $line -or $parsed.n -ne $chain.number -or [string]$parsed.prev -cne $chain.hash) {
            $file.Dispose()
            throw (New-Failure 'run.brokenRecords' "$Path, line $($chain.number)")
        }
        $chain.hash = [string]$parsed.hash
        $chain.number++
        $null = $chain.lines.Add($parsed)
    }
    # ASCII: as many bytes as characters.
    $file.SetLength($end)
    $file.Position = $end
    $chain
}

function Add-Line {
    <# .SYNOPSIS
    Appends a line to the chain, down to the disk: after a kill at any moment what was told before is whole. #>
    param($Chain, [string]$Fields)
    $line = Add-Hash ('{"n":' + $Chain.number + ',"at":' + (Get-Instant) + ',' + $Fields + ',"prev":"' + $Chain.hash + '"}')
    $bytes = [System.Text.Encoding]::ASCII.GetBytes("$line`n")
    $Chain.file.Write($bytes, 0, $bytes.Length)
    $Chain.file.Flush($true)
    $Chain.hash = $line.Substring($line.Length - 66, 64)
    $Chain.number++
}

function Save-Text {
    <# .SYNOPSIS
    Writes bytes to the first of these folders that takes them, whole or not at all, and answers the path; empty where none does. #>
    param([string[]]$Folders, [string]$Name, [byte[]]$Bytes)
    foreach ($folder in $Folders) {
        if (-not $folder) { continue }
        $path = Join-Path $folder $Name
        try {
            [System.IO.File]::WriteAllBytes("$path.part", $Bytes)
            [System.IO.File]::Delete($path)
            [System.IO.File]::Move("$path.part", $path)
            return $path
        }
        catch {
            [Console]::Out.WriteLine((Get-Word 'notWritten' @{ path = $path; why = $_.Exception.Message }))
            # Half a file takes what is left of a full stick.
            Remove-Item -LiteralPath "$path.part" -Force -ErrorAction SilentlyContinue
        }
    }
    ''
}
