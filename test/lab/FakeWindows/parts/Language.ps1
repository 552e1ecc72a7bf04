# What Windows says in the language of the machine: the texts that the practice server has too.
# Stands on: platform/svc-names-fr, platform/event-log-6005-de, defender/mde-mppreference-error-fr, servicing/servicing-msi-log-language-of-system-not-user.
# Invented: what none of these rows shows; looked for: see main/shell/practice/windowsTexts.json

$textsFile = Join-Path $PSScriptRoot '../../../../main/shell/practice/windowsTexts.json'
$labSpoken = @{ Language = $null; Texts = $null }

# A text in the language of the machine, with values for its places. What stands in no table stays as it is.
function Get-LabWords([string]$English, [hashtable]$Values = @{}) {
    if ($null -eq $labSpoken.Texts) {
        $labSpoken.Language = [string](Import-LabFile $env:GANGWAY_LAB)['language']
        $labSpoken.Texts = (Import-LabFile $textsFile)['texts']
    }
    $said = $English
    if ($labSpoken.Language -and $labSpoken.Texts.Contains($English)) { $said = $labSpoken.Texts[$English][$labSpoken.Language] }
    foreach ($name in $Values.Keys) { $said = $said.Replace("{$name}", [string]$Values[$name]) }
    $said
}

# Short date of the system, two blanks, time (row servicing/servicing-msi-log-header-and-dates).
function Get-LabMoment {
    $form = @{ fr = 'dd/MM/yyyy'; de = 'dd.MM.yyyy' }[[string](Read-LabMachine)['language']]
    if (-not $form) { $form = 'M/d/yyyy' }
    [DateTime]::Now.ToString("$form  HH:mm:ss", [Globalization.CultureInfo]::InvariantCulture)
}

# The code page in which console programs of this Windows write.
function Get-LabConsoleEncoding {
    $page = Get-ItemProperty -LiteralPath 'HKLM:\SYSTEM\CurrentControlSet\Control\Nls\CodePage' -ErrorAction SilentlyContinue
    if ($null -eq $page) { return [Text.Encoding]::ASCII }
    [Text.Encoding]::GetEncoding([int]$page.OEMCP)
}
