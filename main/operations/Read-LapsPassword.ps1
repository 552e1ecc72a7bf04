<#
.SYNOPSIS
Asks Windows LAPS for the password of a server's own administrator, and answers it encrypted for this account on this computer.
.DESCRIPTION
Runs in a process of its own, as Read-Credential.ps1 does, and asks nobody anything. Nobody but the same account on the same
computer can open what ConvertFrom-SecureString makes (DPAPI). Decides nothing: Source and DecryptionStatus are handed on by
their names, a failure by the types and codes of its exceptions. Writes one reply line: "@<nonce> { there, count, userName,
ciphertext, storedAt, source, decryption, errors, text }", with nulls for what was not found. Nothing is changed anywhere.
.PARAMETER Request
Base64 of UTF-8 JSON: { nonce, identity, computerName }. identity is the name that LAPS looks for, null where only the module
is looked for; computerName is the server's NetBIOS name, which its accounts are named with.
#>
[CmdletBinding()]
param([string]$Request)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Records.ps1')

function Get-Field {
    <# .SYNOPSIS
    A property that an older version may lack; null then. #>
    param($From, [string]$Name)
    $found = $From.PSObject.Properties[$Name]
    if ($null -ne $found) { $found.Value }
}

function ConvertTo-Cipher {
    <# .SYNOPSIS
    A password encrypted for this account. One that comes as text is put into a secure string first and let go. #>
    param($Password)
    if ($Password -is [string] -and $Password -ne '') {
        $secure = New-Object System.Security.SecureString
        foreach ($letter in $Password.ToCharArray()) { $secure.AppendChar($letter) }
        $Password = $secure
    }
    if ($Password -is [System.Security.SecureString] -and $Password.Length -gt 0) { ConvertFrom-SecureString -SecureString $Password }
}

function Get-CauseCode {
    <# .SYNOPSIS
    The number that an exception of the directory carries: of LDAP, of Windows, or its HRESULT. #>
    param($Cause)
    $code = Get-Field $Cause 'NativeErrorCode'
    if ($null -eq $code) { $code = Get-Field $Cause 'ErrorCode' }
    $response = Get-Field $Cause 'Response'
    if ($null -eq $code -and $null -ne $response) { $code = Get-Field $response 'ResultCode' }
    if ($null -eq $code) { $code = $Cause.HResult }
    $number = $code -as [long]
    if ($null -eq $number) { $number = 0 }
    $number
}

function Read-Password {
    <# .SYNOPSIS
    Puts what LAPS answers about a computer into the answer. #>
    param($Answer, [string]$Identity, [string]$ComputerName)
    if (-not (Get-Command -Name 'Get-LapsADPassword' -ErrorAction SilentlyContinue)) { return }
    $Answer.there = $true
    if ($Identity -eq '') { return }
    $found = @(Get-LapsADPassword -Identity $Identity)
    $Answer.count = $found.Count
    if ($found.Count -ne 1) { return }
    $one = $found[0]
    $Answer.source = [string](Get-Field $one 'Source')
    $Answer.decryption = [string](Get-Field $one 'DecryptionStatus')
    $stored = Get-Field $one 'PasswordUpdateTime'
    if ($null -ne $stored) { $Answer.storedAt = [long][math]::Floor((([datetime]$stored).ToUniversalTime() - $epoch).TotalMilliseconds) }
    $account = [string](Get-Field $one 'Account')
    if ($account -ne '') { $Answer.userName = $ComputerName + '\' + $account }
    $Answer.ciphertext = ConvertTo-Cipher (Get-Field $one 'Password')
}

$asked = ConvertFrom-Json ([System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Request)))
$answer = [ordered]@{
    there = $false; count = 0; userName = $null; ciphertext = $null; storedAt = $null; source = ''; decryption = ''; errors = @(); text = ''
}
try { Read-Password $answer ([string]$asked.identity) ([string]$asked.computerName) }
catch {
    $answer.text = [string]$_.Exception.Message
    $causes = @()
    $cause = $_.Exception
    while ($null -ne $cause -and $causes.Count -lt 10) {
        $one = @{ type = $cause.GetType().FullName; code = 0; text = [string]$cause.Message }
        # A property that fails to answer says nothing; the type and the words still do.
        try { $one.code = Get-CauseCode $cause } catch { $one.code = 0 }
        $causes += $one
        $cause = $cause.InnerException
    }
    $answer.errors = $causes
}
[Console]::Out.Write("`n@" + $asked.nonce + ' ' + (ConvertTo-JsonText $answer 'laps') + "`n")
[Console]::Out.Flush()
