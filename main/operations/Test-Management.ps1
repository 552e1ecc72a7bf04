<#
.SYNOPSIS
Asks whether Windows remote management answers on a port of a server. Nobody signs in, and nothing is changed.
.DESCRIPTION
Fails with "target.noManagement" and the code of WinRM or WinHTTP, without a code where Test-WSMan says nothing; what the
code means is decided by who asked.
.PARAMETER ComputerName
Name or address of the server.
.PARAMETER Port
The port to ask.
.PARAMETER UseSsl
Whether the port speaks TLS. Windows judges the certificate.
#>
[CmdletBinding()]
param([string]$ComputerName, [int]$Port, [bool]$UseSsl)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

function Get-FaultCode {
    <# .SYNOPSIS
    The code of a WSManFault; null for a text that is none. #>
    param([string]$Text)
    $fault = $Text -as [xml]
    if ($fault -is [xml] -and $fault.DocumentElement -is [System.Xml.XmlElement]) { $fault.DocumentElement.GetAttribute('Code') -as [long] }
}

$given = @{ ComputerName = $ComputerName; Port = $Port; Authentication = 'None' }
if ($UseSsl) { $given['UseSSL'] = $true }
$answer = $null
$native = $null
$text = ''
# Test-WSMan waits one second, whatever is asked of it, and swallows every error but a fault: a server that is busy or far
# away is asked again. 2150858793 and 2150859046 are the faults of one that did not answer in time.
for ($try = 0; $try -lt 3 -and $null -eq $answer; $try++) {
    $native = $null
    $text = 'Test-WSMan answered nothing.'
    try { $answer = Test-WSMan @given -ErrorAction Stop }
    catch {
        $text = [string]$_.Exception.Message
        # The fault comes as XML, whose attribute is the same in every language; a plain sentence is none.
        $native = Get-FaultCode $text
        if ($native -ne 2150858793 -and $native -ne 2150859046) { break }
    }
}
if ($null -eq $answer) {
    throw (New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception($text)), 'target.noManagement', 'NotSpecified', @{ Native = $native }))
}
[pscustomobject]@{ Kind = 'result'; Value = @{ product = [string]$answer.ProductVersion } }
