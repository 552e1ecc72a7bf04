# What Windows says in the language of the machine: the texts that the practice server has too.
# Stands on: platform/svc-names-fr, platform/event-log-6005-de, defender/mde-mppreference-error-fr, servicing/servicing-msi-log-language-of-system-not-user.
# Invented: what none of these rows shows; looked for: see main/practice/answers/windowsTexts.json

$textsFile = Join-Path $PSScriptRoot '../../../../main/practice/answers/windowsTexts.json'
$labSpoken = @{ Language = $null; Texts = $null; Lines = @() }

# The language of the machine, or nothing; the texts are read with it, once.
function Get-LabLanguage {
    if ($null -eq $labSpoken.Texts) {
        $labSpoken.Language = [string](Get-LabMachine)['language']
        $file = Import-LabTable $textsFile
        $labSpoken.Texts = $file['texts']
        $labSpoken.Lines = @($file['lines'])
    }
    $labSpoken.Language
}

# A text in the language of the machine, with values for its places. What stands in no table stays as it is.
function Get-LabWords([string]$English, [hashtable]$Values = @{}) {
    $language = Get-LabLanguage
    $said = $English
    if ($language -and $labSpoken.Texts.Contains($English)) { $said = $labSpoken.Texts[$English][$language] }
    foreach ($name in $Values.Keys) { $said = $said.Replace("{$name}", [string]$Values[$name]) }
    $said
}

# A line of a log of Windows Installer: its sentences and short dates are in the language of Windows, its marks are not
# (row servicing/servicing-msi-log-language-of-system-not-user).
function ConvertTo-LabInstallerLine([string]$Line) {
    if (-not (Get-LabLanguage)) { return $Line }
    foreach ($one in $labSpoken.Lines) {
        $found = [regex]::Match($Line, $one['form'])
        if (-not $found.Success) { continue }
        $values = @{}
        for ($i = 0; $i -lt @($one['names']).Count; $i++) { $values[@($one['names'])[$i]] = Get-LabWords $found.Groups[$i + 1].Value }
        return Get-LabWords $one['text'] $values
    }
    $Line
}

# The code page in which console programs of this Windows write.
function Get-LabConsoleEncoding {
    $page = Get-ItemProperty -LiteralPath 'HKLM:\SYSTEM\CurrentControlSet\Control\Nls\CodePage' -ErrorAction SilentlyContinue
    if ($null -eq $page) { return [Text.Encoding]::ASCII }
    [Text.Encoding]::GetEncoding([int]$page.OEMCP)
}
