<#
.SYNOPSIS
Plays the Task Scheduler, access lists of folders and the process table for the scripts that start detached runs.
.DESCRIPTION
A task really runs, in a process of its own that no longer belongs to its starter. Tasks and access lists lie as files
beside the machine file. A folder that no script gave an access list counts as made by an ordinary user.
A task of LocalService is the line of the detection test: it is played with the programs of FakeWindows, in this process.
Refusals: 0x80070002 for an unknown task, CmdletizationQuery_NotFound, 0x800700B7 for a name taken (documented).
#>
# Stands on: platform/task-register-denied, platform/task-not-found-ids, platform/task-start-missing, platform/task-result-constants, platform/task-never-ran, platform/task-running,
# platform/task-file-not-found, platform/programdata-new-folder-sddl, defender/mde-cdxml-ignores-preference.
# Invented: that a name taken is told as 0x800700B7 in the id of the error; looked for: captures of Register-ScheduledTask without -Force
Set-StrictMode -Version 2.0
# The command itself, which FakeWindows shadows.
$fromJson = Get-Command -Name 'ConvertFrom-Json' -CommandType Cmdlet
$onWindows = [Environment]::OSVersion.Platform -eq 'Win32NT'
$lab = Split-Path -Parent $env:GANGWAY_LAB
$tasks = Join-Path $lab 'tasks'
$accessLists = Join-Path $lab 'acl'
# A folder that a user made below ProgramData (row platform/programdata-new-folder-sddl): its maker owns it (row platform/programdata-creator-owner).
$usersFolder = 'O:S-1-5-21-1004336348-1177238915-682003330-1001G:DUD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GA;;;CO)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)'

# Tasks of LocalService that were started here, by their file.
$playedTasks = @{}

function Get-LabName([string]$Text) { [Uri]::EscapeDataString($Text) }

function New-LabError([string]$Id, [string]$Category, [string]$Text) {
    New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception($Text)), $Id, $Category, $null)
}

function New-ScheduledTaskAction {
    [CmdletBinding()] param([Parameter(Mandatory)][string]$Execute, [string]$Argument, [string]$WorkingDirectory, [string]$Id)
    [pscustomobject]@{ Execute = $Execute; Arguments = $Argument; WorkingDirectory = $WorkingDirectory }
}

function New-ScheduledTaskPrincipal {
    [CmdletBinding()]
    param(
        [string]$UserId, [ValidateSet('None', 'Password', 'S4U', 'Interactive', 'Group', 'ServiceAccount', 'InteractiveOrPassword')][string]$LogonType,
        [ValidateSet('Limited', 'Highest')][string]$RunLevel, [string]$Id, [string]$GroupId, [string[]]$RequiredPrivilege
    )
    [pscustomobject]@{ UserId = $UserId; LogonType = $LogonType; RunLevel = $RunLevel; RequiredPrivilege = @($RequiredPrivilege | Where-Object { $_ }) }
}

function New-ScheduledTaskSettingsSet {
    [CmdletBinding()]
    param(
        [switch]$AllowStartIfOnBatteries, [switch]$DontStopIfGoingOnBatteries, [switch]$StartWhenAvailable, [switch]$Hidden,
        [ValidateRange(0, 10)][int]$Priority = 7, [timespan]$ExecutionTimeLimit = '3.00:00:00',
        [ValidateSet('Parallel', 'Queue', 'IgnoreNew')][string]$MultipleInstances = 'IgnoreNew'
    )
    [pscustomobject]@{
        DisallowStartIfOnBatteries = -not $AllowStartIfOnBatteries; StopIfGoingOnBatteries = -not $DontStopIfGoingOnBatteries
        Priority = $Priority; ExecutionTimeLimit = [Xml.XmlConvert]::ToString($ExecutionTimeLimit); MultipleInstances = $MultipleInstances
    }
}

function Get-LabTask([string]$TaskPath, [string]$TaskName) {
    $file = Join-Path $tasks (Get-LabName "$TaskPath$TaskName")
    if (-not [IO.File]::Exists("$file.json")) { return $null }
    $task = & $fromJson ([IO.File]::ReadAllText("$file.json"))
    $result = 0x41303
    if ([IO.File]::Exists("$file.pid")) { $result = 0x41301 }
    $played = $playedTasks[$file]
    if ($null -ne $played) { if ($played.HasExited) { $result = [long]$played.ExitCode -band 0xFFFFFFFFL } else { $result = 0x41301 } }
    elseif ([IO.File]::Exists("$file.code")) { $result = [int][IO.File]::ReadAllText("$file.code").Trim() }
    elseif ($onWindows -and $result -eq 0x41301) {
        # One that was killed could not tell its end.
        $alive = @(Microsoft.PowerShell.Management\Get-Process -Id ([int][IO.File]::ReadAllText("$file.pid")) -ErrorAction SilentlyContinue)
        if ($alive.Count -eq 0) { $result = 1 }
    }
    # Row platform/task-never-ran: right after the start the result is still that of a task that has not run.
    $state = 'Ready'
    if ($result -eq 0x41301 -or ($result -eq 0x41303 -and [IO.File]::Exists("$file.asked"))) { $state = 'Running' }
    [pscustomobject]@{
        TaskPath = $TaskPath; TaskName = $TaskName; State = $state; Actions = @($task.Actions); Principal = $task.Principal
        Settings = $task.Settings; LabFile = $file; LabResult = $result
    }
}

function Register-ScheduledTask {
    [CmdletBinding()]
    param([string]$TaskName, [string]$TaskPath = '\', $Action, $Trigger, $Settings, $Principal, [string]$Description, [switch]$Force)
    if (@('S-1-5-18', 'S-1-5-19') -notcontains $Principal.UserId) { throw "LabUnknown: a task for $($Principal.UserId)" }
    if ($null -ne $Trigger) { throw 'LabUnknown: a task with a trigger' }
    if (-not (& $fromJson ([IO.File]::ReadAllText($env:GANGWAY_LAB))).powershell.elevated) {
        # Row platform/task-register-denied: no exception of the kind that says so, only its category.
        $PSCmdlet.WriteError((New-LabError 'HRESULT 0x80070005,Register-ScheduledTask' 'PermissionDenied' 'Zugriff verweigert'))
        return
    }
    if ($null -ne (Get-LabTask $TaskPath $TaskName) -and -not $Force) {
        # A function of CDXML: it ends nothing unless it was called with -ErrorAction Stop (row defender/mde-cdxml-ignores-preference).
        $PSCmdlet.WriteError((New-LabError 'HRESULT 0x800700b7,Register-ScheduledTask' 'ResourceExists' 'Cannot create a file when that file already exists.'))
        return
    }
    $null = New-Item -ItemType Directory -Path $tasks -Force
    $file = Join-Path $tasks (Get-LabName "$TaskPath$TaskName")
    [IO.File]::WriteAllText("$file.json", (ConvertTo-Json @{ Actions = @($Action); Principal = $Principal; Settings = $Settings } -Depth 5))
    Get-LabTask $TaskPath $TaskName
}

# Tasks that somebody else made lie in the machine file and never run here.
function Get-LabOtherTask {
    foreach ($task in @((& $fromJson ([IO.File]::ReadAllText($env:GANGWAY_LAB))).PSObject.Properties['tasks'] | Where-Object { $_ } | ForEach-Object { $_.Value })) {
        $at = $task.path.LastIndexOf('\') + 1
        $result = 0x41303
        if ($null -ne $task.lastResult) { $result = $task.lastResult }
        $ran = [datetime]'1999-11-30'
        if ($null -ne $task.lastRunAt -and $null -ne $task.lastResult) { $ran = [DateTimeOffset]::FromUnixTimeMilliseconds($task.lastRunAt).LocalDateTime }
        $level = 'Limited'
        if ($task.highest) { $level = 'Highest' }
        [pscustomobject]@{
            TaskPath = $task.path.Substring(0, $at); TaskName = $task.path.Substring($at); State = $task.state
            Actions = @([pscustomobject]@{ Execute = $task.execute; Arguments = $task.arguments })
            Principal = [pscustomobject]@{ UserId = $task.account; GroupId = $null; RunLevel = $level }
            LabResult = $result; LabRan = $ran; LabSid = $task.sid
        }
    }
}

# The task as Windows keeps it: the account by its identifier.
function Export-ScheduledTask {
    [CmdletBinding()] param([string]$TaskName, [string]$TaskPath = '\')
    $task = @(Get-LabOtherTask | Where-Object { $_.TaskName -eq $TaskName -and $_.TaskPath -eq $TaskPath })
    if ($task.Count -eq 0) { throw "LabUnknown: the task $TaskPath$TaskName" }
    "<Task><Principals><Principal id=`"Author`"><UserId>$($task[0].LabSid)</UserId></Principal></Principals></Task>"
}

function Get-ScheduledTask {
    [CmdletBinding()] param([string[]]$TaskName, [string[]]$TaskPath = '\')
    # Without either: every task of every folder. Those of Gangway are none that anybody asks for so.
    if (-not $PSBoundParameters.ContainsKey('TaskName') -and -not $PSBoundParameters.ContainsKey('TaskPath')) { return Get-LabOtherTask }
    # Without a name: every task of the folder.
    $names = @($TaskName | Where-Object { $_ })
    if ($names.Count -eq 0 -and [IO.Directory]::Exists($tasks)) {
        $start = Get-LabName $TaskPath[0]
        $names = @([IO.Directory]::GetFiles($tasks, "$start*.json") | ForEach-Object { [Uri]::UnescapeDataString([IO.Path]::GetFileNameWithoutExtension($_).Substring($start.Length)) })
    }
    $found = @($names | ForEach-Object { Get-LabTask $TaskPath[0] $_ } | Where-Object { $_ })
    if ($found.Count -gt 0) { return $found }
    # Path and name together: the identifier names no property then.
    $text = "No MSFT_ScheduledTask objects found with property 'TaskName' equal to '$TaskName'."
    $PSCmdlet.WriteError((New-LabError 'CmdletizationQuery_NotFound,Get-ScheduledTask' 'ObjectNotFound' $text))
}

function Get-ScheduledTaskInfo {
    [CmdletBinding()] param([Parameter(ValueFromPipeline)]$InputObject, [string]$TaskName, [string]$TaskPath = '\')
    process {
        $other = @(Get-LabOtherTask | Where-Object { $_.TaskName -eq $TaskName -and $_.TaskPath -eq $TaskPath })
        if ($other.Count -gt 0) {
            return [pscustomobject]@{
                TaskName = $TaskName; TaskPath = $TaskPath; LastTaskResult = [uint32]$other[0].LabResult; LastRunTime = $other[0].LabRan
                NextRunTime = $null; NumberOfMissedRuns = [uint32]0
            }
        }
        $task = if ($null -ne $InputObject) { $InputObject } else { Get-LabTask $TaskPath $TaskName }
        if ($null -eq $task) {
            $PSCmdlet.WriteError((New-LabError 'HRESULT 0x80070002,Get-ScheduledTaskInfo' 'ObjectNotFound' 'The system cannot find the file specified.'))
            return
        }
        # A task that never ran has a time all the same, of 1999 (row platform/task-never-ran); the number has no sign (row platform/task-running).
        $ran = [datetime]'1999-11-30'
        if ($task.LabResult -ne 0x41303) { $ran = [IO.File]::GetLastWriteTime("$($task.LabFile).asked") }
        [pscustomobject]@{
            TaskName = $task.TaskName; TaskPath = $task.TaskPath; LastTaskResult = [uint32]$task.LabResult; LastRunTime = $ran
            NextRunTime = $null; NumberOfMissedRuns = [uint32]0
        }
    }
}

# The rules of CommandLineToArgvW: backslashes count only before a quotation mark.
function Split-LabCommandLine([string]$Line) {
    foreach ($match in [regex]::Matches($Line, '(?:[^\s"]|"(?:\\.|[^"\\])*")+')) {
        [regex]::Replace($match.Value, '"((?:\\.|[^"\\])*)"', { param($m) [regex]::Replace($m.Groups[1].Value, '\\"', '"') })
    }
}

function Start-ScheduledTask {
    [CmdletBinding()] param([string]$TaskName, [string]$TaskPath = '\')
    $task = Get-LabTask $TaskPath $TaskName
    if ($null -eq $task) {
        $PSCmdlet.WriteError((New-LabError 'HRESULT 0x80070002,Start-ScheduledTask' 'ObjectNotFound' 'The system cannot find the file specified.'))
        return
    }
    [IO.File]::WriteAllText("$($task.LabFile).asked", '')
    $action = $task.Actions[0]
    if ($task.Principal.UserId -eq 'S-1-5-19') {
        # What it tells the journal beside the program: as whom, and with which rights, a task runs.
        $told = @{ task = $task.TaskName; user = $task.Principal.UserId; level = $task.Principal.RunLevel; privileges = @($task.Principal.RequiredPrivilege) }
        & (Get-Module -Name 'FakeWindows') { param($told) Write-LabJournal $told } $told
        $playedTasks[$task.LabFile] = FakeWindows\Start-Process -FilePath $action.Execute -ArgumentList $action.Arguments -PassThru
        return
    }
    # Row platform/task-file-not-found.
    if (-not [IO.File]::Exists($action.Execute)) { [IO.File]::WriteAllText("$($task.LabFile).code", '2147942402'); return }
    $words = @(Split-LabCommandLine $action.Arguments)
    if ($env:GANGWAY_LAB_IMPORT) {
        # An ordinary PowerShell imports nothing by itself, so the command begins with it.
        if ($words.Count -lt 2 -or $words[$words.Count - 2] -ne '-Command') { throw "LabUnknown: a task with '$($action.Arguments)'" }
        $words[$words.Count - 1] = $env:GANGWAY_LAB_IMPORT + $words[$words.Count - 1]
    }
    if ($onWindows) { return Start-LabTaskOnWindows $task $words }
    $quoted = @(@($action.Execute) + $words | ForEach-Object { "'" + $_.Replace("'", "'\''") + "'" }) -join ' '
    $script = "echo x > '$($task.LabFile).pid'; $quoted; echo `$? > '$($task.LabFile).code'"
    # In a session of its own and without a parent: ending the starter does not reach it. No desktop, no standard input.
    $null | & /bin/sh -c 'setsid /bin/sh -c "$1" < /dev/null > "$2" 2>&1 &' sh $script "$($task.LabFile).out"
}

# Seen on Wine only, never on Windows. The task tells its own end, because nothing waits for it.
function Start-LabTaskOnWindows($Task, [string[]]$Words) {
    $file = $Task.LabFile.Replace("'", "''")
    $text = "`$code = 1; try { & { $($Words[$Words.Count - 1]) }; `$code = 0 } finally { [IO.File]::WriteAllText('$file.code', `$code) }"
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($text))
    $line = @($Words | Select-Object -First ($Words.Count - 2)) + @('-EncodedCommand', $encoded)
    # The process is started with the folders of the real Windows; the import gives it those of the lab again.
    $lab = @{}
    foreach ($one in @(& $fromJson $env:GANGWAY_LAB_HOST)) {
        $lab[$one.Name] = [Environment]::GetEnvironmentVariable($one.Name)
        [Environment]::SetEnvironmentVariable($one.Name, $one.Value)
    }
    try { $started = Microsoft.PowerShell.Management\Start-Process -FilePath $env:GANGWAY_LAB_ENGINE -ArgumentList $line -WindowStyle Hidden -PassThru }
    finally { foreach ($name in @($lab.Keys)) { [Environment]::SetEnvironmentVariable($name, $lab[$name]) } }
    [IO.File]::WriteAllText("$($Task.LabFile).pid", [string]$started.Id)
}

# Ends the program of the task.
# Invented: that what the program started goes on; looked for: pages and captures of Stop-ScheduledTask, which say nothing of it
function Stop-ScheduledTask {
    [CmdletBinding()] param([string]$TaskName, [string]$TaskPath = '\')
    $task = Get-LabTask $TaskPath $TaskName
    if ($null -eq $task) {
        $PSCmdlet.WriteError((New-LabError 'HRESULT 0x80070002,Stop-ScheduledTask' 'ObjectNotFound' 'The system cannot find the file specified.'))
        return
    }
    $played = $playedTasks[$task.LabFile]
    if ($null -eq $played) { throw "LabUnknown: ending the task $TaskName" }
    $played.Kill()
}

function Unregister-ScheduledTask {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param([Parameter(ValueFromPipeline)]$InputObject, [string[]]$TaskName, [string[]]$TaskPath = '\')
    process {
        $task = if ($null -ne $InputObject) { $InputObject } else { Get-LabTask $TaskPath[0] $TaskName[0] }
        if ($null -eq $task) {
            $text = "No MSFT_ScheduledTask objects found with property 'TaskName' equal to '$TaskName'."
            $PSCmdlet.WriteError((New-LabError 'CmdletizationQuery_NotFound_TaskName,Unregister-ScheduledTask' 'ObjectNotFound' $text))
            return
        }
        if ($PSCmdlet.ShouldProcess($task.TaskName)) { [IO.File]::Delete("$($task.LabFile).json") }
    }
}

# The Task Scheduler by COM, as far as it keeps access lists (Task Scheduler 2.0 reference: ITaskFolder, IRegisteredTask).
function New-LabTaskService {
    $thing = {
        param([string]$Name, [string]$File, [hashtable]$Methods)
        $made = [pscustomobject]@{ Name = $Name; LabFile = $File; Tasks = $tasks }
        $made | Add-Member -MemberType ScriptMethod -Name SetSecurityDescriptor -Value {
            param($sddl, $flags)
            [IO.File]::WriteAllText("$($this.LabFile).sddl", "$sddl $flags")
        }
        foreach ($one in $Methods.Keys) { $made | Add-Member -MemberType ScriptMethod -Name $one -Value $Methods[$one] }
        $made
    }
    $methods = @{
        GetTask      = {
            param($name)
            $file = Join-Path $this.Tasks ([Uri]::EscapeDataString("\Gangway\$name"))
            if (-not [IO.File]::Exists("$file.json")) { throw (New-Object System.IO.FileNotFoundException('The system cannot find the file specified.')) }
            & $this.Thing $name $file @{}
        }
        GetFolders   = { param($flags) if ([IO.File]::Exists("$($this.LabFile).sddl")) { $this.Folder } }
        CreateFolder = {
            param($name, $sddl)
            if ($name -ne 'Gangway') { throw "LabUnknown: a task folder $name" }
            $null = [IO.Directory]::CreateDirectory($this.Tasks)
            $this.Folder.SetSecurityDescriptor($sddl, 0)
            $this.Folder
        }
    }
    $folder = & $thing 'Gangway' (Join-Path $tasks 'folder') @{ GetTask = $methods.GetTask }
    $folder | Add-Member -MemberType NoteProperty -Name Thing -Value $thing
    $root = & $thing '\' '' @{ GetFolders = $methods.GetFolders; CreateFolder = $methods.CreateFolder }
    $root.LabFile = $folder.LabFile
    $root | Add-Member -MemberType NoteProperty -Name Folder -Value $folder
    $service = [pscustomobject]@{ Root = $root }
    $service | Add-Member -MemberType ScriptMethod -Name Connect -Value { }
    $service | Add-Member -MemberType ScriptMethod -Name GetFolder -Value {
        param($path)
        if ($path -ne '\') { throw "LabUnknown: the task folder $path" }
        $this.Root
    }
    $service
}

# A file of a share, as the machine file says whether this server may read it; a machine without a share reaches nobody.
function Open-LabShare([string]$Path) {
    $traces = (& $fromJson ([IO.File]::ReadAllText($env:GANGWAY_LAB))).PSObject.Properties['policyTraces']
    $code = 0x80070035L
    if ($null -ne $traces) {
        $refuses = $traces.Value.PSObject.Properties['shareRefuses']
        if ($null -eq $refuses) { return , (& $newObject System.IO.MemoryStream (, [byte[]](64, 101))) }
        $code = [long]$refuses.Value
    }
    if ($code -eq 0x80070005L) { throw (& $newObject System.UnauthorizedAccessException 'Zugriff verweigert') }
    throw (& $newObject System.IO.IOException $Path, ([int]($code - 4294967296)))
}

# Taken before it is shadowed: an engine that was started as powershell.exe does not know its own modules by name.
$newObject = Get-Command -Name 'New-Object' -CommandType Cmdlet
function New-Object {
    [CmdletBinding(DefaultParameterSetName = 'Net')]
    param(
        [Parameter(ParameterSetName = 'Net', Mandatory, Position = 0)][string]$TypeName,
        [Parameter(ParameterSetName = 'Net', Position = 1)][object[]]$ArgumentList,
        [Parameter(ParameterSetName = 'Com', Mandatory)][string]$ComObject,
        [switch]$Strict, [Collections.IDictionary]$Property
    )
    if ($PSBoundParameters.ContainsKey('ComObject')) {
        if ($ComObject -eq 'Schedule.Service') { return New-LabTaskService }
        if (-not (Get-Command New-LabComObject -ErrorAction SilentlyContinue)) { throw "LabUnknown: the COM object $ComObject" }
        return New-LabComObject $ComObject
    }
    if (@('System.Security.AccessControl.DirectorySecurity', 'System.Security.AccessControl.FileSecurity') -contains $TypeName) {
        $security = [pscustomobject]@{ Sddl = '' }
        $security | Add-Member -MemberType ScriptMethod -Name SetSecurityDescriptorSddlForm -Value { param($sddl) $this.Sddl = $sddl }
        return $security
    }
    if ($TypeName -eq 'System.IO.FileStream' -and "$($ArgumentList[0])".StartsWith('\\', [StringComparison]::Ordinal)) { return Open-LabShare "$($ArgumentList[0])" }
    # A file that is made with an access list: the list goes beside, as that of a folder.
    if ($TypeName -eq 'System.IO.FileStream' -and $ArgumentList.Count -eq 7) {
        $file = & $newObject System.IO.FileStream $ArgumentList[0], $ArgumentList[1], ([IO.FileAccess]::Write), $ArgumentList[3]
        $null = [IO.Directory]::CreateDirectory($accessLists)
        [IO.File]::WriteAllText((Join-Path $accessLists (Get-LabName ([string]$ArgumentList[0]))), $ArgumentList[6].Sddl)
        return $file
    }
    if ($TypeName -like 'System.Net.S*') {
        if (-not (Get-Command New-LabConnection -ErrorAction SilentlyContinue)) { throw "LabUnknown: the connection $TypeName" }
        $connection = New-LabConnection $TypeName $ArgumentList
        if ($null -ne $connection) { return $connection }
    }
    $made = & $newObject @PSBoundParameters
    if ($TypeName -ne 'System.IO.DirectoryInfo') { return , $made }
    $folder = [pscustomobject]@{ FullName = $made.FullName; Lists = $accessLists }
    $folder | Add-Member -MemberType ScriptMethod -Name Create -Value {
        param($security)
        # As on Windows: a folder that is there already is left as it is.
        if ([IO.Directory]::Exists($this.FullName)) { return }
        $null = [IO.Directory]::CreateDirectory($this.Lists)
        [IO.File]::WriteAllText((Join-Path $this.Lists ([Uri]::EscapeDataString($this.FullName))), $security.Sddl)
        $null = [IO.Directory]::CreateDirectory($this.FullName)
    }
    $folder
}

function Get-Acl {
    [CmdletBinding()] param([Parameter(Position = 0)][string[]]$Path, [string[]]$LiteralPath)
    $item = if ($LiteralPath) { $LiteralPath[0] } else { $Path[0] }
    $windows = Get-Module -Name 'FakeWindows'
    if ($windows) { $item = & $windows { param($path) ConvertFrom-LabPath $path } $item }
    if (-not [IO.Directory]::Exists($item)) { return FakeWindows\Get-Acl @PSBoundParameters }
    $list = Join-Path $accessLists (Get-LabName ([IO.Path]::GetFullPath($item)))
    # Windows marks a list that was set explicitly and inherits nothing as "PAI".
    $sddl = if ([IO.File]::Exists($list)) { [IO.File]::ReadAllText($list).Replace('D:P(', 'D:PAI(') } else { $usersFolder }
    [pscustomobject]@{ Path = $item; Sddl = $sddl }
}

function Get-CimInstance {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)][string]$ClassName,
        [string]$Namespace, [string]$Filter, [string[]]$Property, [uint32]$OperationTimeoutSec, [switch]$KeyOnly, [switch]$Shallow
    )
    # The preference is that of the caller, which a function of a module does not hand on by itself.
    $passed = @{}
    foreach ($name in @($PSBoundParameters.Keys)) { $passed[$name] = $PSBoundParameters[$name] }
    if (-not $passed.ContainsKey('ErrorAction')) { $passed['ErrorAction'] = $PSCmdlet.SessionState.PSVariable.GetValue('ErrorActionPreference') }
    FakeWindows\Get-CimInstance @passed | ForEach-Object {
        if ($ClassName -eq 'Win32_Process' -and $null -eq $_.PSObject.Properties['CommandLine']) {
            $_ | Add-Member -MemberType NoteProperty -Name CommandLine -Value ''
        }
        $_
    }
    if ($ClassName -ne 'Win32_Process' -or $Filter) { return }
    # The tasks are real processes of this system, as are those of other servers of the lab, of Wine, and whatever else runs here: a process
    # belongs to this server if it was started with its machine file. On Windows, where nobody can be asked for that, engines are looked at.
    if ($onWindows) {
        foreach ($one in @(Microsoft.PowerShell.Management\Get-Process -Name 'powershell', 'pwsh' -ErrorAction SilentlyContinue)) {
            [pscustomobject]@{
                ProcessId = [uint32]$one.Id; ParentProcessId = [uint32]0; Name = "$($one.ProcessName).exe"; CommandLine = ''
                CreationDate = $one.StartTime; SessionId = [uint32]0
            }
        }
        return
    }
    $started = "GANGWAY_LAB=$env:GANGWAY_LAB`0"
    foreach ($line in @($null | & /bin/ps -A -o 'pid=,ppid=,lstart=,comm=')) {
        if ($line -notmatch '^\s*(\d+)\s+(\d+)\s+\w+ (\w+\s+\d+ [\d:]+ \d+)\s+(.*)$') { continue }
        # One that has ended since, and one of somebody else, cannot be read.
        try { if (-not [IO.File]::ReadAllText("/proc/$($Matches[1])/environ").Contains($started)) { continue } } catch { continue }
        $made = [DateTime]::ParseExact(($Matches[3] -replace '\s+', ' '), 'MMM d HH:mm:ss yyyy', [Globalization.CultureInfo]::InvariantCulture)
        [pscustomobject]@{
            ProcessId = [uint32]$Matches[1]; ParentProcessId = [uint32]$Matches[2]; Name = $Matches[4]; CommandLine = ''
            CreationDate = $made; SessionId = [uint32]0
        }
    }
}

Export-ModuleMember -Function New-Object, Get-Acl, Get-CimInstance, *-ScheduledTask*
