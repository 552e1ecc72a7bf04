# What a capture asks of Windows: read-only, each question a row of its own. Included by Save-Capture.ps1.
# The form is that of test/ground/rows: names and values as Windows gives them, as texts.
Set-StrictMode -Version 2.0

$machine = 'HKLM:\SOFTWARE\Microsoft'
$sensor = "$machine\Windows Advanced Threat Protection"
$services = 'HKLM:\SYSTEM\CurrentControlSet\Services'

function ConvertTo-Plain($Value) {
    # A text, a list of texts, or null; a date by its kind, since its text depends on the culture.
    if ($null -eq $Value) { return $null }
    if ($Value -is [array]) { return , @($Value | ForEach-Object { ConvertTo-Plain $_ }) }
    if ($Value -is [datetime]) { return '(a date)' }
    [System.Convert]::ToString($Value, [System.Globalization.CultureInfo]::InvariantCulture)
}

function Get-Property($Object, [string[]]$Names) {
    # The properties of an object by name; all of them where no name is given. Those that are not there are left out.
    $told = [ordered]@{}
    foreach ($property in $Object.PSObject.Properties) {
        if ($property.Name -match '^(PS|Cim)' -or ($Names -and $Names -notcontains $property.Name)) { continue }
        $told[$property.Name] = ConvertTo-Plain $property.Value
    }
    $told
}

function Get-Kind([string]$Path) {
    # The values of a key by their kind: what they hold may be a key to the tenant.
    $told = [ordered]@{}
    if (-not (Test-Path -LiteralPath $Path)) { return $told }
    $key = Get-Item -LiteralPath $Path
    foreach ($name in $key.GetValueNames()) { $told[$name] = [string]$key.GetValueKind($name) }
    $told
}

function Get-ErrorFact([ScriptBlock]$Ask) {
    # How Windows says no: the id, the category, the type and the code, never the sentence.
    try { $null = & $Ask; return [ordered]@{ answer = 'no error' } }
    catch {
        [ordered]@{
            FullyQualifiedErrorId = [string]$_.FullyQualifiedErrorId
            Category              = [string]$_.CategoryInfo.Category
            Type                  = $_.Exception.GetType().FullName
            HResult               = '0x{0:X8}' -f $_.Exception.HResult
        }
    }
}

function Get-EventCount([hashtable]$Filter) {
    # How many events of each id the last week has.
    $told = [ordered]@{}
    $Filter['StartTime'] = (Get-Date).AddDays(-7)
    try { $events = @(Get-WinEvent -FilterHashtable $Filter -ErrorAction Stop) }
    catch { return [ordered]@{ error = ([string]$_.FullyQualifiedErrorId -split ',')[0] } }
    foreach ($group in @($events | Group-Object -Property Id | Sort-Object -Property { [int]$_.Name })) { $told[[string]$group.Name] = [string]$group.Count }
    $told
}

function Get-ServiceTable([string[]]$Names) {
    # Status as .NET names it, and what the registry holds of the start, the path and the display name.
    $told = [ordered]@{}
    foreach ($name in $Names) {
        $found = @(Get-Service -Name $name -ErrorAction SilentlyContinue)
        if ($found.Count -eq 0) { continue }
        $entry = [ordered]@{ Status = [string]$found[0].Status }
        $key = Get-ItemProperty -LiteralPath "$services\$name"
        foreach ($value in @('Start', 'DelayedAutostart', 'ImagePath', 'DisplayName')) { if ($key.PSObject.Properties[$value]) { $entry[$value] = ConvertTo-Plain $key.$value } }
        $told[$name] = $entry
    }
    $told
}

function Get-PolicyShape {
    # How many settings of Group Policy win, and what one looks like: names of properties, never what they hold.
    $won = @(Get-CimInstance -Namespace 'root/rsop/computer' -ClassName 'RSOP_RegistryPolicySetting' -Filter 'precedence=1' -ErrorAction Stop)
    $told = [ordered]@{ count = [string]$won.Count; properties = @() }
    if ($won.Count -gt 0) { $told['properties'] = @($won[0].PSObject.Properties | Where-Object { $_.Name -notmatch '^(PS|Cim)' } | ForEach-Object { $_.Name }) }
    $told
}

function Get-ObjectShape {
    # How many objects reach this computer, and how many of them are kept off, by which flag: never their names.
    $all = @(Get-CimInstance -Namespace 'root/rsop/computer' -ClassName 'RSOP_GPO' -ErrorAction Stop)
    $status = @(Get-CimInstance -Namespace 'root/rsop/computer' -ClassName 'RSOP_ExtensionStatus' -ErrorAction Stop)
    $whole = @($status | Where-Object { $_.extensionGuid -eq '{00000000-0000-0000-0000-000000000000}' })
    $tasks = @($status | Where-Object { $_.extensionGuid -eq '{AADCED64-746C-4633-A97C-D61349046527}' })
    [ordered]@{
        count = [string]$all.Count; accessDenied = [string]@($all | Where-Object { $_.accessDenied -eq $true }).Count
        filterAllowed = [string]@($all | Where-Object { $_.filterAllowed -eq $false }).Count; enabled = [string]@($all | Where-Object { $_.enabled -eq $false }).Count
        extensionIds = [string]@($all | Where-Object { @($_.extensionIds | Where-Object { $_ }).Count -gt 0 }).Count
        whole = [string]$whole.Count; tasks = [string]$tasks.Count; errors = @($status | ForEach-Object { [string]$_.error } | Sort-Object -Unique)
    }
}

$asked = @('Sense', 'WinDefend', 'WdNisSvc', 'WdFilter', 'WdBoot', 'MsSecFlt', 'MDCoreSvc', 'DiagTrack', 'LanmanServer', 'wuauserv')
$status = @('AMRunningMode', 'IsTamperProtected', 'AMEngineVersion', 'AMProductVersion', 'AMServiceEnabled', 'AntivirusEnabled', 'OnAccessProtectionEnabled', 'RealTimeProtectionEnabled', 'AntivirusSignatureVersion')
$os = @('Caption', 'Version', 'BuildNumber', 'ProductType', 'OperatingSystemSKU', 'OSArchitecture', 'OSLanguage', 'MUILanguages', 'Locale', 'CodeSet', 'SuiteMask', 'OSProductSuite', 'OSType')
$current = @('ProductName', 'EditionID', 'InstallationType', 'ReleaseId', 'DisplayVersion', 'CurrentVersion', 'CurrentBuild', 'CurrentMajorVersionNumber', 'UBR')
$pending = @("$machine\Windows\CurrentVersion\Component Based Servicing\RebootPending", "$machine\Windows\CurrentVersion\Component Based Servicing\PackagesPending", "$machine\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired", "$machine\Microsoft Defender for Endpoint Install")

# Name: what the comparison knows the question by. Wanted: names whose absence is a fact.
$questions = @(
    @{ Topic = 'platform'; Name = 'os-wmi'; Asked = 'Win32_OperatingSystem'; Wanted = $os; Ask = { Get-Property (Get-CimInstance -ClassName Win32_OperatingSystem) $os } }
    @{ Topic = 'platform'; Name = 'os-registry'; Asked = 'registry, Windows NT\CurrentVersion'; Wanted = $current; Ask = { Get-Property (Get-ItemProperty -LiteralPath "$machine\Windows NT\CurrentVersion") $current } }
    @{ Topic = 'platform'; Name = 'powershell'; Asked = '$PSVersionTable'; Wanted = @(); Ask = { $told = [ordered]@{}; foreach ($key in @($PSVersionTable.Keys | Sort-Object)) { $told[[string]$key] = ConvertTo-Plain $PSVersionTable[$key] }; $told['LanguageMode'] = [string]$ExecutionContext.SessionState.LanguageMode; $told } }
    @{ Topic = 'defender'; Name = 'mpstatus'; Asked = 'Get-MpComputerStatus'; Wanted = $status; Ask = { $told = Get-Property (Get-MpComputerStatus -ErrorAction Stop) @(); if ($told.Contains('ComputerID')) { $told['ComputerID'] = '(left out)' }; $told } }
    @{ Topic = 'defender'; Name = 'services'; Asked = 'services of Defender and the sensor'; Wanted = $asked; Ask = { Get-ServiceTable $asked } }
    @{ Topic = 'defender'; Name = 'status-key'; Asked = 'registry, Status of the sensor: kinds of its values'; Wanted = @('OnboardingState', 'OrgId', 'LastConnected'); Ask = { Get-Kind "$sensor\Status" } }
    @{ Topic = 'defender'; Name = 'onboarding-state'; Asked = 'registry, OnboardingState'; Wanted = @('OnboardingState'); Ask = { if (Test-Path -LiteralPath "$sensor\Status") { Get-Property (Get-ItemProperty -LiteralPath "$sensor\Status") @('OnboardingState') } else { [ordered]@{} } } }
    @{ Topic = 'defender'; Name = 'policy-key'; Asked = 'registry, policy of the sensor: kinds of its values'; Wanted = @('OnboardingInfo'); Ask = { Get-Kind 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection' } }
    @{ Topic = 'defender'; Name = 'tagging-key'; Asked = 'registry, DeviceTagging of the sensor: kinds of its values'; Wanted = @('Group'); Ask = { Get-Kind 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection\DeviceTagging' } }
    @{ Topic = 'defender'; Name = 'sensecm'; Asked = 'registry, SenseCM: EnrollmentStatus'; Wanted = @('EnrollmentStatus'); Ask = { if (Test-Path -LiteralPath "$machine\SenseCM") { Get-Property (Get-ItemProperty -LiteralPath "$machine\SenseCM") @('EnrollmentStatus') } else { [ordered]@{} } } }
    @{ Topic = 'platform'; Name = 'rsop'; Asked = 'RSOP_RegistryPolicySetting of root/rsop/computer: how many win, and the properties of one'; Wanted = @(); Ask = { Get-PolicyShape } }
    @{ Topic = 'platform'; Name = 'rsop-objects'; Asked = 'RSOP_GPO and RSOP_ExtensionStatus of root/rsop/computer: how many, by their flags'; Wanted = @(); Ask = { Get-ObjectShape } }
    @{ Topic = 'platform'; Name = 'task-log'; Asked = 'Get-WinEvent -ListLog of the Task Scheduler'; Wanted = @('IsEnabled'); Ask = { Get-Property (Get-WinEvent -ListLog 'Microsoft-Windows-TaskScheduler/Operational' -ErrorAction Stop) @('IsEnabled') } }
    @{ Topic = 'defender'; Name = 'sense-events'; Asked = 'SENSE log: events of a week by id'; Wanted = @(); Ask = { Get-EventCount @{ LogName = 'Microsoft-Windows-SENSE/Operational' } } }
    @{ Topic = 'defender'; Name = 'defender-events'; Asked = 'log of the antivirus: events of a week by id'; Wanted = @(); Ask = { Get-EventCount @{ LogName = 'Microsoft-Windows-Windows Defender/Operational' } } }
    @{ Topic = 'servicing'; Name = 'feature'; Asked = 'Get-WindowsOptionalFeature Windows-Defender'; Wanted = @('State'); Ask = { [ordered]@{ State = [string](Get-WindowsOptionalFeature -Online -FeatureName 'Windows-Defender').State } } }
    @{ Topic = 'servicing'; Name = 'feature-unknown'; Asked = 'Get-WindowsOptionalFeature of a name that does not exist'; Wanted = @(); Ask = { Get-ErrorFact { Get-WindowsOptionalFeature -Online -FeatureName 'Gangway-Does-Not-Exist' } } }
    @{ Topic = 'servicing'; Name = 'pending'; Asked = 'registry, marks of a pending restart'; Wanted = @(); Ask = { $told = [ordered]@{}; foreach ($key in $pending) { $told[$key] = [string](Test-Path -LiteralPath $key) }; $told } }
    @{ Topic = 'platform'; Name = 'no-event'; Asked = 'Get-WinEvent: no event of that id'; Wanted = @(); Ask = { Get-ErrorFact { Get-WinEvent -FilterHashtable @{ LogName = 'System'; Id = 59999 } -ErrorAction Stop } } }
    @{ Topic = 'platform'; Name = 'no-task'; Asked = 'Get-ScheduledTask: a task that does not exist'; Wanted = @(); Ask = { Get-ErrorFact { Get-ScheduledTask -TaskPath '\Gangway\' -TaskName 'does-not-exist' -ErrorAction Stop } } }
    @{ Topic = 'platform'; Name = 'no-service'; Asked = 'Get-Service: a service that does not exist'; Wanted = @(); Ask = { Get-ErrorFact { Get-Service -Name 'Gangway-Does-Not-Exist' -ErrorAction Stop } } }
    @{ Topic = 'platform'; Name = 'no-command'; Asked = 'a command that does not exist'; Wanted = @(); Ask = { Get-ErrorFact { Get-GangwayDoesNotExist } } }
    @{ Topic = 'platform'; Name = 'signature'; Asked = 'Get-AuthenticodeSignature of a file of Windows'; Wanted = @('Status'); Ask = { Get-Property (Get-AuthenticodeSignature -LiteralPath (Join-Path $env:SystemRoot 'System32\ntoskrnl.exe')) @('Status') } }
    @{ Topic = 'servicing'; Name = 'restart-events'; Asked = 'System log: ids around the last restarts, oldest first'; Wanted = @(); Ask = { [ordered]@{ ids = @(Get-WinEvent -FilterHashtable @{ LogName = 'System'; Id = @(41, 1074, 6005, 6006, 6008, 6009, 6013); StartTime = (Get-Date).AddDays(-60) } -ErrorAction Stop | Sort-Object -Property TimeCreated | Select-Object -Last 20 | ForEach-Object { [string]$_.Id }) } } }
)

function Get-Row([hashtable]$Question, [string]$Windows, [string]$Version, [string]$Language, [string]$Source) {
    # One row: what Windows showed, and which of the wanted names were not there. A question that fails is told by its error.
    try { $shows = & $Question.Ask }
    catch {
        $failure = $_
        $shows = Get-ErrorFact { throw $failure }
    }
    $absent = @($Question.Wanted | Where-Object { -not $shows.Contains($_) })
    $row = [ordered]@{
        id = "$($Question.Name)-$($Version -replace '\.', '-')"; asked = $Question.Asked; windows = $Windows; version = $Version; language = $Language
        shows = $shows; missing = $absent; source = $Source; trust = 'capture'; due = $null
    }
    [ordered]@{ topic = $Question.Topic; question = $Question.Name; row = $row }
}
