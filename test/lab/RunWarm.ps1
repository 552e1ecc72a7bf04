<#
.SYNOPSIS
Runs script files of the lab one after the other in this process, each as a PowerShell of its own would that had just been started.
.DESCRIPTION
Starting PowerShell and compiling the fake Windows take longer than most scripts. What a script can leave behind is made anew for
each: the session with its variables, functions, modules, drives and preferences, the variables of the process, the place where it
works, and the static settings of .NET that scripts change. A request is a line on a connection of this computer, because the
standard input of a run must be empty: { env, import, file, parameters }; env: what differs from the variables of this process at
its start (null: not there), as pairs like the parameters. What the script writes to [Console]::Out goes back, and behind it a line
with the mark and why it failed, or nothing. Standard output stays free: under Wine, what a run starts may hold it open for ever.
.PARAMETER Port
Where the test listens. When it hangs up, this process ends.
#>
[CmdletBinding()]
param([int]$Port)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$connection = New-Object System.Net.Sockets.TcpClient('127.0.0.1', $Port)
$requests = New-Object System.IO.StreamReader($connection.GetStream())
$answers = New-Object System.IO.StreamWriter($connection.GetStream(), (New-Object System.Text.UTF8Encoding($false)))
# What this session began with, before anything was run in it.
$beginning = [Management.Automation.Runspaces.Runspace]::DefaultRunspace.InitialSessionState
$variables = [Environment]::GetEnvironmentVariables()
$place = [Environment]::CurrentDirectory
$protocols = [Net.ServicePointManager]::SecurityProtocol
$proxy = [Net.WebRequest]::DefaultWebProxy
$encoding = [Console]::OutputEncoding

function Reset-Process($Given) {
    foreach ($name in @([Environment]::GetEnvironmentVariables().Keys)) {
        # Not $null, of which PowerShell makes an empty text.
        if (-not $variables.Contains($name)) { [Environment]::SetEnvironmentVariable($name, [NullString]::Value) }
    }
    foreach ($name in @($variables.Keys)) { [Environment]::SetEnvironmentVariable($name, $variables[$name]) }
    foreach ($pair in $Given) {
        if ($null -eq $pair[1]) { [Environment]::SetEnvironmentVariable($pair[0], [NullString]::Value) }
        else { [Environment]::SetEnvironmentVariable($pair[0], $pair[1]) }
    }
    [Environment]::CurrentDirectory = $place
    [Net.ServicePointManager]::SecurityProtocol = $protocols
    [Net.WebRequest]::DefaultWebProxy = $proxy
    if ([Console]::OutputEncoding.CodePage -ne $encoding.CodePage) { [Console]::OutputEncoding = $encoding }
    # Behind the encoding, which would put the true one in its place.
    [Console]::SetOut($answers)
}

# One command in the session, in its outermost scope, as a command line runs it.
function Invoke-InSession($Session, [string]$Command, $Parameters) {
    $shell = [PowerShell]::Create()
    $shell.Runspace = $Session
    try {
        if ($null -eq $Parameters) { $null = $shell.AddScript($Command, $false) }
        else {
            $null = $shell.AddCommand($Command, $false)
            foreach ($pair in $Parameters) { $null = $shell.AddParameter($pair[0], $pair[1]) }
        }
        foreach ($one in $shell.Invoke()) { [Console]::Out.WriteLine([string]$one) }
    }
    finally { $shell.Dispose() }
}

while ($null -ne ($line = $requests.ReadLine())) {
    $asked = ConvertFrom-Json $line
    $why = ''
    $session = $null
    try {
        Reset-Process $asked.env
        $session = [Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($Host, $beginning.Clone())
        $session.ThreadOptions = 'ReuseThread'
        $session.Open()
        Invoke-InSession $session $asked.import $null
        Invoke-InSession $session "if (`$null -eq (Get-Module -Name 'Fake*')) { throw 'LabUnsafe: the fake Windows is not here.' }" $null
        Invoke-InSession $session $asked.file $asked.parameters
    }
    catch { $why = [string]$_.Exception.GetBaseException().Message + "`n" + $_.ScriptStackTrace }
    finally { if ($null -ne $session) { $session.Dispose() } }
    $answers.Write("`n" + [char]28 + (ConvertTo-Json @{ Why = $why } -Compress) + "`n")
    $answers.Flush()
}
