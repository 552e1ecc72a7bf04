<#
.SYNOPSIS
Adds exactly one name to the list TrustedHosts of this computer, or takes it out again. All other names stay, in their order.
.DESCRIPTION
A name that is there already, or a list that trusts every name, is left as it is. Taking out removes one entry of that
name and nothing else. Fails as Get-TrustedHost does, and with "winrm.unchanged" where the list did not take the change.
.PARAMETER Name
Name or address of one server, as remote management is asked for it; an IPv6 address in brackets. Never a pattern.
.PARAMETER Trusted
True adds the name, false takes it out.
#>
[CmdletBinding()]
param([string]$Name, [bool]$Trusted)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'NativeTool.ps1')
. (Join-Path $PSScriptRoot 'TrustedHosts.ps1')

if ($Name -notmatch '^\[?[A-Za-z0-9:_][A-Za-z0-9._:%-]*\]?\z') { throw (New-TrustFailure 'operation.badParameters' 'Not the name of one server.') }
$before = Get-TrustedList
$names = @(Split-TrustedList $before)
$wanted = $names
if ($Trusted) {
    if ($names -notcontains $Name -and $names -notcontains '*') { $wanted = $names + $Name }
}
else {
    # The first of that name: ours was put at the end of the list, and one behind it is somebody else's.
    $isOut = $false
    $wanted = @(foreach ($one in $names) {
            if (-not $isOut -and $one -eq $Name) { $isOut = $true; continue }
            $one
        })
}
$after = $before
if ($wanted.Count -ne $names.Count) {
    # Where a policy sets the list, Windows refuses the change; its words alone would say so.
    try { Set-Item -LiteralPath $trustPlace -Value ($wanted -join ',') -Force }
    catch { throw (New-TrustFailure 'winrm.unchanged' $_.Exception.Message) }
    $after = Get-TrustedList
    if (@(Split-TrustedList $after).Count -ne $wanted.Count) { throw (New-TrustFailure 'winrm.unchanged' "The list is still: $after") }
}
[pscustomobject]@{ Kind = 'result'; Value = @{ changed = ($wanted.Count -ne $names.Count); before = $before; after = $after } }
