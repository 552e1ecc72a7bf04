# The machine file: read, changed under a lock, patched with effects.
# Stands on: defender/mde-cdxml-ignores-preference (which errors end a script).
# Invented: the code of a command that is made to fail, and that a restart is over at once; looked for: nothing, both are for tests alone

$onWindows = [Environment]::OSVersion.Platform -eq 'Win32NT'
$labTables = @{ AsHashtable = $true }
# The command itself, which Text.ps1 shadows; its module has no name before it in an engine that was started as powershell.exe.
$labFromJson = Get-Command -Name 'ConvertFrom-Json' -CommandType Cmdlet
$labReadsTables = $labFromJson.Parameters.ContainsKey('AsHashtable')
# Windows PowerShell writes a list that went through a pipeline as { value, Count }, because of this type's own property.
if (-not $labReadsTables) { Remove-TypeData -TypeName 'System.Array' -ErrorAction SilentlyContinue }

function Use-LabLock([scriptblock]$Work, [string]$File = $env:GANGWAY_LAB) {
    $until = [DateTime]::UtcNow.AddSeconds(20)
    $lock = $null
    while ($null -eq $lock) {
        try { $lock = New-Object System.IO.FileStream("$File.lock", 'OpenOrCreate', 'ReadWrite', 'None') }
        catch [System.IO.IOException] {
            if ([DateTime]::UtcNow -gt $until) { throw "LabUnknown: $File stays locked" }
            [Threading.Thread]::Sleep(5)
        }
    }
    try { & $Work } finally { $lock.Dispose() }
}

# On Windows a file that is being replaced cannot be read, and one that is being read cannot be replaced, for a moment.
function Use-LabFile([scriptblock]$Work) {
    $until = [DateTime]::UtcNow.AddSeconds(20)
    while ($true) {
        try { return & $Work }
        catch {
            $busy = $_.Exception.GetBaseException()
            if ($busy -isnot [System.IO.IOException] -and $busy -isnot [System.UnauthorizedAccessException] -or [DateTime]::UtcNow -gt $until) { throw }
            [Threading.Thread]::Sleep(5)
        }
    }
}

function Read-LabText([string]$Path) {
    if (-not $onWindows) {
        try { return [IO.File]::ReadAllText($Path) }
        # A test that is over has taken its machine away. To tell a failure, the engine would ask the machine again, without an end.
        catch [System.IO.DirectoryNotFoundException] { [Environment]::Exit(1) }
    }
    Use-LabFile { [IO.File]::ReadAllText($Path) }
}

# In one step, so that nobody reads half of it. Windows PowerShell has no File.Move that overwrites.
function Write-LabText([string]$Path, [string]$Text) {
    [IO.File]::WriteAllText("$Path.new", $Text)
    if (-not $onWindows) { return [IO.File]::Replace("$Path.new", $Path, [NullString]::Value) }
    Use-LabFile { [IO.File]::Replace("$Path.new", $Path, [NullString]::Value) }
}

# Tables of tables. Windows PowerShell makes objects of JSON and has no switch for this.
function ConvertFrom-LabJson([string]$Text) {
    if ($labReadsTables) { return & $labFromJson $Text @labTables }
    ConvertTo-LabTable (& $labFromJson $Text)
}

function ConvertTo-LabTable($Value) {
    if ($Value -is [System.Management.Automation.PSCustomObject]) {
        $table = [ordered]@{}
        foreach ($property in $Value.PSObject.Properties) { $table[$property.Name] = ConvertTo-LabTable $property.Value }
        return $table
    }
    if ($Value -isnot [array]) { return $Value }
    $items = New-Object 'System.Collections.Generic.List[object]'
    foreach ($item in $Value) { $items.Add((ConvertTo-LabTable $item)) }
    , $items.ToArray()
}

function ConvertFrom-LabHex([string]$Text) {
    $bytes = New-Object byte[] ($Text.Length / 2)
    for ($i = 0; $i -lt $bytes.Length; $i++) { $bytes[$i] = [Convert]::ToByte($Text.Substring(2 * $i, 2), 16) }
    , $bytes
}

function Import-LabFile([string]$Path) { ConvertFrom-LabJson (Read-LabText $Path) }

# A file of the product, which no run changes: read once in the life of an engine, whatever sessions it has. Nobody may change what is in it.
function Import-LabTable([string]$Path) {
    $table = [AppDomain]::CurrentDomain.GetData($Path)
    if ($null -eq $table) {
        $table = Import-LabFile $Path
        [AppDomain]::CurrentDomain.SetData($Path, $table)
    }
    $table
}

# The machine's clock is ours, however fast its work goes: what scripts date by Get-Date must agree with what Windows dates.
function Get-LabNow { [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds() }

function Save-LabMachine($Machine) {
    Write-LabText $env:GANGWAY_LAB (ConvertTo-Json $Machine -Depth 50 -Compress)
}

# What the machine file held when it was read last, and when the first of its waiting patches takes effect.
$labSeen = @{ Text = $null; Machine = $null; Due = $null }

# The machine file as it stands. It is read a hundred times in one reading of the facts, so its text is taken apart only after a change.
# Nobody may change what is in it but Edit-LabMachine, which has a copy of its own.
function Get-LabMachine {
    $text = Read-LabText $env:GANGWAY_LAB
    if (-not $text.Equals($labSeen.Text)) {
        $labSeen.Machine = ConvertFrom-LabJson $text
        $labSeen.Due = $null
        foreach ($one in $labSeen.Machine['atTime']) { if ($one -and ($null -eq $labSeen.Due -or $one['at'] -lt $labSeen.Due)) { $labSeen.Due = $one['at'] } }
        $labSeen.Text = $text
    }
    $labSeen.Machine
}

# The machine as it is now; patches whose time has come are applied first.
function Read-LabMachine {
    $machine = Get-LabMachine
    if ($null -eq $labSeen.Due -or $labSeen.Due -gt (Get-LabNow)) { return $machine }
    Edit-LabMachine {
        param($machine)
        $later = @($machine['atTime'] | Where-Object { $_['at'] -gt (Get-LabNow) })
        foreach ($one in @($machine['atTime'] | Where-Object { $_['at'] -le (Get-LabNow) })) { Merge-LabMachine $machine (Resolve-LabPatch $one['patch'] @{} $one['at']) }
        $machine['atTime'] = $later
    }
    Get-LabMachine
}

function Edit-LabMachine([scriptblock]$Change) {
    Use-LabLock {
        $machine = Import-LabFile $env:GANGWAY_LAB
        . $Change $machine
        Save-LabMachine $machine
    }
}

# JSON merge patch (RFC 7386) in place; a key '+name' appends its items to the list 'name'.
function Merge-LabPatch($Target, $Patch) {
    foreach ($key in @($Patch.Keys)) {
        $value = $Patch[$key]
        if ($key[0] -eq '+') {
            $name = $key.Substring(1)
            $Target[$name] = @(@($Target[$name]) + @($value) | Where-Object { $null -ne $_ })
        }
        elseif ($null -eq $value) { $Target.Remove($key) }
        elseif ($value -is [System.Collections.IDictionary]) {
            if ($Target[$key] -isnot [System.Collections.IDictionary]) { $Target[$key] = @{} }
            Merge-LabPatch $Target[$key] $value
        }
        else { $Target[$key] = $value }
    }
}

# The registry part of a patch: into the file, or through the engine's provider, which then is the truth while the lab is on.
function Set-LabRegistry($Patch) {
    if ($labOwnsRegistry) { return Set-LabStore $Patch }
    foreach ($name in @($Patch.Keys)) {
        $key = "Registry::$name"
        $values = $Patch[$name]
        if ($null -eq $values) {
            Remove-Item -LiteralPath $key -Recurse -Force -ErrorAction SilentlyContinue
            continue
        }
        if (-not (Microsoft.PowerShell.Management\Test-Path -LiteralPath $key)) { $null = New-Item -Path $key -Force }
        foreach ($value in @($values.Keys)) {
            $data = $values[$value]
            if ($null -eq $data) {
                Microsoft.PowerShell.Management\Remove-ItemProperty -LiteralPath $key -Name $value -ErrorAction SilentlyContinue
                continue
            }
            $kind = 'String'
            if ($data -is [System.Collections.IDictionary]) { $kind = $data['type']; $data = $data['value'] }
            elseif ($data -is [array]) { $kind = 'MultiString' }
            elseif ($data -is [ValueType]) { $kind = 'DWord' }
            if ($kind -eq 'QWord') { $data = [long]$data }
            if ($kind -eq 'Binary') { $data = ConvertFrom-LabHex $data }
            $null = Microsoft.PowerShell.Management\New-ItemProperty -LiteralPath $key -Name $value -Value $data -PropertyType $kind -Force
        }
    }
}

# A patch over the whole machine: registry by the provider, services also by their keys, the rest in the machine file.
function Merge-LabMachine($Machine, $Patch) {
    $rest = @{}
    foreach ($key in @($Patch.Keys)) { if ($key -ne 'registry') { $rest[$key] = $Patch[$key] } }
    Merge-LabPatch $Machine $rest
    if ($Patch['registry']) { Set-LabRegistry $Patch['registry'] }
    foreach ($name in @(if ($Patch['services']) { $Patch['services'].Keys })) {
        $key = "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\$name"
        $service = $Machine['services'][$name]
        if ($null -eq $service) { Set-LabRegistry @{ $key = $null }; continue }
        Set-LabRegistry @{ $key = @{
                Start = $service['start']; ImagePath = @{ type = 'ExpandString'; value = $service['imagePath'] }
                DisplayName = $service['displayName']
            } }
    }
}

# Replaces {name} in the texts of a patch, and now, now+N and {filetime} by the instant. What takes effect later keeps
# its times until then, as the practice server does.
function Resolve-LabPatch($Patch, [hashtable]$Values, $Now) {
    if ($Patch -is [System.Collections.IDictionary]) {
        $copy = @{}
        foreach ($key in $Patch.Keys) {
            $then = $Now
            if ($key -eq 'patch' -or $key -eq '+atRestart') { $then = $null }
            $part = $Patch[$key]
            # What Windows shows to people, in its language.
            if (@('displayName', 'text') -ccontains $key -and $part -is [string]) { $part = Get-LabWords $part }
            $copy[$key] = Resolve-LabPatch $part $Values $then
        }
        return $copy
    }
    if ($Patch -is [array]) { return , @(foreach ($item in $Patch) { Resolve-LabPatch $item $Values $Now }) }
    if ($Patch -isnot [string]) { return $Patch }
    if ($null -ne $Now -and $Patch -match '^now(\+(\d+))?$') {
        $more = 0
        if ($Matches[2]) { $more = [long]$Matches[2] }
        return $Now + $more
    }
    $text = $Patch
    if ($null -ne $Now) { $text = $text.Replace('{filetime}', [string](($Now + 11644473600000) * 10000)) }
    foreach ($name in $Values.Keys) { $text = $text.Replace("{$name}", [string]$Values[$name]) }
    # The id of an event can be a code.
    if ($Patch -eq '{code}' -and $text -ne $Patch) { return [int]$text }
    $text
}

$effectsFile = Join-Path $PSScriptRoot '../../../../main/practice/effects.json'
# One effect of effects.json as a patch ready to apply, or nothing where there is none of that name.
function Get-LabEffect([string]$Name, [hashtable]$Values = @{}) {
    $effects = Import-LabTable $effectsFile
    if ($effects.Contains($Name)) { Resolve-LabPatch $effects[$Name] $Values (Get-LabNow) }
}

# Applies an effect; a tool that would change Windows in a way nobody described is unknown, not harmless.
function Use-LabEffect([string]$Name, [hashtable]$Values = @{}) {
    $patch = Get-LabEffect $Name $Values
    if ($null -eq $patch) { throw "LabUnknown: no effect '$Name' in effects.json" }
    Edit-LabMachine { param($machine) Merge-LabMachine $machine $patch }
}

# The fault that befalls an operation now, counted down; nothing where there is none.
function Get-LabFault([string]$Operation) {
    $isStruck = $false
    foreach ($fault in (Get-LabMachine)['faults']) { if ($fault -and $fault['operation'] -eq $Operation) { $isStruck = $true } }
    if (-not $isStruck) { return }
    $box = @{ fault = $null }
    Edit-LabMachine {
        param($machine)
        foreach ($fault in @($machine['faults'])) {
            if ($null -eq $fault -or $fault['operation'] -ne $Operation -or $fault['times'] -eq 0) { continue }
            if ($null -ne $fault['times']) { $fault['times'] = $fault['times'] - 1 }
            $box['fault'] = $fault
            break
        }
    }
    $box['fault']
}

# The name that effects use for this Windows; Antivirus: for what it was made with of Defender.
function Get-LabOs([switch]$Antivirus) {
    $build = (Read-LabMachine)['os']['BuildNumber']
    if ($Antivirus -and $build -ge 20348) { return '2022' }
    if ($build -eq 9600) { return '2012r2' }
    if ($build -eq 14393) { return '2016' }
    # From version 1803 on Windows has antivirus and sensor, and all of them are alike here.
    if ($build -ge 17134) { return '2019' }
    throw "LabUnknown: no effects for build $build"
}

# C:\... for a path as scripts build it from the environment, whatever the host's own separators.
function ConvertTo-LabPath([string]$Path) {
    $full = $Path.Replace('/', '\')
    $drive = "$env:SystemDrive".Replace('/', '\')
    if ($drive -and $full.StartsWith($drive)) { $full = 'C:' + $full.Substring($drive.Length) }
    $full
}

$labFolder = (Split-Path -Parent $env:GANGWAY_LAB).Replace('/', '\')
# Where a C:\... path really lies. On Windows the lab's own folder is such a path, too.
function ConvertFrom-LabPath([string]$Path) {
    if ($Path.Replace('/', '\').StartsWith($labFolder)) { return $Path }
    $lab = ConvertTo-LabPath $Path
    if ($lab -notmatch '^C:') { return $Path }
    $env:SystemDrive + $lab.Substring(2).Replace('\', '/')
}

# A command that GANGWAY_LAB_BROKEN names (a list) fails as a damaged Windows does; one that the machine calls slow takes its
# time, and like a real one it does not hear that it shall stop.
function Assert-LabWorks([string]$Command) {
    $refusal = Get-LabRefusal $Command
    if ($refusal) { throw $refusal }
}

# The error of a command that does not answer, after the time that it takes; nothing where it answers.
function Get-LabRefusal([string]$Command) {
    $slow = (Read-LabMachine)['slow']
    if ($slow -and $slow[$Command]) { [Threading.Thread]::Sleep([int]([double]$slow[$Command] * 1000)) }
    if ($env:GANGWAY_LAB_BROKEN -and @($env:GANGWAY_LAB_BROKEN -split ',') -contains $Command) {
        $said = "invented: $Command does not answer"
        if (@('Get-CimInstance', 'Get-MpComputerStatus', 'Get-MpPreference', 'Get-MpThreat', 'Get-MpThreatDetection') -notcontains $Command) { return New-Object System.Runtime.InteropServices.COMException($said, 0x80041001) }
        # Over CIM the code stands in the id alone: the exception has none (row defender/mde-cimexception-has-no-hresult).
        return New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception($said)), 'HRESULT 0x80041001', 'NotSpecified', $Command)
    }
    # "Command=id/category" in GANGWAY_LAB_THROWN: the error as Windows throws it, told by its id, never by its sentence.
    if ($env:GANGWAY_LAB_THROWN -match ('^' + [regex]::Escape($Command) + '=([^/]+)/(\w+)$')) {
        $said = New-Object System.Exception('invented: the sentence of another language')
        # Behind an id a function puts its own name.
        New-Object System.Management.Automation.ErrorRecord($said, ($Matches[1] -replace (',' + [regex]::Escape($Command) + '$'), ''), $Matches[2], $Command)
    }
}

# Gives an object of a command without the properties that GANGWAY_LAB_MISSING names ("Command.Property", by comma): what one
# Windows tells another may not.
function Write-LabParts([string]$Command, $Parts) {
    foreach ($name in @("$env:GANGWAY_LAB_MISSING" -split ',')) {
        if ($name.StartsWith("$Command.")) { $Parts.Remove($name.Substring($Command.Length + 1)) }
    }
    # GANGWAY_LAB_NULL: one that is there and empty.
    if ("$env:GANGWAY_LAB_NULL".StartsWith("$Command.")) { $Parts[$env:GANGWAY_LAB_NULL.Substring($Command.Length + 1)] = $null }
    [pscustomobject]$Parts
}

# Whether GANGWAY_LAB_ODD (a list) names an oddity that no part of a machine file says: "event:<id>", "source:<name>", "web:<status>", "trusted:kept".
function Test-LabOdd([string]$What) { @("$env:GANGWAY_LAB_ODD" -split ',') -contains $What }

# Tells the test what was started, where GANGWAY_LAB_JOURNAL names a file.
function Write-LabJournal([hashtable]$Entry) {
    if ($env:GANGWAY_LAB_JOURNAL) {
        [IO.File]::AppendAllText($env:GANGWAY_LAB_JOURNAL, (ConvertTo-Json $Entry -Compress) + "`n")
    }
}

# A non-terminating error as a cmdlet raises it: the caller's preference decides, which a module's function does not see by itself.
function Write-LabError($Cmdlet, [string]$Text, [string]$Id, [string]$Category, $Target, $Exception = $null) {
    if ($null -eq $Exception) { $Exception = New-Object System.InvalidOperationException($Text) }
    $record = New-Object System.Management.Automation.ErrorRecord($Exception, $Id, $Category, $Target)
    $bound = $Cmdlet.MyInvocation.BoundParameters.ContainsKey('ErrorAction')
    if (-not $bound -and $Cmdlet.SessionState.PSVariable.GetValue('ErrorActionPreference') -eq 'Stop') { $Cmdlet.ThrowTerminatingError($record) }
    $Cmdlet.WriteError($record)
}
