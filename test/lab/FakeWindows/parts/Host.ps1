# What an ordinary PowerShell needs around the lab: the folders of the played Windows, and no way to the real registry.
# Stands on: platform/execution-policy-defaults.

# The drives of the real registry leave this session, and on Windows also every command of a module that is not loaded: what
# nobody plays is then not found, instead of reaching the real computer (a 2012 R2 has no Get-MpComputerStatus; the host may).
function Hide-LabHost {
    # First: a command called by the name of its module loads that module, and with it come the drives again.
    Import-Module -Global -Name 'Microsoft.PowerShell.Management', 'Microsoft.PowerShell.Utility', 'Microsoft.PowerShell.Security'
    Get-PSDrive -Name 'HKLM', 'HKCU' -ErrorAction SilentlyContinue | Remove-PSDrive -Scope Global -Force -ErrorAction SilentlyContinue
    if (-not $onWindows) { return }
    $global:PSModuleAutoLoadingPreference = 'None'
}

# What the engine does on Linux beside running scripts, and no test looks at: it tells the system log of each command that it begins and
# ends, and with each path it reads all mounts to see whether the drive is still there. That was an eighth of its time. Another version may
# have other names for both: then nothing is changed but the time.
function Set-LabQuiet {
    if ($onWindows) { return }
    $logs = [psobject].Assembly.GetType('System.Management.Automation.MshLog').GetField('s_logProviders', [Reflection.BindingFlags]'Static, NonPublic')
    if ($logs) { foreach ($list in $logs.GetValue($null).Values) { if ($list.Count) { $list.Clear() } } }
    $mounted = [Management.Automation.PSDriveInfo].GetProperty('IsAutoMounted', [Reflection.BindingFlags]'Instance, NonPublic')
    if ($mounted) { foreach ($drive in $ExecutionContext.SessionState.Drive.GetAll()) { $mounted.SetValue($drive, $false) } }
}

# Windows' folders below the machine's disk. Set from within: a PowerShell on Windows does not start with others than its own.
function Set-LabFolder {
    $folders = & $labFromJson $env:GANGWAY_LAB_FOLDERS
    if (-not $env:GANGWAY_LAB_HOST) {
        $own = @($folders.PSObject.Properties | ForEach-Object { @{ Name = $_.Name; Value = [Environment]::GetEnvironmentVariable($_.Name) } })
        $env:GANGWAY_LAB_HOST = ConvertTo-Json $own -Compress
    }
    foreach ($one in $folders.PSObject.Properties) { [Environment]::SetEnvironmentVariable($one.Name, $one.Value) }
}

# Sessions to another computer are the part of test/lab/remote; from here nobody leaves the machine file.
function New-PSSession {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [string[]]$ComputerName)
    throw "LabUnknown: a session to '$ComputerName'"
}

function New-PSSessionOption {
    [CmdletBinding()]
    param()
    throw 'LabUnknown: options of a session to another computer'
}

function Test-WSMan {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [string]$ComputerName, [int]$Port, [switch]$UseSSL, $Authentication)
    throw "LabUnknown: whether '$ComputerName' answers"
}

# In a session to a server, where nobody set a policy (row platform/execution-policy-defaults). Outside Windows the engine knows one policy alone.
function Get-ExecutionPolicy {
    [CmdletBinding()]
    param()
    [Microsoft.PowerShell.ExecutionPolicy]::RemoteSigned
}
