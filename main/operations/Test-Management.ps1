<#
.SYNOPSIS
Asks whether Windows remote management answers on a port of a server. Nobody signs in, and nothing is changed.
.DESCRIPTION
Fails with "target.noManagement" and the code of WinRM or WinHTTP; what the code means is decided by who asked.
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

$given = @{ ComputerName = $ComputerName; Port = $Port; Authentication = 'None' }
if ($UseSsl) { $given['UseSSL'] = $true }
try { $answer = Test-WSMan @given }
catch {
    $native = $null
    $text = ''
    for ($cause = $_.Exception; $null -ne $cause; $cause = $cause.InnerException) {
        $text = [string]$cause.Message
        # The fault comes as XML, whose attribute is the same in every language; a plain sentence is none.
        $fault = $text -as [xml]
        if ($fault -is [xml] -and $fault.DocumentElement -is [System.Xml.XmlElement]) {
            $native = [long]$fault.DocumentElement.GetAttribute('Code')
            break
        }
        if ($cause -is [System.Runtime.InteropServices.COMException]) { $native = [long]$cause.ErrorCode }
    }
    throw (New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception($text)), 'target.noManagement', 'NotSpecified', @{ Native = $native }))
}
[pscustomobject]@{ Kind = 'result'; Value = @{ product = [string]$answer.ProductVersion } }
