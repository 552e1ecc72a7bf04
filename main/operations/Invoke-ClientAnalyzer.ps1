<#
.SYNOPSIS
Runs Microsoft's Client Analyzer as SYSTEM and reads its report; changes no setting.
.DESCRIPTION
Unpacks the archive of the kit into the run folder, takes it only where every script in it is signed by Microsoft, and starts its script as
MDEClientAnalyzer.cmd does, for a run from afar (-r): it asks nothing then, and opens no browser. As SYSTEM it calls the cloud itself and
needs no PsExec. Its result, a zip, stays in the run folder: it holds the onboarding package of the tenant. Everything else that was unpacked goes.
.PARAMETER File
The file in the library (sha256, name, bytes).
.PARAMETER LibraryFolder
Where this server keeps the files of the kit.
.PARAMETER RunFolder
The folder of this run.
#>
[CmdletBinding()]
param([object]$File, [string]$LibraryFolder, [string]$RunFolder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Change.ps1')

$folder = Join-Path $RunFolder 'analyzer'
$kept = Join-Path $RunFolder 'MDEClientAnalyzerResult.zip'
$limits = @{ Files = 2000; Bytes = 500MB; Checks = 200; Lines = 1000 }

function Expand-Kit([string]$Path) {
    # Windows PowerShell has not loaded it.
    $null = [System.Reflection.Assembly]::Load('System.IO.Compression, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089')
    $stream = New-Object System.IO.FileStream($Path, 'Open', 'Read', 'Read')
    $zip = New-Object System.IO.Compression.ZipArchive($stream, [System.IO.Compression.ZipArchiveMode]::Read)
    try {
        $bytes = [long]0
        if ($zip.Entries.Count -gt $limits.Files) { throw (New-Failure 'package.notTrusted' "$($zip.Entries.Count) files") }
        foreach ($entry in $zip.Entries) {
            $name = $entry.FullName.Replace('\', '/')
            $bytes += $entry.Length
            $parts = @($name.Split('/'))
            if ($parts -contains '..' -or $name.StartsWith('/') -or $name.Contains(':') -or $bytes -gt $limits.Bytes) { throw (New-Failure 'package.notTrusted' $name) }
            if ($name.EndsWith('/')) { continue }
            $target = $folder
            foreach ($part in $parts) { $target = Join-Path $target $part }
            $null = [System.IO.Directory]::CreateDirectory((Split-Path -Parent $target))
            $from = $entry.Open()
            $to = New-Object System.IO.FileStream($target, 'CreateNew', 'Write')
            try { $from.CopyTo($to) } finally { $to.Dispose(); $from.Dispose() }
        }
    }
    finally { $zip.Dispose(); $stream.Dispose() }
}

function Assert-Publisher($Script) {
    $signature = Get-AuthenticodeSignature -LiteralPath $Script.FullName
    $subject = ''
    if ($null -ne $signature.SignerCertificate) { $subject = [string]$signature.SignerCertificate.Subject }
    if ([string]$signature.Status -ne 'Valid' -or $subject -notmatch '(^|,\s*)O=Microsoft Corporation(,|$)') {
        throw (New-Failure 'package.notTrusted' "$($Script.Name): signature $($signature.Status), $subject")
    }
}

function Get-Plain([string]$Text, [int]$Most) {
    # The report has marks of HTML in it.
    $plain = ($Text -replace '<[^<>]{1,200}>', ' ' -replace '\s+', ' ').Trim()
    if ($plain.Length -gt $Most) { $plain = $plain.Substring(0, $Most) }
    $plain
}

function Get-Child($Node, [string]$Name, [int]$Most) {
    $child = $Node.SelectSingleNode($Name)
    if ($null -eq $child) { '' } else { Get-Plain $child.InnerText $Most }
}

function Read-Report([string]$Path) {
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = 'Prohibit'
    $settings.XmlResolver = $null
    $xml = New-Object System.Xml.XmlDocument
    $xml.XmlResolver = $null
    $reader = [System.Xml.XmlReader]::Create($Path, $settings)
    try { $xml.Load($reader) } finally { $reader.Dispose() }
    $checks = @()
    foreach ($node in $xml.SelectNodes('/MDEResults/events/event')) {
        $id = $node.GetAttribute('id')
        if ($id -notmatch '^\d{1,9}$' -or $checks.Count -ge $limits.Checks) { continue }
        $checks += @{ id = $id; category = Get-Child $node 'category' 300; check = Get-Child $node 'check' 300; result = Get-Child $node 'checkresult' 1000 }
    }
    $facts = @()
    foreach ($node in $xml.SelectNodes('/MDEResults/*[name() != "events"]/*[@displayName]')) {
        if ($facts.Count -ge $limits.Checks) { continue }
        $facts += @{ name = Get-Plain $node.Name 300; title = Get-Plain ($node.GetAttribute('displayName')) 300; value = Get-Child $node 'value' 1000; alert = Get-Child $node 'alert' 300 }
    }
    $version = @($facts | Where-Object { $_.name -eq 'scriptVersion' } | ForEach-Object { $_.value })
    @{ Checks = $checks; Facts = $facts; Version = $version }
}

function Read-Connection([string]$Path) {
    # The lines that tell of one address and of the ways to it. The log is long, and the rest of it stays on the server.
    if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { return }
    $reader = New-Object System.IO.StreamReader($Path, [System.Text.Encoding]::Unicode, $true)
    try {
        for ($count = 0; $count -lt $limits.Lines -and -not $reader.EndOfStream; ) {
            $line = $reader.ReadLine().TrimEnd()
            if ($line -notmatch '^Testing URL : \S|^\s{0,4}[1-5](\.\d+)? - \S|^Proxy config: ') { continue }
            $count++
            if ($line.Length -gt 300) { $line.Substring(0, 300) } else { $line }
        }
    }
    finally { $reader.Dispose() }
}

try {
    Write-Step 'verifyFile' 'begin' ([string]$File.name)
    Expand-Kit (Get-KitPath $File)
    $scripts = @(Get-ChildItem -LiteralPath $folder -Recurse -File | Where-Object { @('.ps1', '.psm1', '.psd1') -contains $_.Extension })
    foreach ($one in $scripts) { Assert-Publisher $one }
    $script = @($scripts | Where-Object { $_.Name -eq 'MDEClientAnalyzer.ps1' } | ForEach-Object { $_.FullName })
    if ($script.Count -ne 1) { throw (New-Failure 'package.notTrusted' "$($File.name): MDEClientAnalyzer.ps1 is there $($script.Count) times") }
    Write-Step 'verifyFile' 'done' ([string]$File.name)

    Write-Step 'analyze' 'begin'
    $toolFolder = Split-Path -Parent $script[0]
    $output = Join-Path $RunFolder 'analyzer.txt'
    $powershell = Join-Path $env:SystemRoot 'System32\WindowsPowerShell\v1.0\powershell.exe'
    $call = "`"$powershell`" -NoProfile -NonInteractive -ExecutionPolicy Bypass -File `"$($script[0])`" -outputDir `"$toolFolder`" -r"
    $process = Start-Tool (Join-Path $env:SystemRoot 'System32\cmd.exe') "/d /c `"$call >`"$output`" 2>&1`""
    Watch-Tool $process @((New-Tail $output (Get-OemEncoding) 'analyzer')) 30 -Ends
    $code = $process.ExitCode
    Write-Step 'analyze' 'done' ([string]$code)

    $logs = Join-Path (Join-Path $toolFolder 'MDEClientAnalyzerResult') 'SystemInfoLogs'
    $report = Join-Path $logs 'MDEClientAnalyzer.xml'
    if (-not (Test-Path -LiteralPath $report -PathType Leaf)) { throw (New-Failure 'operation.failed' "the Client Analyzer ended with $code and left no report" $code) }
    $found = Read-Report $report
    $lines = @(Read-Connection (Join-Path $logs 'MDEClientAnalyzer.txt'))
    $zips = @(Get-ChildItem -LiteralPath $toolFolder -Filter 'MDEClientAnalyzerResult*.zip' -File | Sort-Object -Property LastWriteTimeUtc)
    $place = $null
    if ($zips.Count -gt 0) {
        [System.IO.File]::Move($zips[$zips.Count - 1].FullName, $kept)
        $place = $kept
    }
    $version = $null
    if ($found.Version.Count -gt 0) { $version = [string]$found.Version[0] }
    Write-Result @{ version = $version; checks = @($found.Checks); facts = @($found.Facts); lines = $lines; resultPath = $place }
}
finally {
    Close-Held
    if (Test-Path -LiteralPath $folder) { Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue }
}
