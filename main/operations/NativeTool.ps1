<#
.SYNOPSIS
The one function that calls a program with the call operator, so that what it writes to its error stream ends no script.
.DESCRIPTION
Included by the operations that call a console program. Everything an operation writes is merged into one stream, and then
Windows PowerShell 4.0 and 5.1 turn each line of a program's error stream into an error: under Stop the first one ends the
script, before its exit code is read (PowerShell's NativeCommandProcessor; shutdown.exe says there what a code means).
#>

function Invoke-Native([string]$Path, [string[]]$Words) {
    # Without input, because a program that reads it would eat the broker's next request.
    $ErrorActionPreference = 'Continue'
    # Rethrown: a program that is not there would otherwise only be reported here, with the code of the one before.
    try { $said = @($null | & $Path @Words 2>&1) }
    catch { throw $_ }
    @{ Code = $LASTEXITCODE; Lines = @($said | ForEach-Object { ([string]$_).TrimEnd() } | Where-Object { $_ -ne '' }) }
}
