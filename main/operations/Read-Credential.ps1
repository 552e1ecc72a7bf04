<#
.SYNOPSIS
Lets Windows ask for an account and its password in its own window, and answers the password encrypted for this account on this computer.
.DESCRIPTION
Runs in a process of its own, the only one that may ask something. Nobody but the same account on the same computer can
open what ConvertFrom-SecureString makes (DPAPI). Writes one reply line: "@<nonce> { userName, ciphertext, error }", with
nulls where the window was closed, and in error the words of what kept it from being asked.
.PARAMETER Request
Base64 of UTF-8 JSON: { nonce, userName (or null), message }.
#>
[CmdletBinding()]
param([string]$Request)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Records.ps1')

$asked = ConvertFrom-Json ([System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Request)))
$answer = [ordered]@{ userName = $null; ciphertext = $null; error = $null }
try {
    # Where Windows was told to ask on the console, there is none here, and the question would wait for ever.
    $key = 'HKLM:\SOFTWARE\Microsoft\PowerShell\1\ShellIds'
    $consolePrompting = $null
    if (Test-Path -LiteralPath $key) { $consolePrompting = (Get-Item -LiteralPath $key).GetValue('ConsolePrompting') }
    if ([string]$consolePrompting -eq 'True') {
        throw 'ConsolePrompting is True in HKLM\SOFTWARE\Microsoft\PowerShell\1\ShellIds.'
    }
    Get-Credential -Message ([string]$asked.message) -UserName ([string]$asked.userName) | ForEach-Object {
        $answer.userName = [string]$_.UserName
        $answer.ciphertext = ConvertFrom-SecureString -SecureString $_.Password
    }
}
# Closing the window is an answer: older versions throw then, newer ones give nothing.
catch [System.Management.Automation.ParameterBindingException] { $answer.userName = $null }
# Whatever else happens is an answer as well: the window never opened, or what came out of it could not be encrypted.
catch {
    $answer.userName = $null
    $answer.ciphertext = $null
    $answer.error = "$($_.Exception.Message) ($($_.FullyQualifiedErrorId))"
}
[Console]::Out.Write("`n@" + $asked.nonce + ' ' + (ConvertTo-JsonText $answer 'credential') + "`n")
[Console]::Out.Flush()
