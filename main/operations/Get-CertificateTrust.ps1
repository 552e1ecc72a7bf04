<#
.SYNOPSIS
Asks Windows what it holds of a certificate that a server showed, and of the chain behind it. Changes nothing.
.DESCRIPTION
Answers the names of the flags of the chain, none where Windows finds nothing wrong; what they mean is decided by who asked.
Windows may ask the authority for its certificate and its revocation list, for five seconds each.
.PARAMETER Chain
The certificates as the server sent them, its own first, each as base64.
#>
[CmdletBinding()]
param([object[]]$Chain)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$certificates = @(foreach ($one in $Chain) {
        New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList @(, [System.Convert]::FromBase64String([string]$one))
    })
$built = New-Object System.Security.Cryptography.X509Certificates.X509Chain
# As WinRM asks: the list of every authority but the root, fetched where it is not at hand, and a certificate made for servers.
$built.ChainPolicy.RevocationMode = 'Online'
$built.ChainPolicy.RevocationFlag = 'ExcludeRoot'
$built.ChainPolicy.UrlRetrievalTimeout = [timespan]'00:00:05'
$null = $built.ChainPolicy.ApplicationPolicy.Add((New-Object System.Security.Cryptography.Oid('1.3.6.1.5.5.7.3.1')))
foreach ($one in $certificates) { $null = $built.ChainPolicy.ExtraStore.Add($one) }
$null = $built.Build($certificates[0])
$statuses = @($built.ChainStatus | ForEach-Object { $_.Status.ToString() })
[pscustomobject]@{ Kind = 'result'; Value = @{ statuses = $statuses } }
