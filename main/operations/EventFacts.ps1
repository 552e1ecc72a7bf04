<#
.SYNOPSIS
Functions that read the parameters of an event, which are the same in every language of Windows.
.DESCRIPTION
Included by the operations that read events, after Facts.ps1.
#>

function Get-EventData($Event) {
    # At most twenty-five of them, and of each at most three hundred characters: a parameter can be a whole text.
    foreach ($property in @(Get-Value $Event 'Properties' | Where-Object { $null -ne $_ } | Select-Object -First 25)) {
        $value = $property.Value
        $text = ''
        # Bytes tell nobody anything.
        if ($value -is [datetime]) { $text = $value.ToUniversalTime().ToString('o', [cultureinfo]::InvariantCulture) }
        elseif ($null -ne $value -and $value -isnot [array]) { $text = "$value" }
        if ($text.Length -gt 300) { $text = $text.Substring(0, 300) + '...' }
        $text
    }
}

# A code among the parameters, as a number or as a text; nothing for anything else.
function ConvertTo-Code([string]$Text) {
    if ($Text -match '^0x([0-9a-fA-F]{1,8})$') { return '0x' + $Matches[1].ToLowerInvariant().PadLeft(8, '0') }
    $number = $Text -as [long]
    if ($null -eq $number -or $number -lt [int]::MinValue -or $number -gt 4294967295) { return $null }
    '0x' + ($number -band 4294967295).ToString('x8', [cultureinfo]::InvariantCulture)
}
