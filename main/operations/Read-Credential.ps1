<#
.SYNOPSIS
Lets Windows ask for an account and its password in its own window, and answers the password encrypted for this account on this computer.
.DESCRIPTION
Runs in a process of its own, the only one that may ask something. Nobody but the same account on the same computer can
open what ConvertFrom-SecureString makes (DPAPI). Writes one reply line: "@<nonce> { userName, ciphertext }", with nulls
where the window was closed.
.PARAMETER Request
Base64 of UTF-8 JSON: { nonce, userName (or null), message }.
#>
[CmdletBinding()]
param([string]$Request)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Records.ps1')

$asked = ConvertFrom-Json ([System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Request)))
$given = @{ Message = [string]$asked.message; UserName = [string]$asked.userName }
$answer = [ordered]@{ userName = $null; ciphertext = $null }
# Closing the window is an answer: older versions throw then, newer ones give nothing.
try {
    Get-Credential @given | ForEach-Object {
        $answer.userName = [string]$_.UserName
        $answer.ciphertext = ConvertFrom-SecureString -SecureString $_.Password
    }
}
catch [System.Management.Automation.ParameterBindingException] { $answer.userName = $null }
[Console]::Out.Write("`n@" + $asked.nonce + ' ' + (ConvertTo-JsonText $answer 'credential') + "`n")
[Console]::Out.Flush()
