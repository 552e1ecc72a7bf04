<#
.SYNOPSIS
Functions that change operations share: what they say, how they fail, the file of the kit, and a tool that is watched.
.DESCRIPTION
Included by the operations that change a server.
#>

function New-Failure([string]$Code, [string]$Text, $Native = $null) {
    New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception($Text)), $Code, 'NotSpecified', @{ Native = $Native })
}

function Write-Step([string]$Key, [string]$State, [string]$Detail = '') {
    [pscustomobject]@{ Kind = 'step'; Key = $Key; State = $State; Detail = $Detail }
}

function Write-Line([string]$Source, [string]$Level, [string]$Text) {
    [pscustomobject]@{ Kind = 'log'; Source = $Source; Level = $Level; Text = $Text }
}

function Write-Result($Value) { [pscustomobject]@{ Kind = 'result'; Value = $Value } }

function Get-RegistryValue([string]$Key, [string]$Name) {
    # One value: Get-ItemProperty reads the whole key, and a value of wrong length that somebody else wrote makes it throw.
    try { (Get-Item -LiteralPath $Key).GetValue($Name) } catch [System.Management.Automation.ItemNotFoundException] { $null }
}

function Set-ServiceStatus([string]$Name, [string]$Status) {
    # 'Running' or 'Stopped'. Start-Service and Stop-Service wait without end for a service that hangs on its way: here it has a minute.
    $starts = $Status -eq 'Running'
    $onItsWay = if ($starts) { 'StartPending' } else { 'StopPending' }
    $service = Get-Service -Name $Name
    if (@($Status, $onItsWay) -notcontains [string]$service.Status) { if ($starts) { $service.Start() } else { $service.Stop() } }
    for ($look = 1; $look -le 12 -and [string](Get-Service -Name $Name).Status -eq $onItsWay; $look++) { Start-Sleep -Seconds 5 }
    if ([string](Get-Service -Name $Name).Status -eq $onItsWay) { throw "a minute later it is still $onItsWay" }
}

function Get-KitPath($File) {
    # The file in the library, hashed anew, because it may have lain there since yesterday, and held until Close-Held.
    $path = Join-Path (Join-Path $LibraryFolder ([string]$File.sha256)) ([string]$File.name)
    if (-not (Test-Path -LiteralPath $path -PathType Leaf)) { throw (New-Failure 'package.missing' "$($File.name) is not in the library of this server") }
    Assert-Hash $path ([string]$File.sha256)
    $path
}

# Files that were hashed and are held since. A list, because a script that runs from its text has no script scope.
$held = New-Object System.Collections.ArrayList

function Assert-Hash([string]$Path, [string]$Sha256) {
    # Hashed over a handle that lets others read and nothing else, and that is kept: what was hashed is what the tool will read.
    $file = New-Object System.IO.FileStream($Path, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, [System.IO.FileShare]::Read)
    $null = $held.Add($file)
    $hash = (Get-FileHash -InputStream $file -Algorithm SHA256).Hash.ToLowerInvariant()
    if ($hash -cne $Sha256) { throw (New-Failure 'operation.hashMismatch' "$Path has the SHA-256 $hash, not $Sha256") }
}

function Close-Held {
    # Lets go of them, once nothing reads them any more.
    foreach ($file in $held) { $file.Dispose() }
    $held.Clear()
}

function Start-Tool([string]$Path, [string]$Arguments, [string]$Folder = '') {
    # Never with the redirect parameters of Start-Process: with one of them the program gets a console of its own and yet the input of
    # this one, and timeout.exe gives up at once where its input is no console. What a script says goes to a file by cmd.exe itself.
    $more = @{}
    if ($Arguments) { $more['ArgumentList'] = $Arguments }
    if ($Folder) { $more['WorkingDirectory'] = $Folder }
    try { $process = Start-Process -FilePath $Path -PassThru @more }
    catch { throw (New-Failure 'operation.failed' "$Path could not be started: $($_.Exception.Message)") }
    # Without the handle being read once, ExitCode stays empty after the end.
    $null = $process.Handle
    $process
}

function New-Tail([string]$Path, [System.Text.Encoding]$Encoding, [string]$Source, [hashtable]$More = @{}) {
    # More may name Level (of all its lines), Strip (a pattern that is taken away from each) and Find (gives the path, where a tool
    # chooses the name itself or moves the file; what was read before still counts as read).
    @{ Path = $Path; Encoding = $Encoding; Source = $Source; Level = [string]$More['Level']; Strip = [string]$More['Strip']; Find = $More['Find']; Offset = [long]0; Rest = '' }
}

function Get-OemEncoding {
    # What console programs write: the code page of this Windows.
    $page = Get-RegistryValue 'HKLM:\SYSTEM\CurrentControlSet\Control\Nls\CodePage' 'OEMCP'
    try { [System.Text.Encoding]::GetEncoding([int]$page) } catch { [System.Text.Encoding]::GetEncoding('us-ascii') }
}

function Read-Tail($Tail, [int]$Most = 60) {
    # The lines that came since the last look, as log records; a flood is cut to its newest lines.
    # A look that fails is no reason to leave a tool alone that is at work.
    if ($null -ne $Tail.Find) { try { $Tail.Path = [string](& $Tail.Find) } catch { $Tail.Path = '' } }
    if (-not $Tail.Path -or -not (Test-Path -LiteralPath $Tail.Path)) { return }
    # Its writer may have it for itself for a moment: the next look finds it, and the work goes on.
    try { $stream = New-Object System.IO.FileStream($Tail.Path, 'Open', 'Read', 'ReadWrite, Delete') }
    catch [System.IO.IOException] { return }
    try {
        $length = $stream.Length - $Tail.Offset
        # Where a character has two bytes, an odd one waits for its second half.
        $length -= $length % $Tail.Encoding.GetByteCount('a')
        if ($length -le 0) { return }
        $bytes = New-Object byte[] $length
        $stream.Position = $Tail.Offset
        $got = $stream.Read($bytes, 0, $length)
        # Windows Installer writes UTF-16 with its mark at the start; what lacks the mark is text of the console.
        if ($Tail.Offset -eq 0 -and $Tail.Encoding -is [System.Text.UnicodeEncoding] -and ($bytes[0] -ne 0xFF -or $bytes[1] -ne 0xFE)) { $Tail.Encoding = Get-OemEncoding }
        $Tail.Offset += $got
    }
    finally { $stream.Dispose() }
    $text = $Tail.Rest + $Tail.Encoding.GetString($bytes, 0, $got).TrimStart([char]0xFEFF)
    $lines = @($text.Split([char]10))
    $Tail.Rest = $lines[$lines.Count - 1]
    $whole = @($lines | Select-Object -First ($lines.Count - 1) | ForEach-Object { $_.TrimEnd() } | Where-Object { $_ -ne '' })
    if ($whole.Count -gt $Most) {
        Write-Line $Tail.Source 'info' "... $($whole.Count - $Most) ..."
        $whole = @($whole | Select-Object -Last $Most)
    }
    if ($Tail.Strip -ne '') { $whole = @($whole | ForEach-Object { $_ -replace $Tail.Strip, '' }) }
    # What is in an onboarding package is a key to the tenant: such lines are not repeated.
    foreach ($line in $whole) { if ($line -notmatch 'orgId|OnboardingInfo|sha256sig') { Write-Line $Tail.Source (Get-LineLevel $Tail $line) $line } }
}

function Get-LineLevel($Tail, [string]$Line) {
    if ($Tail.Level -ne '') { return $Tail.Level }
    # For the eye only: an error that Windows Installer numbers. Its notes stand in every good log by the hundred.
    if ($Tail.Source -eq 'msi' -and $Line -match '^\w+ 1\d{3}\.') { 'warn' } else { 'info' }
}

# Processes that a tool started, and those that they started, by the numbers of their parents. Windows gives a number out again, so only
# what began after its parent did is one. Known keeps the numbers with their beginnings, because a parent may have ended meanwhile.
function Get-Started([hashtable]$Known) {
    $all = @(Get-CimInstance -ClassName Win32_Process -ErrorAction Stop)
    do {
        $more = 0
        foreach ($one in $all) {
            $parent = [int]$one.ParentProcessId
            if ($Known.ContainsKey([int]$one.ProcessId) -or -not $Known.ContainsKey($parent)) { continue }
            if ($null -eq $one.CreationDate -or $one.CreationDate -lt $Known[$parent]) { continue }
            $Known[[int]$one.ProcessId] = $one.CreationDate
            $more++
            $one
        }
    } while ($more -gt 0)
}

function Stop-Tool($Process) {
    # Ends a tool and what it started, the tool first, so that it starts nothing more. Its handle is held: nobody else gets its number.
    $known = @{ [int]$Process.Id = $Process.StartTime.AddMilliseconds(-1) }
    $ended = @()
    $started = @(Get-Started $known)
    try { $Process.Kill() } catch { Write-Line 'run' 'warn' ([string]$_.Exception.Message) }
    # What began between the look and the end is found by the next look.
    for ($round = 1; $round -le 5 -and ($round -eq 1 -or $started.Count -gt 0); $round++) {
        foreach ($one in $started) {
            $ended += [string]$one.Name
            Stop-Process -Id ([int]$one.ProcessId) -Force -ErrorAction SilentlyContinue
        }
        $started = @(Get-Started $known)
    }
    $null = $Process.WaitForExit(10000)
    Write-Line 'run' 'warn' "ended: $(@(@('the tool') + $ended) -join ', ')"
}

function Watch-Tool($Process, $Tails, [int]$Minutes = 30, [switch]$Ends) {
    # Emits what the tool writes until it ends; the caller then reads its ExitCode. Beyond its minutes a tool that Ends is ended, with all it
    # started. Any other is only named: an installation that is cut off in its middle may leave the server without protection.
    # Seconds are counted and no clock is asked, which somebody may set meanwhile.
    $seconds = 0
    while (-not $Process.WaitForExit(1000)) {
        foreach ($tail in @($Tails)) { if ($null -ne $tail) { Read-Tail $tail } }
        $seconds++
        if ($seconds -ne 60 * $Minutes) { continue }
        if (-not $Ends) {
            Write-Line 'run' 'warn' "The tool (process $($Process.Id)) is at work for $Minutes minutes. It is not ended."
            continue
        }
        Stop-Tool $Process
        throw (New-Failure 'operation.toolEnded' "the tool was at work for $Minutes minutes and was ended")
    }
    foreach ($tail in @($Tails)) {
        if ($null -eq $tail) { continue }
        Read-Tail $tail
        if ($tail.Rest.Trim() -ne '') { Write-Line $tail.Source (Get-LineLevel $tail $tail.Rest) $tail.Rest.Trim() }
    }
}
