<#
.SYNOPSIS
Reads the newest events of the sensor, of Defender and of the onboarding script. Changes nothing.
.PARAMETER Since
Older events are not read (milliseconds since 1970-01-01T00:00Z).
.PARAMETER Limit
How many events at most.
#>
[CmdletBinding()]
param([long]$Since, [int]$Limit)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Facts.ps1')

# The one part of this reading has the limit of the whole.
function Read-InTime([string[]]$Fact, [scriptblock]$Part, [object[]]$Arguments) { Read-Fact $Fact { & $Part @Arguments } }

$value = @{ events = @(Get-EventFact $Since $Limit) }
# Last: nothing is dated after its reading.
$value['readAt'] = ConvertTo-Instant (Get-Date)
# Unlike a reading of the whole server this one has no other answer to give.
if ($unreadable.Count -gt 0) {
    $code = 'operation.failed'
    if ($unreadable[0].reason -eq 'accessDenied') { $code = 'target.accessDenied' }
    $text = "$($unreadable[0].fact): $($unreadable[0].detail)"
    throw (New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception($text)), $code, 'NotSpecified', $null))
}
[pscustomobject]@{ Kind = 'result'; Value = $value }
