<#
.SYNOPSIS
Reads what Group Policy did on this server for the onboarding: which objects apply, which task they bring, and what came of it. Changes nothing.
.DESCRIPTION
Which objects apply, and why another does not, Windows notes at each refresh in WMI (RSoP). The preferences that it followed last lie in the
history of Group Policy below ProgramData. The arguments of a task may hold a key to the tenant: only the path of its script leaves this script.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Facts.ps1')
. (Join-Path $PSScriptRoot 'Room.ps1')
. (Join-Path $PSScriptRoot 'InTime.ps1')
. (Join-Path $PSScriptRoot 'EventFacts.ps1')
. (Join-Path $PSScriptRoot 'TaskScripts.ps1')

# The extension of Group Policy that makes scheduled tasks, and the processing as a whole.
$taskExtension = '{AADCED64-746C-4633-A97C-D61349046527}'
$whole = '{00000000-0000-0000-0000-000000000000}'
# No file of preferences of a person is as large.
$largestFile = 1048576

function Get-ObjectFact {
    $rows = Read-InTime 'objects' {
        foreach ($one in @(Get-CimInstance -Namespace 'root/rsop/computer' -ClassName 'RSOP_GPO' -ErrorAction Stop)) {
            @{ name = [string]$one.name; id = [string]$one.guidName; enabled = $one.enabled; allowed = $one.filterAllowed
                denied = $one.accessDenied; extensions = [string]::Join(' ', @($one.extensionIds | Where-Object { $_ })) }
        }
    }
    foreach ($row in @($rows)) {
        if ($null -eq $row) { continue }
        $applies = 'yes'
        if ($row.denied -eq $true) { $applies = 'denied' } elseif ($row.allowed -eq $false) { $applies = 'filtered' } elseif ($row.enabled -eq $false) { $applies = 'disabled' }
        # What an object that does not apply would bring is not always told.
        $tasks = $null
        if ($row.extensions) { $tasks = ($row.extensions.IndexOf($taskExtension, [stringcomparison]::OrdinalIgnoreCase) -ge 0) }
        @{ name = $row.name; id = $row.id; applies = $applies; tasks = $tasks }
    }
}

# When Windows last worked through all objects, and when its extension for tasks did, each with its code.
function Get-RefreshFact {
    $rows = Read-InTime 'refreshed' {
        foreach ($one in @(Get-CimInstance -Namespace 'root/rsop/computer' -ClassName 'RSOP_ExtensionStatus' -ErrorAction Stop)) {
            @{ id = [string]$one.extensionGuid; at = $one.endTime; code = $one.error }
        }
    }
    $fact = @{ whole = $null; tasks = $null }
    foreach ($row in @($rows)) {
        if ($null -eq $row -or $row.at -isnot [datetime]) { continue }
        $told = @{ at = ConvertTo-Instant $row.at; code = ConvertTo-Code "$($row.code)" }
        if ($row.id -eq $whole) { $fact.whole = $told } elseif ($row.id -eq $taskExtension) { $fact.tasks = $told }
    }
    $fact
}

function Get-Child($Node, [string]$Name) {
    if ($null -eq $Node) { return }
    foreach ($one in @($Node.ChildNodes)) { if ($one.LocalName -ceq $Name) { return $one } }
}

function Get-ChildText($Node, [string]$Name) {
    $child = Get-Child $Node $Name
    if ($null -eq $child) { return '' }
    $child.InnerText.Trim()
}

# The script of Defender that an item starts; an empty text where it starts none.
function Get-ItemScript($Task) {
    $actions = Get-Child $Task 'Actions'
    if ($null -eq $actions) { return '' }
    foreach ($one in @($actions.ChildNodes)) {
        if ($one.LocalName -cne 'Exec') { continue }
        $script = Find-TaskScript (Get-ChildText $one 'Command') (Get-ChildText $one 'Arguments')
        if ($script) { return $script }
    }
    ''
}

# The mark "apply once" of an item, whether this server has it, and whether the item asks for more than that.
function Get-Targeting($Item, $Marks) {
    $fact = @{ filtered = $false; once = $false; ran = $false }
    $filters = Get-Child $Item 'Filters'
    if ($null -eq $filters) { return $fact }
    foreach ($one in @($filters.ChildNodes)) {
        if ($one.LocalName -ceq 'FilterRunOnce') {
            $fact.once = $true
            $fact.ran = ($null -ne (Get-Value $Marks $one.GetAttribute('id')))
        }
        elseif ($one.LocalName -clike 'Filter*') { $fact.filtered = $true }
    }
    $fact
}

function Get-FileItem([string]$Policy, [string]$Path, $Marks) {
    if ((Get-Item -LiteralPath $Path -Force).Length -gt $largestFile) { throw 'the file is too large' }
    $xml = [System.IO.File]::ReadAllText($Path) -as [xml]
    if ($null -eq $xml) { throw 'the file is no XML' }
    foreach ($item in @($xml.DocumentElement.ChildNodes)) {
        if (@('ImmediateTaskV2', 'TaskV2') -cnotcontains $item.LocalName) { continue }
        $properties = Get-Child $item 'Properties'
        # D takes a task away.
        if ($null -eq $properties -or $properties.GetAttribute('action') -ceq 'D') { continue }
        $task = Get-Child $properties 'Task'
        $script = Get-ItemScript $task
        if (-not $script) { continue }
        $principal = Get-Child (Get-Child $task 'Principals') 'Principal'
        $account = Get-ChildText $principal 'UserId'
        if (-not $account) { $account = Get-ChildText $principal 'GroupId' }
        $targeting = Get-Targeting $item $Marks
        @{ policy = $Policy; name = $properties.GetAttribute('name'); immediate = ($item.LocalName -ceq 'ImmediateTaskV2'); kind = Get-TaskKind $script
            script = $script; onShare = $script.StartsWith('\\', [stringcomparison]::Ordinal); runAs = $properties.GetAttribute('runAs'); account = $account
            signedIn = (@('InteractiveToken', 'Group') -ccontains (Get-ChildText $principal 'LogonType'))
            highest = ((Get-ChildText $principal 'RunLevel') -ceq 'HighestAvailable'); filtered = $targeting.filtered; once = $targeting.once; ran = $targeting.ran }
    }
}

# The preferences that the extension followed last: a folder for each object.
function Get-ItemFact {
    $history = $env:ProgramData
    foreach ($part in @('Microsoft', 'Group Policy', 'History')) { $history = Join-Path $history $part }
    if (-not (Test-Path -LiteralPath $history)) { return }
    $marks = Get-Key 'HKLM:\SOFTWARE\Microsoft\Group Policy\Client\RunOnce'
    foreach ($folder in @(Get-ChildItem -LiteralPath $history -Directory -Force | Where-Object { $_.Name -match '^\{[0-9A-Fa-f-]{36}\}$' })) {
        $path = $folder.FullName
        foreach ($part in @('Machine', 'Preferences', 'ScheduledTasks', 'ScheduledTasks.xml')) { $path = Join-Path $path $part }
        if (-not (Test-Path -LiteralPath $path -PathType Leaf)) { continue }
        Read-Fact 'items' { Get-FileItem $folder.Name $path $marks }
    }
}

# Warnings of the extension: the item, the object with its identifier, and the code at the beginning of the last parameter (row platform/preference-events).
function Get-ProblemFact {
    $filter = @{ LogName = 'Application'; ProviderName = 'Group Policy Scheduled Tasks'; Id = @(4098, 4105, 4106, 8192, 8193, 8194, 8212); StartTime = (Get-Date).AddDays(-30) }
    foreach ($event in @(Get-LogEvent 'problems' $filter 50)) {
        $at = Get-Time $event 'TimeCreated'
        $said = @(Get-EventData $event)
        if ($null -eq $at -or $said.Count -lt 4) { continue }
        $policy = $null
        if ($said[2] -match '\{[0-9A-Fa-f-]{36}\}') { $policy = $Matches[0] }
        $code = $null
        if ($said[3] -match '^\W*(0x[0-9A-Fa-f]{1,8})\b') { $code = ConvertTo-Code $Matches[1] }
        @{ at = $at; event = Get-Number $event 'Id'; item = $said[1]; policy = $policy; code = $code }
    }
}

# The script of a hand-off leaves its last answer here.
function Get-HandOffFact {
    $path = $env:ProgramData
    foreach ($part in @('Gangway', 'handoff', 'result.json')) { $path = Join-Path $path $part }
    if (-not (Test-Path -LiteralPath $path -PathType Leaf)) { return $null }
    $said = ConvertFrom-Json ([System.IO.File]::ReadAllText($path))
    @{ at = Get-Number $said 'at'; name = Get-Word $said 'handOff'; outcome = Get-Word $said 'outcome'; exitCode = Get-Number $said 'exitCode'
        step = Get-Word $said 'step'; detail = Get-Text $said 'detail' }
}

try {
    $objects = @(Get-ObjectFact)
    $refreshed = Get-RefreshFact
    $items = @(Read-Fact 'items' { Get-ItemFact } | Where-Object { $null -ne $_ })
    $problems = @(Get-ProblemFact)
    # Where the log is off, a task that removed itself leaves no trace.
    $log = Read-InTime 'schedulerLog' { [bool](Get-WinEvent -ListLog 'Microsoft-Windows-TaskScheduler/Operational' -ErrorAction Stop).IsEnabled }
}
finally { Close-Beside }
$value = @{ objects = $objects; refreshed = $refreshed; items = $items; problems = $problems; schedulerLog = $log; handOff = Read-Fact 'handOff' { Get-HandOffFact } }
# Last: everything above may have added to it, and nothing is dated after its reading.
$value['unreadable'] = $unreadable.ToArray()
$value['readAt'] = ConvertTo-Instant (Get-Date)
[pscustomobject]@{ Kind = 'result'; Value = $value }
