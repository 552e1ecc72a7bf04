<#
.SYNOPSIS
Reads who signed a file, and whether Windows takes the signature. Changes nothing.
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
$subject = $null
if ($null -ne $signature.SignerCertificate) { $subject = [string]$signature.SignerCertificate.Subject }
[pscustomobject]@{ Kind = 'result'; Value = @{ status = [string]$signature.Status; subject = $subject } }
