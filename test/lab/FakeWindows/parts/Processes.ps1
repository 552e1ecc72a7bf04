# Processes of Windows' own tools. A tool is a function of Tools.ps1 that reads its command line and gives
# @{ Ms = how long it runs; End = what it does, giving its exit code; Until = (optional) still running while false }.
# Stands on: servicing/servicing-ips1-msiexec-line (Start-Process with redirected streams, as Microsoft's own script waits for msiexec).
# Invented: that one redirected stream hands on the input as well; looked for: captures, found only in the source of Start-Process

$speed = 1.0
if ($env:GANGWAY_LAB_SPEED) { $speed = [double]::Parse($env:GANGWAY_LAB_SPEED, [Globalization.CultureInfo]::InvariantCulture) }

# GANGWAY_LAB_SPEED says how many times faster than usual a script's waits and the tools' work go. The clock does not.
function Start-Sleep {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [double]$Seconds, [int]$Milliseconds)
    $wait = $Seconds * 1000 + $Milliseconds
    # So short a wait is for another process, which is no faster: a look that comes sooner takes time from it.
    if ($wait -gt 100) { $wait = [Math]::Max(1, $wait / $speed) }
    [Threading.Thread]::Sleep([int]$wait)
    # What Windows does by itself happens while a script waits.
    Invoke-LabProtection
}

function New-LabProcess([hashtable]$Run, [int]$Id) {
    $process = [pscustomobject]@{
        Id = $Id; ProcessHandle = 1; Run = $Run; Due = [DateTime]::UtcNow.AddMilliseconds($Run['Ms'] / $speed); Code = $null; Started = Get-Date
    }
    $process | Add-Member -MemberType ScriptProperty -Name Handle -Value { $this.ProcessHandle }
    $process | Add-Member -MemberType ScriptProperty -Name StartTime -Value { $this.Started }
    # A method, because what a property throws is swallowed and a missing effect would look like a tool that never ends.
    $process | Add-Member -MemberType ScriptMethod -Name Look -Value {
        if ($null -ne $this.Code) { return $true }
        if ([DateTime]::UtcNow -lt $this.Due) { return $false }
        if ($this.Run['Until'] -and -not (& $this.Run['Until'] $this.Run['Data'])) { return $false }
        $this.Code = [int](& $this.Run['End'] $this.Run['Data'])
        $true
    }
    $process | Add-Member -MemberType ScriptProperty -Name HasExited -Value { $this.Look() }
    $process | Add-Member -MemberType ScriptProperty -Name ExitCode -Value { $this.Code }
    $process | Add-Member -MemberType ScriptMethod -Name WaitForExit -Value {
        param([int]$Milliseconds = [int]::MaxValue)
        $until = [DateTime]::UtcNow.AddMilliseconds($Milliseconds / $speed)
        while (-not $this.Look()) {
            if ([DateTime]::UtcNow -ge $until) { return $false }
            [Threading.Thread]::Sleep(2)
        }
        $true
    }
    $process | Add-Member -MemberType ScriptMethod -Name Kill -Value { $this.Code = -1 }
    $process
}

# Names of the files of the library and of runs that nobody else can have for himself now, as one would who means to replace them.
function Get-LabHeld {
    if (-not $env:GANGWAY_LAB_JOURNAL) { return }
    foreach ($path in [IO.Directory]::GetFiles((Join-Path $env:ProgramData 'Gangway'), '*', 'AllDirectories') | Sort-Object) {
        try { (New-Object System.IO.FileStream($path, 'Open', 'ReadWrite', 'None')).Dispose() }
        catch [System.IO.IOException] { [IO.Path]::GetFileName($path) }
    }
}

function Start-Process {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)] [string]$FilePath,
        [Parameter(Position = 1)] [string[]]$ArgumentList,
        [pscredential]$Credential, [string]$WorkingDirectory, [switch]$LoadUserProfile, [switch]$NoNewWindow, [switch]$PassThru,
        [string]$RedirectStandardError, [string]$RedirectStandardInput, [string]$RedirectStandardOutput, [switch]$Wait,
        [System.Diagnostics.ProcessWindowStyle]$WindowStyle, [switch]$UseNewEnvironment, [string]$Verb
    )
    $path = ConvertTo-LabPath $FilePath
    $line = $ArgumentList -join ' '
    # With any of the three Windows PowerShell hands on all three: a console of its own, and yet the input of another one.
    $stdin = [bool]($RedirectStandardInput -or $RedirectStandardOutput -or $RedirectStandardError)
    $entry = @{ path = $path; line = $line; stdin = $stdin; held = @(Get-LabHeld) }
    if ($WorkingDirectory) { $entry['folder'] = ConvertTo-LabPath $WorkingDirectory }
    Write-LabJournal $entry
    $tool = @($path -split '\\')[-1]
    # By full path only: a name alone would be looked for in the current folder first.
    if (-not $labTools.ContainsKey($tool)) { throw "LabUnknown: program '$path'" }
    $folder = $labTools[$tool]
    if ($folder -and $path -ne "$folder\$tool") { throw "LabUnknown: '$tool' started from '$path'" }
    $id = 10000 + 4 * (Get-Random -Minimum 1 -Maximum 5000)
    $request = @{ Path = $path; Line = $line; Id = $id; Stdin = $stdin; Out = $RedirectStandardOutput; Err = $RedirectStandardError }
    foreach ($file in @($RedirectStandardOutput, $RedirectStandardError) | Where-Object { $_ }) { [IO.File]::WriteAllText($file, '') }
    $run = & "Invoke-Lab$(@($tool -split '\.')[0])" $request
    $process = New-LabProcess $run $id
    if ($Wait) { $null = $process.WaitForExit() }
    if ($PassThru) { $process }
}

function Stop-Process {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)] [int[]]$Id, [switch]$PassThru, [switch]$Force)
    foreach ($one in $Id) {
        if (-not @((Read-LabMachine)['processes'] | Where-Object { $_ -and $_['pid'] -eq $one })) {
            Write-LabError $PSCmdlet "Cannot find a process with the process identifier $one." 'NoProcessFoundForGivenId' 'ObjectNotFound' $one
            continue
        }
        Edit-LabMachine { param($machine) $machine['processes'] = @($machine['processes'] | Where-Object { $_['pid'] -ne $one }) }
    }
}
