<#
.SYNOPSIS
Plays New-PSSession and Test-WSMan as they are over WinRM, on the technician's computer of the lab.
.DESCRIPTION
The parameters are WinRM's. What the file of links (GANGWAY_LAB_LINKS) says of a computer happens: a refusal with the exception,
code and error id of WinRM, or a real session to one more engine, which stands on that computer's machine file. A computer
that the file does not name is one whose name nobody knows.
#>
# Stands on: platform/winrm-error-id-table, platform/winrm-error-id-phases (type, category and target of a refusal), platform/winrm-client-defaults (times of a session
# that nobody set); for each refusal its row stands beside it.
# Invented: the words of the refusals, shortened, and the error of a share that is not there; looked for: captures of New-PSDrive with a credential that fails
Set-StrictMode -Version 2.0

# Refusals of New-PSSession with the code that PSRemotingTransportException.ErrorCode was captured with, each by its row of the
# captures. The engine makes the error id of the code, as Windows PowerShell does (row platform/winrm-error-id-table).
$refusals = @{
    accessDenied   = 5, 'Access is denied.' # platform/winrm-access-denied
    filteredToken  = 5, 'Access is denied.' # platform/winrm-access-denied: nothing else shows
    wrongPassword  = 1326, 'The user name or password is incorrect.' # platform/winrm-logon-failure
    noSession      = 1312, 'The following error with errorcode 0x8009030e occurred while using Kerberos authentication' # platform/winrm-kerberos-8009030e
    noDomain       = 1311, 'The following error with errorcode 0x80090311 occurred while using Kerberos authentication' # platform/winrm-kerberos-80090311
    principal      = -2144108387, 'WinRM cannot process the request. The following error with errorcode 0x80090322 occurred' # platform/winrm-kerberos-80090322
    notInDomain    = 53, 'WinRM cannot process the request. Kerberos: the network path was not found.' # platform/winrm-network-path
    nameNotFound   = -2144108103, 'The WinRM client cannot process the request because the server name cannot be resolved.' # platform/winrm-name-unknown
    nobodyListens  = -2144108526, 'The client cannot connect to the destination specified in the request.' # platform/winrm-cannot-connect-name
    noAnswer       = -2144108250, 'WinRM cannot complete the operation.' # platform/winrm-cannot-complete
    certificate    = 12175, 'The server certificate on the destination computer has the following errors.' # platform/winrm-cert-one-code
    notTrusted     = -2144108316, 'The WinRM client cannot process the request. The computer is not in the TrustedHosts list.' # platform/winrm-not-trusted-fr
    addressNoTrust = -2144108101, 'The WinRM client cannot process the request. Default authentication may be used with an IP address under conditions.' # platform/winrm-address-not-trusted
    sessionGone    = -2144108453, 'The request contained invalid selectors for the resource.' # platform/winrm-shell-gone
    aborted        = 995, 'The I/O operation has been aborted because of either a thread exit or an application request.' # platform/winrm-io-aborted
    tooManyShells  = -2144108123, 'The maximum number of concurrent shells for this user has been exceeded.' # platform/winrm-quota-shells
}

function New-LabRefusal([string]$Computer, [string]$Kind) {
    if (-not $refusals.ContainsKey($Kind)) { throw "LabUnknown: a link that answers '$Kind'" }
    $code, $text = $refusals[$Kind]
    # The name of the computer and every detail stand in the message alone (row platform/winrm-transport-message). Before PowerShell 3 the id had no
    # first word (row platform/winrm-error-id-older).
    $exception = New-Object System.Management.Automation.Remoting.PSRemotingTransportException("Connecting to remote server $Computer failed with the following error message : $text")
    $exception.ErrorCode = $code
    $table = [psobject].Assembly.GetType('System.Management.Automation.Remoting.Client.WSManTransportManagerUtils')
    $make = $table.GetMethod('GetFQEIDFromTransportError', [System.Reflection.BindingFlags]'NonPublic,Static')
    $id = $make.Invoke($null, @($code, 'PSSessionOpenFailed'))
    New-Object System.Management.Automation.ErrorRecord($exception, $id, 'OpenError', $Computer)
}

# The engine's own has the parameters of ssh only, outside Windows.
function New-PSSessionOption {
    [CmdletBinding()]
    param([int]$OpenTimeout = 180000, [int]$OperationTimeout = 180000, [int]$CancelTimeout = 60000, [int]$IdleTimeout = -1, [switch]$NoMachineProfile)
    $option = New-Object System.Management.Automation.Remoting.PSSessionOption
    foreach ($name in 'OpenTimeout', 'OperationTimeout', 'CancelTimeout', 'IdleTimeout') {
        $option.$name = [TimeSpan]::FromMilliseconds((Get-Variable -Name $name -ValueOnly))
    }
    $option.NoMachineProfile = [bool]$NoMachineProfile
    $option
}

function New-PSSession {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, Mandatory)][string[]]$ComputerName, [pscredential]$Credential, [string[]]$Name, [switch]$EnableNetworkAccess,
        [ValidateRange(1, 65535)][int]$Port, [switch]$UseSSL, [string]$ConfigurationName, [string]$ApplicationName, [int]$ThrottleLimit,
        [System.Management.Automation.Remoting.PSSessionOption]$SessionOption,
        [System.Management.Automation.Runspaces.AuthenticationMechanism]$Authentication, [string]$CertificateThumbprint
    )
    $links = Microsoft.PowerShell.Utility\ConvertFrom-Json ([IO.File]::ReadAllText($env:GANGWAY_LAB_LINKS)) -AsHashtable
    $computer = $ComputerName[0]
    if ($computer.Contains('/') -or $computer.Contains(' ')) { throw "LabUnknown: the computer name '$computer'" }
    $link = $links[$computer]
    $refused = $null
    if ($null -eq $link) { $refused = 'nameNotFound' }
    elseif ($link['refuses']) { $refused = $link['refuses'] }
    elseif ($link['password']) {
        if (-not $Credential) { $refused = 'accessDenied' }
        elseif ($Credential.GetNetworkCredential().Password -cne $link['password']) { $refused = 'wrongPassword' }
    }
    if ($null -eq $refused -and $link['ports']) {
        $asked = if ($Port) { $Port } elseif ($UseSSL) { 5986 } else { 5985 }
        if ($link['ports'] -notcontains $asked) { $refused = 'nobodyListens' }
    }
    if ($null -ne $refused) {
        $PSCmdlet.WriteError((New-LabRefusal $computer $refused))
        return
    }
    # The stand-in for ssh starts the program of this name: an engine that stands on that computer's machine file.
    $env:GANGWAY_POWERSHELL = $link['program']
    Microsoft.PowerShell.Core\New-PSSession -HostName $computer
}

# How often each computer was asked since this engine started.
$askedOf = @{}

# As Test-WSMan of Windows ends: one error, which is written and not thrown, whose message is the fault as XML, with nothing
# inside it (row platform/testwsman-error-record); its code is an unsigned number (row platform/winrm-code-forms). Every other error is swallowed:
# no answer and no error. Each question has one second (row platform/testwsman-one-second). What a link gives (`wsman`), in turn where
# it gives several: { fault, message }, 'nothing', 'answer'; a sentence alone is invented. Without it, the ports answer.
function Test-WSMan {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, Mandatory)][string]$ComputerName, [ValidateRange(1, 2147483647)][int]$Port, [switch]$UseSSL,
        # The default is None, not Default as of the other commands (row platform/testwsman-authentication-default).
        [ValidateSet('None', 'Default', 'Digest', 'Negotiate', 'Basic', 'Kerberos', 'ClientCertificate', 'Credssp')][string]$Authentication = 'None'
    )
    if ($Authentication -ne 'None') { throw "LabUnknown: Test-WSMan -Authentication $Authentication" }
    $links = Microsoft.PowerShell.Utility\ConvertFrom-Json ([IO.File]::ReadAllText($env:GANGWAY_LAB_LINKS)) -AsHashtable
    $link = $links[$ComputerName]
    $given = 'answer'
    if ($null -eq $link) { $given = @{ fault = 2150859193; message = 'The server name cannot be resolved.' } }
    elseif ($link['wsman']) {
        $turns = @($link['wsman'])
        $turn = [int]$askedOf[$ComputerName]
        $askedOf[$ComputerName] = $turn + 1
        $given = $turns[[Math]::Min($turn, $turns.Count - 1)]
    }
    elseif ($link['ports'] -and $link['ports'] -notcontains $Port) { $given = @{ fault = 2150858770; message = 'The client cannot connect.' } }
    if ($given -eq 'nothing') { return }
    if ($given -eq 'answer') {
        # Row platform/testwsman-anonymous: an element of XML, and no build of Windows for one who did not sign in.
        $element = [xml]('<wsmid:IdentifyResponse xmlns:wsmid="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">' +
            '<wsmid:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</wsmid:ProtocolVersion>' +
            '<wsmid:ProductVendor>Microsoft Corporation</wsmid:ProductVendor><wsmid:ProductVersion>OS: 0.0.0 SP: 0.0 Stack: 3.0</wsmid:ProductVersion></wsmid:IdentifyResponse>')
        return $element.DocumentElement
    }
    $text = $given['message']
    if ($given['fault']) {
        # Row platform/winrm-fault-xml: the message may hold a second fault, inside that of a provider.
        $text = '<f:WSManFault xmlns:f="http://schemas.microsoft.com/wbem/wsman/1/wsmanfault" Code="{0}" Machine="lab"><f:Message>{1}</f:Message></f:WSManFault>' -f $given['fault'], $text
    }
    $exception = New-Object System.InvalidOperationException($text)
    $PSCmdlet.WriteError((New-Object System.Management.Automation.ErrorRecord($exception, 'WsManError,Microsoft.WSMan.Management.TestWSManCommand', 'InvalidOperation', $ComputerName)))
}

# The administrative share of a server: played by the disk of this computer, without a sign-in. Nobody has seen a real one.
function New-PSDrive {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, Mandatory)][string]$Name, [Parameter(Position = 1, Mandatory)][string]$PSProvider, [Parameter(Position = 2, Mandatory)][string]$Root,
        [string]$Description, [string]$Scope, [switch]$Persist, [pscredential]$Credential
    )
    if ($PSProvider -ne 'FileSystem' -or $Root -notmatch '^\\\\(?<computer>[^\\]+)\\C\$$') { throw "LabUnknown: a drive on '$Root'" }
    $links = Microsoft.PowerShell.Utility\ConvertFrom-Json ([IO.File]::ReadAllText($env:GANGWAY_LAB_LINKS)) -AsHashtable
    # A session over the stand-in for ssh names its computer in small letters.
    $link = $links[$Matches['computer'].ToUpperInvariant()]
    if (-not $link -or -not $link['share']) {
        # ERROR_BAD_NETPATH
        $PSCmdlet.WriteError((New-Object System.Management.Automation.ErrorRecord((New-Object System.ComponentModel.Win32Exception(53, "The network path $Root was not found")), 'CouldNotMapNetworkDrive', 'InvalidOperation', $Name)))
        return
    }
    Microsoft.PowerShell.Management\New-PSDrive -Name $Name -PSProvider 'FileSystem' -Root '/' -Scope 'Global'
}

Export-ModuleMember -Function New-PSDrive, New-PSSession, New-PSSessionOption, Test-WSMan
