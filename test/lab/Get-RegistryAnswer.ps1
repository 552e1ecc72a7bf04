<#
.SYNOPSIS
Asks the registry commands of this session and writes each answer: what came with its type, or the error's id, category and type.
#>
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$answers = [ordered]@{}
function Write-Answer([string]$Name, [scriptblock]$Question) {
    try {
        $answers[$Name] = @(& $Question | ForEach-Object {
                if ($_ -is [string] -or $_ -is [ValueType]) { return "$($_.GetType().Name) $_" }
                $item = $_
                # A drive and a provider are objects of PowerShell's own, which nobody can make: here they are their names.
                foreach ($property in $item.PSObject.Properties) {
                    # What a key object has more differs with .NET.
                    if (@('View', 'Handle', 'LabValues') -contains $property.Name) { continue }
                    $type = ''
                    if ($null -ne $property.Value -and @('Property', 'PSDrive', 'PSProvider') -notcontains $property.Name -and $property.Value -isnot [array]) { $type = $property.Value.GetType().Name }
                    "$($property.Name)=$type $([string]::Join('|', @($property.Value)))"
                }
            } | Sort-Object)
    }
    catch { $answers[$Name] = @("$(@($_.FullyQualifiedErrorId -split ',')[0]) $($_.CategoryInfo.Category) $($_.Exception.GetType().FullName)") }
}
$a = 'HKLM:\SOFTWARE\A'
$deep = 'HKLM:\SOFTWARE\New\Deep'
Write-Answer 'values' { Get-ItemProperty -LiteralPath $a }
Write-Answer 'values by provider path' { Get-ItemProperty -LiteralPath 'Registry::HKEY_LOCAL_MACHINE\SOFTWARE\A' }
Write-Answer 'case and slashes' { Get-ItemProperty -LiteralPath 'hklm:/software/a' | ForEach-Object { $_.n } }
Write-Answer 'one value' { Get-ItemProperty -LiteralPath $a -Name N }
Write-Answer 'no such value' { Get-ItemProperty -LiteralPath $a -Name Z }
Write-Answer 'no such key' { Get-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\None' }
Write-Answer 'a closed key' { Get-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\Locked' }
Write-Answer 'an empty key' { Get-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\Empty' }
Write-Answer 'no such key, ignored' { Get-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\None' -ErrorAction SilentlyContinue }
Write-Answer 'is there' { foreach ($path in $a, "$a\B", 'HKLM:\SOFTWARE\None', 'HKLM:\SOFTWARE\Locked', 'HKLM:\', 'HKCU:\SOFTWARE') { Test-Path -LiteralPath $path } }
Write-Answer 'is a leaf' { Test-Path -LiteralPath $a -PathType Leaf; Test-Path -LiteralPath $a -PathType Container }
Write-Answer 'keys below' { Get-ChildItem -LiteralPath $a | ForEach-Object { $_.PSChildName; $_.Name; $_.GetValue('M') } }
Write-Answer 'keys below, one closed' { Get-ChildItem -LiteralPath 'HKLM:\SOFTWARE' }
Write-Answer 'keys below, closed ones ignored' { Get-ChildItem -LiteralPath 'HKLM:\SOFTWARE' -ErrorAction SilentlyContinue | ForEach-Object { $_.PSChildName } }
Write-Answer 'keys below none' { Get-ChildItem -LiteralPath 'HKLM:\SOFTWARE\None' }
Write-Answer 'a key' { (Get-Item -LiteralPath $a).GetValue('T'); (Get-Item -LiteralPath $a).SubKeyCount }
Write-Answer 'no key' { Get-Item -LiteralPath 'HKLM:\SOFTWARE\None' }
Write-Answer 'new below none' { New-Item -Path $deep }
Write-Answer 'new by force' { (New-Item -Path $deep -Force).Name }
Write-Answer 'new again' { New-Item -Path $deep }
Write-Answer 'new in a locked one' { New-Item -Path 'HKLM:\SOFTWARE\LockedW\Sub' }
Write-Answer 'number' { New-ItemProperty -LiteralPath $deep -Name V -Value 2 -PropertyType DWord }
Write-Answer 'number again' { New-ItemProperty -LiteralPath $deep -Name V -Value 2 -PropertyType DWord }
Write-Answer 'number by force' { New-ItemProperty -LiteralPath $deep -Name V -Value 3 -PropertyType DWord -Force }
Write-Answer 'no number' { New-ItemProperty -LiteralPath $deep -Name W -Value abc -PropertyType DWord }
Write-Answer 'in no key' { New-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\None' -Name V -Value 2 -PropertyType DWord }
Write-Answer 'in a locked key' { New-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\LockedW' -Name V -Value 2 -PropertyType DWord -Force }
Write-Answer 'long, list, bytes, text' {
    $null = New-ItemProperty -LiteralPath $deep -Name Q -Value 7000000000 -PropertyType QWord
    $null = New-ItemProperty -LiteralPath $deep -Name M -Value 'a', 'b' -PropertyType MultiString
    $null = New-ItemProperty -LiteralPath $deep -Name B -Value ([byte[]](1, 255)) -PropertyType Binary
    $null = New-ItemProperty -LiteralPath $deep -Name S -Value 12 -PropertyType String
    Get-ItemProperty -LiteralPath $deep
}
Write-Answer 'set' { Set-ItemProperty -LiteralPath $deep -Name V -Value 9; Set-ItemProperty -LiteralPath $deep -Name New -Value 'text'; Get-ItemProperty -LiteralPath $deep }
Write-Answer 'set in none' { Set-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\None' -Name V -Value 9 }
Write-Answer 'remove a value' { Remove-ItemProperty -LiteralPath $deep -Name V; (Get-ItemProperty -LiteralPath $deep).PSObject.Properties['V'] }
Write-Answer 'remove it again' { Remove-ItemProperty -LiteralPath $deep -Name V }
Write-Answer 'remove in no key' { Remove-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\None' -Name V }
Write-Answer 'remove a key' { Remove-Item -LiteralPath 'HKLM:\SOFTWARE\New' -Recurse -Force; Test-Path -LiteralPath $deep }
Write-Answer 'remove it again, whole' { Remove-Item -LiteralPath 'HKLM:\SOFTWARE\New' -Recurse -Force }
[Console]::Out.Write((ConvertTo-Json $answers -Depth 3 -Compress))
