<#
.SYNOPSIS
Functions that open a connection to one address of the cloud and look at the certificate that is served there.
.DESCRIPTION
Included by Test-Connectivity. .NET itself, because no command of PowerShell 4.0 shows the certificate of a server.
#>

function Connect-Address($Client, [string]$Name, [int]$Port, [int]$Seconds) {
    $pending = $Client.BeginConnect($Name, $Port, $null, $null)
    if (-not $pending.AsyncWaitHandle.WaitOne($Seconds * 1000)) { return $false }
    $Client.EndConnect($pending)
    $true
}

# Sends one head and hands back the status of the answer; $null where the other side closed without one. Notes in $Seen how far the
# clock of this server is ahead of the one that answered.
function Get-Status($Stream, [string]$Head, $Seen = $null) {
    $bytes = [System.Text.Encoding]::ASCII.GetBytes($Head)
    $Stream.Write($bytes, 0, $bytes.Length)
    $Stream.Flush()
    $buffer = New-Object byte[] 4096
    $said = ''
    while ($said.Length -lt 16384 -and $said.IndexOf("`r`n`r`n") -lt 0) {
        $got = $Stream.Read($buffer, 0, $buffer.Length)
        if ($got -le 0) { break }
        $said += [System.Text.Encoding]::ASCII.GetString($buffer, 0, $got)
    }
    if ($null -ne $Seen) { $Seen.clock = Get-ClockAhead $said }
    $words = @($said.Split(' '))
    if ($words.Count -lt 2 -or $words[1] -notmatch '^\d{3}') { return $null }
    [int]$words[1].Substring(0, 3)
}

# Seconds between the Date of an answer and the clock of this server. An answer that lay in a cache (Age) tells another time.
function Get-ClockAhead([string]$Said) {
    if ($Said -match '(?im)^Age: *[1-9]' -or $Said -notmatch '(?im)^Date: *([A-Za-z]{3}, \d\d [A-Za-z]{3} \d{4} \d\d:\d\d:\d\d GMT)') { return $null }
    $date = $Matches[1]
    try { $there = [datetime]::ParseExact($date, 'r', [cultureinfo]::InvariantCulture) } catch { return $null }
    [int][math]::Round(((Get-Date).ToUniversalTime() - $there).TotalSeconds)
}

# Whether this server finds addresses for a name, and how many of each kind; $null where it has no command for that. The error is told by
# its id: there is no such name or no address for it, or nobody answered.
function Get-NameAnswer([string]$Name) {
    if (-not (Get-Command -Name 'Resolve-DnsName' -ErrorAction SilentlyContinue)) { return $null }
    $found = @{ state = 'unknown'; ipv4 = 0; ipv6 = 0 }
    try {
        foreach ($record in @(Resolve-DnsName -Name $Name -QuickTimeout -ErrorAction Stop)) {
            if ([string]$record.Type -eq 'A') { $found.ipv4++ } elseif ([string]$record.Type -eq 'AAAA') { $found.ipv6++ }
        }
    }
    catch {
        if ([string]$_.FullyQualifiedErrorId -notmatch '^(DNS_ERROR_RCODE_NAME_ERROR|DNS_INFO_NO_RECORDS)') { $found.state = 'noAnswer' }
        return $found
    }
    if ($found.ipv4 + $found.ipv6 -gt 0) { $found.state = 'resolved' }
    $found
}

# The organisation in a name like "CN=..., O=Microsoft Corporation, C=US"; the whole name where there is none.
function Get-Organisation([string]$Name) {
    $found = [regex]::Match($Name, '(?:^|, ?)O=(?:"([^"]*)"|([^,]*))')
    if (-not $found.Success) { return $Name }
    "$($found.Groups[1].Value)$($found.Groups[2].Value)".Trim()
}

# Opens TLS over a stream. Any certificate is taken, so that it can be looked at; nothing is sent before it was judged.
# With $AskLists Windows asks the lists of revoked certificates as well, by its own proxy. That they are out of reach is told, and no flaw.
function Open-Secure($Stream, [string]$Name, [bool]$AskLists) {
    $seen = @{ Issuer = ''; Flaws = 0; Revocation = 'notAsked' }
    $look = {
        param($From, $Certificate, $Chain, $Flaws)
        $seen['Flaws'] = [int]$Flaws
        if ($null -ne $Certificate) { $seen['Issuer'] = [string]$Certificate.Issuer }
        if ($null -ne $Chain -and $Chain.ChainElements.Count -gt 0) {
            $seen['Issuer'] = [string]$Chain.ChainElements[$Chain.ChainElements.Count - 1].Certificate.Issuer
        }
        if ($AskLists -and $null -ne $Chain) {
            # X509ChainStatusFlags: 4 revoked, 0x40 nothing known, 0x1000000 the list is out of reach.
            $flags = 0
            foreach ($one in @($Chain.ChainStatus)) { $flags = $flags -bor [int]$one.Status }
            $seen['Revocation'] = 'reached'
            if ($flags -band 0x40) { $seen['Revocation'] = 'noList' }
            if ($flags -band 0x1000000) { $seen['Revocation'] = 'notReached' }
            if ($flags -band 4) { $seen['Revocation'] = 'revoked' }
            # Where nothing else is wrong with the chain, its flaw (4 of SslPolicyErrors) is the list alone.
            if (($flags -band (-bnot 0x1000040)) -eq 0) { $seen['Flaws'] = $seen['Flaws'] -band (-bnot 4) }
        }
        $true
    }
    $secure = New-Object System.Net.Security.SslStream($Stream, $false, $look)
    # Tls12. Before .NET 4.6 nothing that the cloud still takes would be offered without being asked for.
    $secure.AuthenticateAsClient($Name, $null, [System.Security.Authentication.SslProtocols]3072, $AskLists)
    @{ Stream = $secure; Issuer = $seen['Issuer']; Flaws = $seen['Flaws']; Revocation = $seen['Revocation'] }
}

# Where no setting names a proxy: what Windows itself takes for this account, its Internet options and their discovery included.
function Get-OwnProxy([uri]$Uri) {
    try { $way = [System.Net.WebRequest]::GetSystemWebProxy().GetProxy($Uri) } catch { return $null }
    if ($null -eq $way -or $way.Host -eq $Uri.Host) { return $null }
    "$($way.Host):$($way.Port)"
}
