<#
.SYNOPSIS
A fake: WinRM's state Disconnected, and Connect-PSSession, for a session that knows neither.
.DESCRIPTION
Sessions of the lab go through a stand-in for ssh, which can only break. Here the state of the real session is set from without,
with the engine's own methods, so that the engine refuses commands in it as it would after WinRM gave up; what runs on the
server goes on. The folder GANGWAY_LAB_DISCONNECT tells what happens: a file "drop" disconnects every open session, "connects"
holds what becomes of Connect-PSSession (opens, throws, hangs), and its calls are written to "calls". Nobody has ever compared
this with WinRM: what it shows is what the broker does with such a state.
#>
# Stands on: platform/winrm-robust-connection, platform/winrm-robust-connection-2025 (what a session is after Windows tried for four minutes; the minutes are
# left out here), platform/winrm-network-failed-error (no error of the transport tells it).
# Invented: what Connect-PSSession answers; looked for: captures of a session that was connected again by itself, PowerShell's own source
Set-StrictMode -Version 2.0
# Taken in rather than imported beside it: which of two modules a name belongs to depends on their order in each runspace.
Import-Module -Name (Join-Path $PSScriptRoot 'Remoting.psm1')

function Set-LabState {
    <# .SYNOPSIS
    Sets the state of a session as its transport would, and tells whoever listens. #>
    param([System.Management.Automation.Runspaces.Runspace]$Runspace, [System.Management.Automation.Runspaces.RunspaceState]$State)
    $hidden = [System.Reflection.BindingFlags]'NonPublic,Instance'
    $set = $Runspace.GetType().GetMethod('SetRunspaceState', $hidden, $null, [type[]]@([System.Management.Automation.Runspaces.RunspaceState], [Exception]), $null)
    $null = $set.Invoke($Runspace, @($State, $null))
    $null = $Runspace.GetType().GetMethod('RaiseRunspaceStateEvents', $hidden).Invoke($Runspace, @())
}

function New-PSSession {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, Mandatory)][string[]]$ComputerName, [pscredential]$Credential, [string[]]$Name, [switch]$EnableNetworkAccess,
        [ValidateRange(1, 65535)][int]$Port, [switch]$UseSSL, [string]$ConfigurationName, [string]$ApplicationName, [int]$ThrottleLimit,
        [System.Management.Automation.Remoting.PSSessionOption]$SessionOption,
        [System.Management.Automation.Runspaces.AuthenticationMechanism]$Authentication, [string]$CertificateThumbprint
    )
    $session = Remoting\New-PSSession @PSBoundParameters
    if ($null -eq $session) { return }
    # Looks for the file in a runspace of its own, for as long as the session is one.
    $watch = [PowerShell]::Create()
    $null = $watch.AddScript({
            param($Runspace, $Folder, $Module)
            Import-Module -Name $Module
            $drop = Join-Path $Folder 'drop'
            while ('Opened', 'Disconnected' -contains [string]$Runspace.RunspaceStateInfo.State) {
                if ([string]$Runspace.RunspaceStateInfo.State -eq 'Opened' -and [IO.File]::Exists($drop)) {
                    & (Get-Module FakeDisconnect) { param($r) Set-LabState $r 'Disconnected' } $Runspace
                    [IO.File]::Delete($drop)
                }
                Start-Sleep -Milliseconds 20
            }
        }).AddArgument($session.Runspace).AddArgument($env:GANGWAY_LAB_DISCONNECT).AddArgument($PSCommandPath)
    $null = $watch.BeginInvoke()
    $session
}

function Connect-PSSession {
    [CmdletBinding()]
    param([Parameter(Mandatory)][System.Management.Automation.Runspaces.PSSession]$Session)
    $folder = $env:GANGWAY_LAB_DISCONNECT
    $how = [IO.File]::ReadAllText((Join-Path $folder 'connects'))
    [IO.File]::AppendAllText((Join-Path $folder 'calls'), "$how`n")
    switch ($how) {
        'opens' {
            Set-LabState $Session.Runspace 'Opened'
            return $Session
        }
        'throws' {
            $reason = New-Object System.Management.Automation.RuntimeException('The command cannot be run because the session is in use.')
            $PSCmdlet.WriteError((New-Object System.Management.Automation.ErrorRecord($reason, 'PSSessionConnectFailed', 'InvalidOperation', $null)))
            return
        }
        'hangs' {
            try { while ($true) { Start-Sleep -Milliseconds 100 } }
            finally { [IO.File]::AppendAllText((Join-Path $folder 'calls'), "let go`n") }
        }
    }
    throw "LabUnknown: a session that '$how'"
}

Export-ModuleMember -Function Connect-PSSession, New-PSDrive, New-PSSession, New-PSSessionOption, Test-WSMan
