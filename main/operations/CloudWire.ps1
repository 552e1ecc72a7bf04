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

# Sends one head and hands back the status of the answer; $null where the other side closed without one.
function Get-Status($Stream, [string]$Head) {
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
    $words = @($said.Split(' '))
    if ($words.Count -lt 2 -or $words[1] -notmatch '^\d{3}') { return $null }
    [int]$words[1].Substring(0, 3)
}

# The organisation in a name like "CN=..., O=Microsoft Corporation, C=US"; the whole name where there is none.
function Get-Organisation([string]$Name) {
    $found = [regex]::Match($Name, '(?:^|, ?)O=(?:"([^"]*)"|([^,]*))')
    if (-not $found.Success) { return $Name }
    "$($found.Groups[1].Value)$($found.Groups[2].Value)".Trim()
}

# Opens TLS over a stream. Any certificate is taken, so that it can be looked at; nothing is sent before it was judged.
function Open-Secure($Stream, [string]$Name) {
    $seen = @{ Issuer = ''; Flaws = 0 }
    $look = {
        param($From, $Certificate, $Chain, $Flaws)
        $seen['Flaws'] = [int]$Flaws
        if ($null -ne $Certificate) { $seen['Issuer'] = [string]$Certificate.Issuer }
        if ($null -ne $Chain -and $Chain.ChainElements.Count -gt 0) {
            $seen['Issuer'] = [string]$Chain.ChainElements[$Chain.ChainElements.Count - 1].Certificate.Issuer
        }
        $true
    }
    $secure = New-Object System.Net.Security.SslStream($Stream, $false, $look)
    # Tls12. Before .NET 4.6 nothing that the cloud still takes would be offered without being asked for.
    $secure.AuthenticateAsClient($Name, $null, [System.Security.Authentication.SslProtocols]3072, $false)
    @{ Stream = $secure; Issuer = $seen['Issuer']; Flaws = $seen['Flaws'] }
}

# Where no setting names a proxy: what Windows itself takes for this account, its Internet options and their discovery included.
function Get-OwnProxy([uri]$Uri) {
    try { $way = [System.Net.WebRequest]::GetSystemWebProxy().GetProxy($Uri) } catch { return $null }
    if ($null -eq $way -or $way.Host -eq $Uri.Host) { return $null }
    "$($way.Host):$($way.Port)"
}
