<#
.SYNOPSIS
Opens a file on a share as SYSTEM, reads its first byte, and tells whether that was allowed; changes nothing.
.DESCRIPTION
A task of a Group Policy runs as SYSTEM, which is the computer account to a share. Nobody else can ask what that account may read.
.PARAMETER Path
The file, as \\server\share\file.
#>
[CmdletBinding()]
param([string]$Path)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# Codes of Windows (winerror.h). Refused: 5, and sign-ins that the server does not take. No such server or share, or no way to it: the others.
$states = @{
    '80070005' = 'denied'; '8007052e' = 'denied'; '8007052f' = 'denied'; '80070569' = 'denied'
    '80070002' = 'notFound'; '80070003' = 'notFound'
    '80070033' = 'notReached'; '80070035' = 'notReached'; '80070040' = 'notReached'; '80070043' = 'notReached'; '80070079' = 'notReached'
    '800704b3' = 'notReached'; '800704cf' = 'notReached'; '800704d0' = 'notReached'
}

$state = 'read'
$code = $null
try {
    # Others may write to it meanwhile: a test keeps nobody out.
    $file = New-Object System.IO.FileStream($Path, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, [System.IO.FileShare]::ReadWrite)
    try { $null = $file.ReadByte() } finally { $file.Dispose() }
}
catch {
    $state = 'failed'
    for ($e = $_.Exception; $null -ne $e; $e = $e.InnerException) {
        $code = $e.HResult.ToString('x8', [cultureinfo]::InvariantCulture)
        if ($states.ContainsKey($code)) { $state = $states[$code]; break }
    }
    $code = "0x$code"
}
[pscustomobject]@{ Kind = 'result'; Value = @{ path = $Path; state = $state; code = $code } }
