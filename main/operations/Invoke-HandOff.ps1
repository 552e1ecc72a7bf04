<#
.SYNOPSIS
Brings this server to what an order says, without Gangway: reads it, does what is needed, reads it again, and tells what became of it.
.DESCRIPTION
For tools that manage many servers. Everything it does stands as data in the order, a JSON file that Gangway wrote; beside it lie the
operations (folder "operations") and the files of the kit (folder "files"), each by its SHA-256. It asks nothing, and where the server
already is as it shall be it changes nothing, so it may run again and again. It runs as SYSTEM, in the 64-bit PowerShell of Windows.
Its last line is the result as JSON. The same lies in %ProgramData%\Gangway\handoff with a log, and in the folder for results that the order names.
Exit codes: 0 done; 3010 restart, then run it again; 1618 another installation, run it later; 240 not SYSTEM or 32 bits; 241 not for this Windows;
242 a file of the folder; 243 a prerequisite; 244 the sensor was not installed; 245 a setting; 246 another tenant or manager; 247 the tenant's
script; 248 done, and the server does not show it yet; 249 unforeseen.
.PARAMETER Order
The order; left out: handoff.json beside this script.
.PARAMETER Check
Reads and tells what it would do, and changes nothing. Any administrator may ask.
#>
[CmdletBinding()]
param([string]$Order = '', [switch]$Check)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
. (Join-Path $PSScriptRoot 'Records.ps1')
. (Join-Path $PSScriptRoot 'Hashes.ps1')
. (Join-Path $PSScriptRoot 'SystemFolders.ps1')
. (Join-Path $PSScriptRoot 'OurFolder.ps1')
. (Join-Path $PSScriptRoot 'Lease.ps1')
. (Join-Path $PSScriptRoot 'NativeTool.ps1')
. (Join-Path $PSScriptRoot 'Rules.ps1')

$codes = @{ done = 0; restart = 3010; busy = 1618; rights = 240; windows = 241; files = 242; prerequisites = 243; install = 244; settings = 245; conflict = 246; tenant = 247; notYet = 248; failed = 249 }
# What is known so far. A hashtable, because functions change it.
$now = @{ step = 'start'; exit = 'failed'; detail = $null; facts = $null; order = $null; sha256 = $null; root = ''; log = ''; lock = $null; nn = 0; runId = '' }
$tried = New-Object System.Collections.ArrayList

function Write-Log([string]$Text) {
    # A log that cannot be written is no reason to leave a server half done.
    if ($now.log -eq '') { return }
    $line = (Get-Date).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', $invariant) + ' ' + $Text + "`r`n"
    try { [System.IO.File]::AppendAllText($now.log, $line) } catch { $now.log = '' }
}

function Add-Tried($Step, [string]$Became) {
    $null = $tried.Add(@{ id = [string]$Step.id; became = $Became })
    Write-Log "$($Step.id): $Became"
}

# Ends the work here: the name of an exit code, and what to say of it.
function New-Stop([string]$Exit, [string]$Detail) {
    New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception($Detail)), "handOff.$Exit", 'NotSpecified', $null)
}

# The bytes that are checked are those that run.
function Get-OperationBytes([string]$Name) {
    $path = Join-Path (Join-Path $now.root 'operations') "$Name.ps1"
    try { $bytes = [System.IO.File]::ReadAllBytes($path) } catch { throw (New-Stop 'files' "$path could not be read: $($_.Exception.Message)") }
    $wanted = @($now.order.operations | Where-Object { $_.name -ceq $Name })
    if ($wanted.Count -ne 1 -or (Get-BytesHash $bytes) -cne [string]$wanted[0].sha256) { throw (New-Stop 'files' "$path is not the file that the order names") }
    # A comma, so that the bytes stay one array.
    , $bytes
}

function Get-OperationText([string]$Name) { [System.Text.Encoding]::UTF8.GetString((Get-OperationBytes $Name)) }

function Read-Server {
    $read = [ScriptBlock]::Create((Get-OperationText 'Get-ServerState'))
    $arguments = @{}
    foreach ($property in (ConvertFrom-Json $now.order.read).PSObject.Properties) { $arguments[$property.Name] = $property.Value }
    $arguments['EventsSince'] = Get-Instant
    $arguments['LibraryFolder'] = Join-Path (Join-Path $env:ProgramData 'Gangway') 'library'
    $value = $null
    foreach ($one in @(& $read @arguments *>&1)) {
        if ($one -is [System.Management.Automation.PSCustomObject] -and $null -ne $one.PSObject.Properties['Kind'] -and $one.Kind -ceq 'result') { $value = $one.Value }
    }
    if ($null -eq $value) { throw (New-Stop 'failed' 'the server could not be read') }
    $now.facts = ConvertFrom-Json (ConvertTo-JsonText $value 'facts')
}

# The first reason for which the order must not go on here.
function Assert-Fitting {
    foreach ($refusal in @($now.order.refusals)) {
        if (-not (Test-Rule $refusal.when $now.facts)) { continue }
        $now.step = [string]$refusal.step
        throw (New-Stop ([string]$refusal.exit) ([string]$refusal.detail))
    }
}

function Assert-System {
    $said = @((Invoke-Native (Join-Path $env:SystemRoot 'System32\whoami.exe') @('/user', '/fo', 'csv', '/nh')).Lines | ConvertFrom-Csv -Header 'Name', 'Sid')
    if ($said.Count -ne 1 -or $said[0].Sid -cne 'S-1-5-18') { throw (New-Stop 'rights' 'this script runs as SYSTEM (S-1-5-18) only') }
}

function Enter-Server {
    # One of these at a time; and none while somebody works here with Gangway.
    $path = Join-Path (New-OurFolder @('handoff')) 'lock'
    try { $now.lock = New-Object System.IO.FileStream($path, [System.IO.FileMode]::OpenOrCreate, [System.IO.FileAccess]::ReadWrite, [System.IO.FileShare]::None) }
    catch [System.IO.IOException] { throw (New-Stop 'busy' 'another run of this script is at work') }
    $now.runId = "handoff-$(Get-Instant)"
    Enter-Hold
}

function Enter-Hold {
    $claim = [pscustomobject]@{ account = 'SYSTEM'; computer = [string]$env:COMPUTERNAME; technician = [string]$now.order.name; minutes = 90; takeOver = $null }
    try { Enter-Lease $now.runId $claim }
    catch {
        if ($_.FullyQualifiedErrorId -cmatch '^run\.lease') { throw (New-Stop 'busy' "somebody works on this server with Gangway: $($_.Exception.Message)") }
        throw
    }
}

# A file of the kit in the library of this server, where its operations look for it.
function Copy-KitFile([string]$Sha256) {
    $file = @($now.order.files | Where-Object { $_.sha256 -ceq $Sha256 })
    if ($file.Count -ne 1) { throw (New-Stop 'files' "the order names no file $Sha256") }
    $name = [string]$file[0].name
    $own = Join-Path (New-OurFolder @('library', $Sha256)) $name
    if ((Test-Path -LiteralPath $own -PathType Leaf) -and (Get-FileHash -LiteralPath $own -Algorithm SHA256).Hash -eq $Sha256) { return }
    $from = Join-Path $now.root 'files'
    if ($null -ne $now.order.source) { $from = [string]$now.order.source }
    $source = Join-Path (Join-Path $from $Sha256) $name
    Write-Log "copies $source"
    try { Copy-Item -LiteralPath $source -Destination $own -Force } catch { throw (New-Stop 'files' "$source could not be copied: $($_.Exception.Message)") }
    if ((Get-FileHash -LiteralPath $own -Algorithm SHA256).Hash -ne $Sha256) {
        Remove-Item -LiteralPath $own -Force
        throw (New-Stop 'files' "$source is not the file that the order names")
    }
}

function Get-StepParams($Step) {
    if (@($Step.fill).Count -eq 0) { return [string]$Step.params }
    $params = ConvertFrom-Json $Step.params
    foreach ($fill in @($Step.fill)) {
        $value = (Get-RuleFact $now.facts ([string]$fill.fact)).Value
        if ($null -eq $value) { throw (New-Stop 'failed' "$($Step.id): the server does not tell $($fill.fact)") }
        $params | Add-Member -MemberType NoteProperty -Name ([string]$fill.param) -Value $value -Force
    }
    ConvertTo-JsonText $params 'params'
}

# One operation, by the runner that Gangway itself uses: it leaves its records in a run folder, where Gangway finds them later.
function Invoke-Step($Step) {
    Enter-Hold
    $now.nn++
    $folder = New-OurFolder @('runs', $now.runId, $now.nn.ToString('00'))
    $bytes = Get-OperationBytes ([string]$Step.operation)
    [System.IO.File]::WriteAllBytes((Join-Path $folder 'operation.ps1'), $bytes)
    $request = ConvertTo-JsonText ([ordered]@{
            runId = $now.runId; nn = $now.nn; operation = [string]$Step.operation; sha256 = Get-BytesHash $bytes; cancel = 'never'
            params = Get-StepParams $Step; startedAt = Get-Instant; last = $false
        }) 'request'
    [System.IO.File]::WriteAllText((Join-Path $folder 'request.json'), $request)
    $runner = [ScriptBlock]::Create((Get-OperationText 'Runner'))
    try { & $runner -RunFolder $folder } finally { Set-Location -LiteralPath $now.root }
    $result = $null
    foreach ($line in @(Get-Content -LiteralPath (Join-Path $folder 'records.jsonl') -Encoding UTF8)) {
        $record = ConvertFrom-Json $line
        if ($record.kind -ceq 'result') { $result = $record.value }
        if ($record.kind -ceq 'log') { Write-Log "  $($record.source): $($record.text)" }
        if ($record.kind -ceq 'step') { Write-Log "  $($record.key) $($record.state) $($record.detail)" }
    }
    @{ End = ConvertFrom-Json ([System.IO.File]::ReadAllText((Join-Path $folder 'end.json'))); Result = $result }
}

function Test-AsksRestart($Done) {
    $null -ne $Done.Result -and $null -ne $Done.Result.PSObject.Properties['restart'] -and $Done.Result.restart -eq $true
}

function Complete-Step($Step) {
    $now.step = 'files'
    foreach ($sha256 in @($Step.files)) { Copy-KitFile ([string]$sha256) }
    $now.step = [string]$Step.step
    Write-Log "$($Step.id) begins"
    $done = Invoke-Step $Step
    $ended = "$($Step.id): $($done.End.code) $($done.End.text)"
    if (-not $done.End.ok) {
        # Somebody else's installation, and a server of another tenant, are no failures of this step.
        $exit = [string]$Step.exit
        if ($done.End.native -eq 1618) { $exit = 'busy' }
        if ($done.End.code -ceq 'step.blocked') { $exit = 'conflict' }
        throw (New-Stop $exit $ended)
    }
    Read-Server
    # Of some work no fact tells: then its operation has looked itself, and did not fail.
    $isDone = $null -eq $Step.done -or (Test-Rule $Step.done $now.facts)
    $asks = Test-AsksRestart $done
    Add-Tried $Step $(if ($isDone) { 'done' } else { 'notYet' })
    if ($asks) { throw (New-Stop 'restart' "$($Step.id): Windows asks for a restart") }
    if (-not $isDone) { throw (New-Stop 'notYet' "$($Step.id) ran, and the server does not show it") }
}

function Invoke-Order {
    $now.step = 'windows'
    Read-Server
    Assert-Fitting
    foreach ($step in @($now.order.steps)) {
        if (-not (Test-Rule $step.applies $now.facts)) { continue }
        if ($null -ne $step.done -and (Test-Rule $step.done $now.facts)) { Add-Tried $step 'alreadySo'; continue }
        if ($Check) { Add-Tried $step $(if ($null -eq $step.done) { 'notJudged' } else { 'needed' }); continue }
        Complete-Step $step
    }
    $now.step = 'verify'
    if ($Check) {
        $needed = @($tried | Where-Object { $_.became -ceq 'needed' } | ForEach-Object { $_.id })
        if ($needed.Count -gt 0) { throw (New-Stop 'notYet' "needed: $([string]::Join(', ', $needed))") }
    }
    if (-not (Test-Rule $now.order.proof $now.facts)) { throw (New-Stop 'notYet' 'the server does not show that it is where the order brings it') }
    $now.step = 'done'
    $now.exit = 'done'
}

# How the server stands by what it says itself.
function Get-Outcome {
    if ($now.exit -ceq 'conflict') { return 'conflict' }
    if ($null -eq $now.facts) { return 'unknown' }
    foreach ($name in @('onboarded', 'offboarded')) {
        if ($now.exit -ceq 'done' -and (Test-Rule $now.order.stands.$name $now.facts)) { return $name }
    }
    if (@('done', 'restart', 'busy', 'notYet') -ccontains $now.exit) { return 'notYet' }
    'failed'
}

function Get-OneLine([string]$Text, [int]$Most) {
    $line = ($Text -replace '[\x00-\x1f\x7f-\x9f]+', ' ').Trim()
    if ($line.Length -gt $Most) { $line = $line.Substring(0, $Most) }
    $line
}

function Get-Result {
    $facts = $now.facts
    $build = 0; $name = ''; $state = $null; $tenant = $null; $mode = $null
    if ($null -ne $facts) {
        $build = $facts.os.build; $name = Get-OneLine $facts.os.caption 200; $state = $facts.sensor.onboardingState
        if ([string]$facts.sensor.orgId -match '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$') { $tenant = ([string]$facts.sensor.orgId).ToLowerInvariant() }
        if ($null -ne $facts.defender.runningMode) { $mode = Get-OneLine $facts.defender.runningMode 60 }
    }
    $detail = $null
    if ($null -ne $now.detail) { $detail = Get-OneLine $now.detail 1000 }
    $handOff = ''
    if ($null -ne $now.order) { $handOff = [string]$now.order.name }
    ConvertTo-JsonText ([ordered]@{
            version = 1; computer = [string]$env:COMPUTERNAME; at = Get-Instant; windows = [ordered]@{ build = $build; name = $name }
            handOff = $handOff; order = $now.sha256; outcome = Get-Outcome; onboardingState = $state; orgId = $tenant; mode = $mode
            exitCode = $codes[$now.exit]; step = $now.step; detail = $detail
        }) 'result'
}

function Save-Result([string]$Text) {
    if ($now.log -ne '') {
        try { [System.IO.File]::WriteAllText((Join-Path (New-OurFolder @('handoff')) 'result.json'), $Text + "`r`n") } catch { Write-Log "result.json: $($_.Exception.Message)" }
    }
    if ($Check -or $null -eq $now.order -or $null -eq $now.order.results) { return }
    # Under another name first, so that nobody reads half a result.
    $path = Join-Path ([string]$now.order.results) "$env:COMPUTERNAME.json"
    try {
        [System.IO.File]::WriteAllText("$path.part", $Text + "`r`n")
        Move-Item -LiteralPath "$path.part" -Destination $path -Force
    }
    catch { Write-Log "$path`: $($_.Exception.Message)" }
}

try {
    Set-SystemFolder
    if ($Order -eq '') { $Order = Join-Path $PSScriptRoot 'handoff.json' }
    $now.root = Split-Path -Parent $Order
    $now.step = 'files'
    try { $bytes = [System.IO.File]::ReadAllBytes($Order) } catch { throw (New-Stop 'files' "$Order could not be read: $($_.Exception.Message)") }
    $now.sha256 = Get-BytesHash $bytes
    try { $now.order = ConvertFrom-Json ([System.Text.Encoding]::UTF8.GetString($bytes)) } catch { throw (New-Stop 'files' "$Order is no JSON: $($_.Exception.Message)") }
    $now.step = 'start'
    if (-not $Check) {
        Assert-System
        $now.log = Join-Path (New-OurFolder @('handoff')) 'log.txt'
        if ((Test-Path -LiteralPath $now.log) -and (Get-Item -LiteralPath $now.log).Length -gt 1048576) { Remove-Item -LiteralPath $now.log }
        Write-Log "$($now.order.name), order $($now.sha256)"
        Enter-Server
    }
    Invoke-Order
}
catch {
    $id = ($_.FullyQualifiedErrorId -split ',')[0]
    $now.detail = [string]$_.Exception.Message
    $now.exit = 'failed'
    if ($id.StartsWith('handOff.', [stringcomparison]::Ordinal)) { $now.exit = $id.Substring(8) }
    else { $now.detail = "$($now.detail) ($id, line $($_.InvocationInfo.ScriptLineNumber))" }
}
finally {
    if ($now.runId -ne '') { try { Exit-Lease $now.runId } catch { Write-Log "lease: $($_.Exception.Message)" } }
}
$text = Get-Result
Write-Log "ends with $($codes[$now.exit]) at $($now.step): $($now.detail)"
Save-Result $text
if ($null -ne $now.lock) { $now.lock.Dispose() }
$text
exit $codes[$now.exit]
