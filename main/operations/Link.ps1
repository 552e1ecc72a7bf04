<#
.SYNOPSIS
Functions of the broker for a server it reaches through a session: open it, use it, let go of it.
.DESCRIPTION
One session per broker, kept from request to request. Whatever can wait for the other side happens in a runspace of its own or
in a job, because a frozen link lets no call return; the broker's thread only looks on, and a link in doubt is let go, not closed.
Failures of the link are told by the type of the exception, its code and the state of the session, never by an id or a text; a
frozen one by its silence, since the other side gives a sign of life every two seconds.
#>

# What this broker holds of the last request: key, session and the runspace it was opened in.
if ($null -eq $ExecutionContext.SessionState.PSVariable.Get('global:GangwayLink')) { $global:GangwayLink = $null }

# Opens a session and asks, in the one way that every language mode allows, what it permits.
$opening = {
    param($Wanted)
    $ErrorActionPreference = 'Stop'
    $given = @{
        ComputerName  = [string]$Wanted.computerName
        # In milliseconds. The profile of the account would cost seconds at its first use, and serves nothing here.
        SessionOption = New-PSSessionOption -OpenTimeout 20000 -OperationTimeout 60000 -NoMachineProfile
    }
    if ($null -ne $Wanted.port) { $given['Port'] = [int]$Wanted.port }
    if ($Wanted.useSsl) { $given['UseSSL'] = $true }
    if ($null -ne $Wanted.credential) {
        # What ConvertFrom-SecureString made for this account on this computer: nobody else can open it.
        $password = ConvertTo-SecureString -String ([string]$Wanted.credential.ciphertext)
        $given['Credential'] = New-Object System.Management.Automation.PSCredential([string]$Wanted.credential.userName, $password)
    }
    $session = New-PSSession @given
    $session
    Invoke-Command -Session $session -ScriptBlock { [string]$ExecutionContext.SessionState.LanguageMode }
}

function New-LinkFailure {
    <# .SYNOPSIS
    What ended work on the link, as an error record to throw: the link's own failure, or the error that it brought.
    IsStopped: the work was stopped, and not by us. #>
    param($Reason, $Session, [bool]$IsStopped)
    $record = $null
    $cause = $Reason
    if ($null -ne $Reason -and $null -ne $Reason.PSObject.Properties['ErrorRecord']) {
        $record = $Reason.ErrorRecord
        $cause = $record.Exception
    }
    $isTransport = $cause -is [System.Management.Automation.Remoting.PSRemotingTransportException]
    # A link that broke in the middle of a message leaves half of it, and the session can still call itself open.
    $isCut = $cause -is [System.Management.Automation.Remoting.PSRemotingDataStructureException]
    $isOpen = $null -ne $Session -and [string]$Session.State -eq 'Opened'
    if ($isTransport -or $isCut -or $IsStopped -or ($null -ne $Session -and -not $isOpen)) {
        $native = $null
        if ($isTransport -and $cause.ErrorCode -ne 0) { $native = $cause.ErrorCode }
        $code = 'target.unreachable'
        # ERROR_ACCESS_DENIED and ERROR_LOGON_FAILURE: the server answered, and let nobody in.
        if (5, 1326 -contains $native) { $code = 'target.accessDenied' }
        $text = if ($null -ne $cause) { $cause.Message } else { "The session is $($Session.State)." }
        return New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception($text)), $code, 'NotSpecified', @{ Native = $native })
    }
    if ($null -ne $record) { return $record }
    if ($null -ne $Reason) { return New-Failure 'operation.failed' $Reason.Message }
    New-Failure 'operation.badResult' 'The operation ended without its end.'
}

function New-Silence {
    <# .SYNOPSIS
    The error of a link that is not waited for any longer: it said nothing for as long as the request allows, or its session
    was disconnected and did not connect again. #>
    param($Session)
    if ($null -ne $Session -and [string]$Session.State -ne 'Opened') { return New-LinkFailure $null $Session $false }
    New-Failure 'target.unreachable' "Nothing was heard from the server for $([math]::Round($asked.silenceMs / 1000)) s."
}

# Runs in a runspace of its own.
$connecting = {
    param($Session)
    $ErrorActionPreference = 'Stop'
    $null = Connect-PSSession -Session $Session
}

function Connect-Link {
    <# .SYNOPSIS
    Connects a session again that WinRM has disconnected, and answers whether it is open. What runs in it goes on. #>
    param($Session)
    $room = New-Room
    $shell = [System.Management.Automation.PowerShell]::Create()
    $shell.Runspace = $room
    $null = $shell.AddScript($connecting.ToString()).AddArgument($Session)
    $canceled = Wait-Work $shell.BeginInvoke().AsyncWaitHandle $null { } -Leave -OverLink
    $isOpen = -not $canceled -and -not $told.silent -and [string]$Session.State -eq 'Opened'
    # On a thread of its own: a call that hangs would hold up the closing of its runspace as well.
    $room.CloseAsync()
    $told.silent = $null
    $isOpen
}

function Exit-Link {
    <# .SYNOPSIS
    Lets go of a session, its runspace and what still runs in it. Stopping and closing happen on a thread that nobody waits for. #>
    param($Link, $Job)
    $global:GangwayLink = $null
    $closer = [System.Management.Automation.PowerShell]::Create()
    $null = $closer.AddScript('param($Job, $Session, $Room) if ($null -ne $Job) { $Job.StopJob() }; if ($null -ne $Session) { $Session.Runspace.Dispose() }; $Room.Dispose()')
    $null = $closer.AddArgument($Job).AddArgument($Link.session).AddArgument($Link.room)
    $null = $closer.BeginInvoke()
}

function Enter-Link {
    <# .SYNOPSIS
    The session of this request: the one of the request before while it is open and free, else a new one. #>
    param($Wanted)
    $key = ConvertTo-JsonText $Wanted 'session'
    $link = $global:GangwayLink
    if ($null -ne $link) {
        $since = Get-Date
        while ([string]$link.session.Availability -eq 'Busy' -and ((Get-Date) - $since).TotalSeconds -lt 1) { Start-Sleep -Milliseconds 20 }
        if ($link.key -ceq $key -and [string]$link.session.State -eq 'Disconnected') { $null = Connect-Link $link.session }
        if ($link.key -ceq $key -and [string]$link.session.State -eq 'Opened' -and [string]$link.session.Availability -eq 'Available') {
            return $link.session
        }
        Exit-Link $link $null
    }
    # Its runspace is kept as long as the session: disposing of it closes the session.
    $link = @{ key = $key; session = $null; room = (New-Room) }
    $opener = [System.Management.Automation.PowerShell]::Create()
    $opener.Runspace = $link.room
    $null = $opener.AddScript($opening.ToString()).AddArgument($Wanted)
    $nothing = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
    $nothing.Complete()
    $found = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
    $pending = $opener.BeginInvoke($nothing, $found)
    $canceled = Wait-Work $pending.AsyncWaitHandle $null { $null = $opener.BeginStop($null, $null) } -Leave -OverLink
    if ($found.Count -gt 0) { $link.session = $found[0].PSObject.BaseObject }
    if (-not $canceled -and $found.Count -eq 2 -and [string]$found[1] -ceq 'FullLanguage') {
        $global:GangwayLink = $link
        return $link.session
    }
    Exit-Link $link $null
    if ($canceled) { throw (New-Failure 'operation.canceled' '') }
    if ($told.silent) { throw $told.silent }
    if ($found.Count -eq 2) { throw (New-Failure 'target.languageMode' ([string]$found[1])) }
    throw (New-LinkFailure $opener.InvocationStateInfo.Reason $link.session $false)
}

function Invoke-OnLink {
    <# .SYNOPSIS
    Runs the operation on the server and relays its records, the end among them. Throws what kept the end from coming. #>
    param($Asked)
    $session = Enter-Link $Asked.session
    $request = ConvertTo-JsonText ([ordered]@{
            operation = $Asked.operation; text = $Asked.text; sha256 = $Asked.sha256; params = $Asked.params
        }) 'request'
    $job = Invoke-Command -Session $session -AsJob -ScriptBlock { param($t, $j) & ([ScriptBlock]::Create($t)) $j } -ArgumentList $Asked.relay, $request
    $child = $job.ChildJobs[0]
    $canceled = Wait-Work $child.Finished $child.Output { } -Session $session -AsText -Leave -OverLink
    # Removed, or jobs and their output would pile up. One that has not ended is left: removing it would wait for the link.
    if ($child.Finished.WaitOne(0)) {
        Remove-Job -Job $job -Force
        $job = $null
    }
    if ($told.ended) { return }
    $failure = New-LinkFailure $child.JobStateInfo.Reason $session ([string]$child.JobStateInfo.State -eq 'Stopped')
    Exit-Link $global:GangwayLink $job
    if ($canceled) { throw (New-Failure 'operation.canceled' '') }
    if ($told.silent) { throw $told.silent }
    throw $failure
}
