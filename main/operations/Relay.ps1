<#
.SYNOPSIS
Runs one operation inside a session on a server and emits each of its records as one line of ASCII JSON.
.DESCRIPTION
Sent by Broker.ps1 as text. Remoting serialises one level deep and turns enums into numbers, so nothing but text crosses:
the fields of a record (Records.ps1) without number and time, which the broker adds, the last one being "end".
.PARAMETER Request
JSON: { operation, text, sha256, params }, the parameters as JSON text again.
#>
[CmdletBinding()]
param([string]$Request)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
. (Join-Path $PSScriptRoot 'Records.ps1')
. (Join-Path $PSScriptRoot 'OperationText.ps1')

$asked = ConvertFrom-Json $Request
$told = @{ results = 0 }
$failure = $null
try {
    if ((Get-TextHash $asked.text) -cne $asked.sha256) { throw (New-Failure 'operation.hashMismatch' $asked.operation) }
    $arguments = Get-Arguments $asked.text $asked.params
    & ([ScriptBlock]::Create($asked.text)) @arguments *>&1 | ForEach-Object {
        $fields = ConvertTo-RecordFields $_
        if ($fields.StartsWith('"kind":"result"')) { $told.results++ }
        $fields
    }
    if ($told.results -ne 1) { throw (New-Failure 'operation.badResult' "$($told.results) results") }
}
catch { $failure = $_ }
ConvertTo-EndFields $failure
