<#
.SYNOPSIS
Answers one request: runs an operation in a runspace of its own and writes its records to standard output.
.DESCRIPTION
Lives as a script block in the local PowerShell process of a target. A request is base64 of UTF-8 JSON:
{ nonce, id, operation, text, sha256, params, cancelFile }; without an operation it is a greeting. Replies are lines
"@<nonce> <JSON>", each begun with a line break, so that output of a tool that lacks one cannot swallow them:
{ id, hello } once, { id, hb } every two seconds without a record, { id, records } as they come, the last one being "end".
.PARAMETER Request
The request as base64.
#>
[CmdletBinding()]
param([string]$Request)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Records.ps1')

function Write-Frame {
    <# .SYNOPSIS
    Writes one reply line in a single call. #>
    param([string]$Body)
    [Console]::Out.Write("`n@" + $asked.nonce + ' {"id":' + $asked.id + ',' + $Body + "}`n")
    [Console]::Out.Flush()
}

function Write-Records {
    <# .SYNOPSIS
    Writes records (as fields without number and time) as reply lines, and counts them. #>
    param([System.Collections.Generic.List[string]]$Fields)
    if ($Fields.Count -eq 0) { return }
    $at = Get-Instant
    for ($i = 0; $i -lt $Fields.Count; $i++) {
        $Fields[$i] = '{"n":' + $script:number + ',"at":' + $at + ',' + $Fields[$i] + '}'
        $script:number++
    }
    Write-Frame ('"records":[' + [string]::Join(',', $Fields) + ']')
    $Fields.Clear()
}

function Get-TextHash {
    <# .SYNOPSIS
    SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. #>
    param([string]$Text)
    $algorithm = [System.Security.Cryptography.SHA256]::Create()
    $bytes = $algorithm.ComputeHash([System.Text.Encoding]::UTF8.GetBytes($Text))
    $algorithm.Dispose()
    [System.BitConverter]::ToString($bytes).Replace('-', '').ToLowerInvariant()
}

function Get-Arguments {
    <# .SYNOPSIS
    The operation's parameters as a table to splat, with the folders of the glue where the script declares them. #>
    param([string]$Text, [string]$Params)
    $tokens = $null
    $problems = $null
    $ast = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref]$tokens, [ref]$problems)
    if (@($problems).Count -gt 0) { throw (New-Failure 'operation.failed' "The script does not parse: $($problems[0].Message)") }
    $arguments = @{}
    $given = ConvertFrom-Json $Params
    foreach ($property in $given.PSObject.Properties) { $arguments[$property.Name] = $property.Value }
    if ($null -ne $ast.ParamBlock) {
        $declared = @($ast.ParamBlock.Parameters | ForEach-Object { $_.Name.VariablePath.UserPath })
        if ($declared -contains 'LibraryFolder') {
            $arguments['LibraryFolder'] = Join-Path (Join-Path $env:ProgramData 'Gangway') 'library'
        }
    }
    $arguments
}

$asked = ConvertFrom-Json ([System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Request)))
if ($null -eq $asked.operation) {
    Write-Frame ('"hello":' + (ConvertTo-JsonText ([ordered]@{
                    psVersion    = $PSVersionTable.PSVersion.ToString()
                    languageMode = $ExecutionContext.SessionState.LanguageMode.ToString()
                    is64Bit      = [IntPtr]::Size -eq 8
                    pid          = $PID
                    codePage     = [Console]::OutputEncoding.CodePage
                }) 'hello'))
    return
}

$script:number = 0
$fields = New-Object 'System.Collections.Generic.List[string]'
$failure = $null
$runspace = $null
$shell = $null
$results = 0
try {
    $fields.Add('"kind":"start","operation":' + (ConvertTo-JsonString $asked.operation) + ',"pid":' + $PID)
    Write-Records $fields
    if ((Get-TextHash $asked.text) -cne $asked.sha256) { throw (New-Failure 'operation.hashMismatch' $asked.operation) }
    $arguments = Get-Arguments $asked.text $asked.params

    # A shared runspace leaks functions, location and preferences to the next operation. The script modules of this
    # session go along: a further runspace does not get them by itself.
    $initial = [System.Management.Automation.Runspaces.InitialSessionState]::CreateDefault()
    $modules = @(Get-Module | Where-Object { $_.ModuleType -eq 'Script' -and $_.Path } | ForEach-Object { $_.Path })
    if ($modules.Count -gt 0) { $initial.ImportPSModule([string[]]$modules) }
    $runspace = [System.Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($initial)
    $runspace.Open()

    $shell = [System.Management.Automation.PowerShell]::Create()
    $shell.Runspace = $runspace
    # Stop: an error of the call itself (a parameter that does not exist) must end it, as it does in the runner.
    $null = $shell.AddScript('param($Text, $Arguments) $ErrorActionPreference = "Stop"; $ProgressPreference = "SilentlyContinue"; & ([ScriptBlock]::Create($Text)) @Arguments *>&1')
    $null = $shell.AddArgument($asked.text).AddArgument($arguments)
    $nothing = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
    $nothing.Complete()
    $output = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
    $pending = $shell.BeginInvoke($nothing, $output)
    $canceled = $false
    $quietSince = Get-Date
    do {
        # Asked before reading: once it has ended, what is read then is all there is.
        $ended = $pending.AsyncWaitHandle.WaitOne(15)
        foreach ($emitted in $output.ReadAll()) {
            $one = ConvertTo-RecordFields $emitted
            if ($one.StartsWith('"kind":"result"')) { $results++ }
            $fields.Add($one)
            if ($fields.Count -ge 200) { Write-Records $fields }
        }
        if ($fields.Count -gt 0) {
            Write-Records $fields
            $quietSince = Get-Date
        }
        elseif (((Get-Date) - $quietSince).TotalSeconds -ge 2) {
            Write-Frame '"hb":true'
            $quietSince = Get-Date
        }
        # BeginStop returns at once; Stop would wait for a tool that does not listen.
        if (-not $canceled -and -not $ended -and [System.IO.File]::Exists($asked.cancelFile)) {
            $canceled = $true
            $null = $shell.BeginStop($null, $null)
        }
    } until ($ended)
    $state = $shell.InvocationStateInfo
    if ($canceled -and $state.State -ne 'Completed') { throw (New-Failure 'operation.canceled' '') }
    if ($null -ne $state.Reason) {
        if ($null -eq $state.Reason.PSObject.Properties['ErrorRecord']) { throw $state.Reason }
        throw $state.Reason.ErrorRecord
    }
    if ($results -ne 1) { throw (New-Failure 'operation.badResult' "$results results") }
}
catch { $failure = $_ }
$fields.Add((ConvertTo-EndFields $failure))
Write-Records $fields
# What still runs is told to stop and left alone: waiting for it here could take for ever.
if ($null -ne $shell -and $shell.InvocationStateInfo.State -eq 'Running') { $null = $shell.BeginStop($null, $null) }
else {
    if ($null -ne $shell) { $shell.Dispose() }
    if ($null -ne $runspace) { $runspace.Dispose() }
}
