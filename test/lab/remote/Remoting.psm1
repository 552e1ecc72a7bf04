<#
.SYNOPSIS
Plays New-PSSession and Test-WSMan as they are over WinRM, on the technician's computer of the lab.
.DESCRIPTION
The parameters are WinRM's. What the file of links (GANGWAY_LAB_LINKS) says of a computer happens: a refusal with the exception,
code and error id of WinRM, or a real session to one more engine, which stands on that computer's machine file. A computer
that the file does not name is one whose name nobody knows.
#>
Set-StrictMode -Version 2.0

# Error codes of WinRM as the engine itself knows them (System.Management.Automation names each; it also makes the error ids).
# 12175 is WinHTTP's ERROR_WINHTTP_SECURE_FAILURE. A filtered token shows as nothing but a refused access.
$refusals = @{
    accessDenied   = 5, 'Access is denied.'
    filteredToken  = 5, 'Access is denied.'
    wrongPassword  = 1326, 'The user name or password is incorrect.'
    nameNotFound   = -2144108103, 'The WinRM client cannot process the request because the server name cannot be resolved.'
    nobodyListens  = -2144108526, 'The client cannot connect to the destination specified in the request.'
    noAnswer       = -2144108250, 'WinRM cannot complete the operation.'
    certificate    = 12175, 'The server certificate on the destination computer has the following errors.'
    notTrusted     = -2144108316, 'The WinRM client cannot process the request. The computer is not in the TrustedHosts list.'
    addressNoTrust = -2144108101, 'The WinRM client cannot process the request. Default authentication may be used with an IP address under conditions.'
}

function New-LabRefusal([string]$Computer, [string]$Kind) {
    if (-not $refusals.ContainsKey($Kind)) { throw "LabUnknown: a link that answers '$Kind'" }
    $code, $text = $refusals[$Kind]
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
    $links = ConvertFrom-Json ([IO.File]::ReadAllText($env:GANGWAY_LAB_LINKS)) -AsHashtable
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

# As Test-WSMan of Windows ends: an exception whose message is the fault as XML, and, where WinRM itself could not be used, the
# COM exception with its code. What a link gives (`wsman`) is that fault; without one, its ports answer.
function Test-WSMan {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, Mandatory)][string]$ComputerName, [ValidateRange(1, 65535)][int]$Port, [switch]$UseSSL,
        [ValidateSet('None', 'Default', 'Digest', 'Negotiate', 'Basic', 'Kerberos', 'ClientCertificate', 'Credssp')][string]$Authentication = 'Default'
    )
    $links = ConvertFrom-Json ([IO.File]::ReadAllText($env:GANGWAY_LAB_LINKS)) -AsHashtable
    $link = $links[$ComputerName]
    $given = $null
    if ($null -eq $link) { $given = @{ fault = 2150859193; message = 'The server name cannot be resolved.' } }
    elseif ($link['wsman']) { $given = $link['wsman'] }
    elseif ($link['ports'] -and $link['ports'] -notcontains $Port) { $given = @{ fault = 2150858770; message = 'The client cannot connect.' } }
    if ($null -eq $given) {
        return [pscustomobject]@{
            wsmid = 'http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd'
            ProtocolVersion = 'http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'
            ProductVendor = 'Microsoft Corporation'; ProductVersion = 'OS: 0.0.0 SP: 0.0 Stack: 3.0'
        }
    }
    $text = $given['message']
    $inner = $null
    if ($given['com']) { $inner = New-Object System.Runtime.InteropServices.COMException($text, [int]$given['com']) }
    if ($given['fault']) {
        $text = '<f:WSManFault xmlns:f="http://schemas.microsoft.com/wbem/wsman/1/wsmanfault" Code="{0}" Machine="lab"><f:Message>{1}</f:Message></f:WSManFault>' -f $given['fault'], $text
    }
    $exception = New-Object System.InvalidOperationException($text, $inner)
    if ($given['inner']) { $exception = New-Object System.Exception($given['message'], $exception) }
    $PSCmdlet.ThrowTerminatingError((New-Object System.Management.Automation.ErrorRecord($exception, 'WsManError', 'InvalidOperation', $ComputerName)))
}

# The administrative share of a server: played by the disk of this computer, without a sign-in. Nobody has seen a real one.
function New-PSDrive {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, Mandatory)][string]$Name, [Parameter(Position = 1, Mandatory)][string]$PSProvider, [Parameter(Position = 2, Mandatory)][string]$Root,
        [string]$Description, [string]$Scope, [switch]$Persist, [pscredential]$Credential
    )
    if ($PSProvider -ne 'FileSystem' -or $Root -notmatch '^\\\\(?<computer>[^\\]+)\\C\$$') { throw "LabUnknown: a drive on '$Root'" }
    $links = ConvertFrom-Json ([IO.File]::ReadAllText($env:GANGWAY_LAB_LINKS)) -AsHashtable
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
