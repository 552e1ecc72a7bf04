<#
.SYNOPSIS
Reads the signature and the SHA-256 of a file. Changes nothing.
.PARAMETER Path
Full path of the file on this computer.
#>
[CmdletBinding()]
param([string]$Path)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) {
    throw (New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception("$Path is not there")), 'package.missing', 'NotSpecified', $null))
}
$signature = Get-AuthenticodeSignature -LiteralPath $Path
$signer = $signature.SignerCertificate
$value = @{
    status = [string]$signature.Status; subject = $null; issuer = $null; thumbprint = $null; notAfter = $null
    timestamped = ($null -ne $signature.TimeStamperCertificate)
    sha256 = (Get-FileHash -LiteralPath $Path -Algorithm SHA256).Hash.ToLowerInvariant()
}
if ($null -ne $signer) {
    $value.subject = [string]$signer.Subject
    $value.issuer = [string]$signer.Issuer
    $value.thumbprint = [string]$signer.Thumbprint
    $value.notAfter = [long][math]::Floor(($signer.NotAfter.ToUniversalTime() - [datetime]'1970-01-01T00:00:00').TotalMilliseconds)
}
[pscustomobject]@{ Kind = 'result'; Value = $value }
