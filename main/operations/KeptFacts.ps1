<#
.SYNOPSIS
Functions that read what Gangway itself keeps on this server: the files of the kit and what is left of its runs,
and who holds this server for a run.
.DESCRIPTION
Included by Get-ServerState.ps1, after Facts.ps1, RunState.ps1 and OurFolder.ps1. $LibraryFolder names the library; runs lie
beside it. Every user may make a folder in %ProgramData%: one that others could have prepared tells nothing, and is said to be unread.
#>

function Assert-Kept([string]$Folder) {
    foreach ($one in @((Split-Path -Path $Folder -Parent), $Folder)) { Assert-OurFolder $one }
}

function Get-KitFact {
    if (-not $LibraryFolder -or -not (Test-Path -LiteralPath $LibraryFolder)) { return }
    Assert-Kept $LibraryFolder
    foreach ($folder in @(Get-ChildItem -LiteralPath $LibraryFolder -Directory -Force | Where-Object { $_.Name -match '^[0-9a-f]{64}$' })) {
        foreach ($file in @(Get-ChildItem -LiteralPath $folder.FullName -File -Force | Where-Object { $_.Name -notlike '*.part' })) {
            @{ sha256 = $folder.Name; name = $file.Name; bytes = $file.Length }
        }
    }
}

function Get-LeaseFact {
    if (-not $LibraryFolder) { return }
    $path = Join-Path (Split-Path -Path $LibraryFolder -Parent) 'lease.json'
    if (-not (Test-Path -LiteralPath $path)) { return }
    Assert-OurFolder (Split-Path -Path $path -Parent)
    # Given back: of an empty file nothing comes, which is no text either.
    $text = Get-Content -LiteralPath $path -Raw
    if (-not $text) { return }
    $lease = @{ runId = ''; account = ''; computer = ''; technician = $null; since = [long]0; renewedAt = [long]0; expiresAt = [long]0 }
    try { $kept = ConvertFrom-Json ([string]$text) } catch { return $lease }
    foreach ($name in @('runId', 'account', 'computer')) { $lease[$name] = [string](Get-Value $kept $name) }
    foreach ($name in @('since', 'renewedAt', 'expiresAt')) { $lease[$name] = [long](Get-Number $kept $name) }
    $lease.technician = Get-Text $kept 'technician'
    $lease
}

function Get-RunFact {
    if (-not $LibraryFolder) { return }
    $runs = Join-Path (Split-Path -Path $LibraryFolder -Parent) 'runs'
    if (-not (Test-Path -LiteralPath $runs)) { return }
    Assert-Kept $runs
    foreach ($file in @(Get-ChildItem -Path "$runs/*/*/request.json" -Force | Sort-Object -Property LastWriteTime -Descending | Select-Object -First 100)) {
        Read-Fact 'runs' {
            $folder = Split-Path -Path $file.FullName -Parent
            $asked = ConvertFrom-Json ([string](Get-Content -LiteralPath $file.FullName -Raw))
            $run = @{ runId = [string]$asked.runId; nn = [int]$asked.nn; operation = [string]$asked.operation; startedAt = Get-Number $asked 'startedAt'
                endedAt = $null; outcome = 'unknown'; code = $null }
            if (Test-Path -LiteralPath (Join-Path $folder 'end.json')) {
                $end = ConvertFrom-Json ([string](Get-Content -LiteralPath (Join-Path $folder 'end.json') -Raw))
                $run.endedAt = [long]$end.at; $run.code = $end.code; $run.outcome = 'failed'
                if ($end.ok) { $run.outcome = 'ok' }
            }
            else {
                $lock = Get-LockState $folder
                # One that Windows is about to begin counts as running: nothing may be started beside it.
                $begins = $lock -eq 'absent' -and (Test-MayBegin (Get-RunTask $run.runId $run.nn))
                if ($lock -eq 'held' -or $begins) { $run.outcome = 'running' }
            }
            $run
        }
    }
}
