# Two commands for text whose defaults are other ones in Windows PowerShell than in 7.
# Invented: Latin 1 in place of the code page of a Windows (1252 in the West); looked for: nothing, an engine that is not on Windows has no other
# one-byte encoding at hand. The differences are Microsoft's own pages: about_Character_Encoding, about ConvertFrom-Json -DateKind and -NoEnumerate.

# Where a file has no mark and nobody names its encoding, Windows PowerShell reads the code page of Windows, 7 reads UTF-8.
function Get-Content {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)] [string[]]$LiteralPath, [string]$Encoding, [switch]$Raw)
    $passed = Get-LabPassed $PSCmdlet
    if (-not $Encoding -and $PSVersionTable.PSVersion.Major -gt 5) { $passed['Encoding'] = [Text.Encoding]::GetEncoding(28591) }
    Microsoft.PowerShell.Management\Get-Content @passed
}

# What 7.5 has to be told, so that it makes no time of a text that looks like one, and that 7 has, so that it hands over a list as one.
$labJson = @{}
foreach ($one in @{ NoEnumerate = $true; DateKind = 'String' }.GetEnumerator()) {
    if ($labFromJson.Parameters.ContainsKey($one.Key)) { $labJson[$one.Key] = $one.Value }
}
function ConvertFrom-Json {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)] [AllowEmptyString()] [string]$InputObject)
    begin { $lines = New-Object System.Collections.ArrayList }
    process { $null = $lines.Add($InputObject) }
    end {
        try { $read = & $labFromJson -InputObject ($lines -join "`n") @labJson } catch { $PSCmdlet.ThrowTerminatingError($_) }
        , $read
    }
}
