<#
.SYNOPSIS
Functions that hold this server for one run: who works on it, since when, and until when at the latest.
.DESCRIPTION
Included after Records.ps1 and OurFolder.ps1. The lease is lease.json in %ProgramData%\Gangway, which only SYSTEM and
Administrators can touch. It is read and written while the file is open unshared, so that of two who come at once one waits; an
empty file is no lease. What does not parse is a lease of nobody known that has expired: a person decides.
#>

function Open-Lease {
    <# .SYNOPSIS
    Opens the lease file unshared; waits at most five seconds for somebody else to close it. #>
    param([string]$Path)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        try {
            return New-Object System.IO.FileStream($Path, [System.IO.FileMode]::OpenOrCreate, [System.IO.FileAccess]::ReadWrite, [System.IO.FileShare]::None)
        }
        catch [System.IO.IOException] {
            if ($watch.ElapsedMilliseconds -ge 5000) { throw }
            Start-Sleep -Milliseconds 50
        }
    }
}

function Read-Lease {
    <# .SYNOPSIS
    The lease in an open file; null where there is none. #>
    param([System.IO.FileStream]$File)
    $length = [int][math]::Min($File.Length, 65536)
    if ($length -eq 0) { return $null }
    $bytes = New-Object byte[] $length
    $File.Position = 0
    $filled = 0
    while ($filled -lt $length) {
        $count = $File.Read($bytes, $filled, $length - $filled)
        if ($count -eq 0) { break }
        $filled += $count
    }
    try {
        $kept = ConvertFrom-Json ([System.Text.Encoding]::UTF8.GetString($bytes, 0, $filled))
        $technician = $null
        if ($null -ne $kept.technician) { $technician = [string]$kept.technician }
        @{
            runId = [string]$kept.runId; account = [string]$kept.account; computer = [string]$kept.computer; technician = $technician
            since = [long]$kept.since; renewedAt = [long]$kept.renewedAt; expiresAt = [long]$kept.expiresAt
        }
    }
    catch { @{ runId = ''; account = ''; computer = ''; technician = $null; since = [long]0; renewedAt = [long]0; expiresAt = [long]0 } }
}

function Test-LeaseIsOver {
    <# .SYNOPSIS
    Whether a lease has expired, or is dated after now: its clock was another one. #>
    param($Lease, [long]$Now)
    $Lease.expiresAt -le $Now -or $Lease.renewedAt -gt $Now + 300000
}

function Enter-Lease {
    <# .SYNOPSIS
    Takes or renews the lease for a run. A claim of null holds nothing, and passes where nobody holds the server.
    .DESCRIPTION
    Throws run.leased where somebody else holds it, run.leaseExpired where somebody else's has expired and the claim does not name
    that very run in takeOver. #>
    param([string]$RunId, $Claim)
    $file = Open-Lease (Join-Path (New-OurFolder @()) 'lease.json')
    try {
        $now = Get-Instant
        $held = Read-Lease $file
        $since = $now
        if ($null -ne $held) {
            $isOurs = $null -ne $Claim -and $held.account -eq [string]$Claim.account -and $held.computer -eq [string]$Claim.computer
            if ($isOurs -and $held.runId -ceq $RunId) { $since = $held.since }
            if (-not $isOurs) {
                $who = [string]::Join(', ', @(@($held.technician, $held.account, $held.computer) | Where-Object { $_ }))
                if (-not (Test-LeaseIsOver $held $now)) { throw (New-Failure 'run.leased' $who) }
                if ($null -eq $Claim -or $null -eq $Claim.takeOver -or [string]$Claim.takeOver -cne $held.runId) {
                    throw (New-Failure 'run.leaseExpired' $who)
                }
            }
        }
        if ($null -eq $Claim) { return }
        $text = ConvertTo-JsonText ([ordered]@{
                runId = $RunId; account = [string]$Claim.account; computer = [string]$Claim.computer; technician = $Claim.technician
                since = $since; renewedAt = $now; expiresAt = $now + [long]$Claim.minutes * 60000
            }) 'lease'
        $bytes = [System.Text.Encoding]::ASCII.GetBytes($text)
        $file.SetLength(0)
        $file.Write($bytes, 0, $bytes.Length)
        $file.Flush($true)
    }
    finally { $file.Dispose() }
}

function Exit-Lease {
    <# .SYNOPSIS
    Gives back the lease of a run; one of another run stays. #>
    param([string]$RunId)
    $path = Join-Path (Join-Path $env:ProgramData 'Gangway') 'lease.json'
    if (-not (Test-Path -LiteralPath $path)) { return }
    $file = Open-Lease $path
    try {
        $held = Read-Lease $file
        if ($null -ne $held -and $held.runId -ceq $RunId) { $file.SetLength(0) }
    }
    finally { $file.Dispose() }
}
