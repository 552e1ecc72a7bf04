<#
.SYNOPSIS
Looks at the share, makes the policies of this folder under new names, and links them where it is told to, and nowhere else.
.DESCRIPTION
For a person who may make Group Policy objects, on a computer with the Group Policy console (GPMC). What it does stands in policies.json beside
it; the backups lie in the folder GPO. It never imports into a policy that is there already, because an import erases all that is in one.
It refuses to link a policy that onboards where one that offboards is in force, and the other way round. Servers notice nothing before a link.
.PARAMETER LinkTo
Distinguished names of organizational units to which each policy is linked. Left out: none is linked.
.PARAMETER Family
Only the policies of these Windows families (2012r2, 2016, 2019). Left out: all of the folder.
.PARAMETER SkipShare
Does not look at the share, for a computer that cannot reach it.
.EXAMPLE
powershell.exe -NoProfile -ExecutionPolicy Bypass -File .\Import-Policy.ps1 -WhatIf
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param([string[]]$LinkTo = @(), [string[]]$Family = @(), [switch]$SkipShare)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

function New-Failure([string]$Code, [string]$Text) {
    New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception($Text)), $Code, 'NotSpecified', $null)
}

# Who stands in an access list, by identifiers or by the two letters that Windows writes for some of them.
$everybody = @('WD', 'AU', 'BU', 'DU', 'DG', 'DC', 'IU', 'NU', 'AN', 'BG', 'S-1-1-0', 'S-1-5-11', 'S-1-5-32-545', 'S-1-5-32-546', 'S-1-5-7')
$everybodyOfDomain = '^S-1-5-21-\d+-\d+-\d+-(513|514|515)$'
$readers = @{ 'Domain Computers' = @('DC', '-515'); 'Domain Controllers' = @('DD', '-516') }
$readersOfAll = @('WD', 'AU', 'S-1-1-0', 'S-1-5-11')
$bits = @{ CC = 0x1; DC = 0x2; LC = 0x4; SW = 0x8; RP = 0x10; WP = 0x20; DT = 0x40; LO = 0x80; CR = 0x100; SD = 0x10000; RC = 0x20000; WD = 0x40000; WO = 0x80000
    GA = 0x10000000; GX = 0x20000000; GW = 0x40000000; GR = 0x80000000L; FA = 0x1F01FF; FR = 0x120089; FW = 0x120116; FX = 0x1200A0 }
# Writing, adding, deleting, and changing rights or the owner.
$writing = 0x2 -bor 0x4 -bor 0x10 -bor 0x40 -bor 0x100 -bor 0x10000 -bor 0x40000 -bor 0x80000 -bor 0x10000000 -bor 0x40000000

function Get-Mask([string]$Rights) {
    if ($Rights -match '^0x([0-9a-fA-F]+)$') { return [System.Convert]::ToInt64($Matches[1], 16) }
    $mask = 0L
    for ($at = 0; $at + 1 -lt $Rights.Length; $at += 2) { $mask = $mask -bor [long]$bits[$Rights.Substring($at, 2)] }
    $mask
}

function Get-Entry([string]$Path) {
    # What an access list allows on the thing itself; entries that are for what lies below alone do not count.
    foreach ($found in [regex]::Matches([string](Get-Acl -LiteralPath $Path).Sddl, '\(A;([A-Z]*);([^;]*);[^;]*;[^;]*;([^;)]+)\)')) {
        if ($found.Groups[1].Value -match 'IO') { continue }
        @{ Who = $found.Groups[3].Value; Mask = Get-Mask $found.Groups[2].Value }
    }
}

function Test-Share($Order) {
    # Emits what is wrong with the folder of the files, each as a sentence.
    $share = [string]$Order.share
    if (-not (Test-Path -LiteralPath $share -PathType Container)) { "$share cannot be reached from here, or is not there."; return }
    foreach ($file in @($Order.files)) {
        $path = Join-Path $share ([string]$file.path)
        if (-not (Test-Path -LiteralPath $path -PathType Leaf)) { "$path is missing."; continue }
        $hash = (Get-FileHash -LiteralPath $path -Algorithm SHA256).Hash.ToLowerInvariant()
        if ($hash -cne [string]$file.sha256) { "$path is not the file that was written (SHA-256 $hash)."; continue }
        foreach ($entry in @(Get-Entry $path)) {
            if (Test-Everybody $entry) { "$path can be changed by $($entry.Who). Whoever can change it decides what runs as SYSTEM on every server." }
        }
    }
    $entries = @(Get-Entry $share)
    foreach ($entry in $entries) {
        if (Test-Everybody $entry) { "$share can be written by $($entry.Who). Whoever can write there decides what runs as SYSTEM on every server." }
    }
    foreach ($name in $readers.Keys) {
        $short = $readers[$name][0]
        $rid = $readers[$name][1]
        $may = @($entries | Where-Object { ($_.Who -ceq $short -or $_.Who.EndsWith($rid, [System.StringComparison]::Ordinal) -or $readersOfAll -ccontains $_.Who) -and (Test-Reads $_.Mask) })
        # A domain controller is no member of Domain Computers.
        if ($may.Count -eq 0) { "$share cannot be read by $name (SID ending in $rid)." }
    }
}

function Test-Everybody($Entry) { ($everybody -ccontains $Entry.Who -or $Entry.Who -match $everybodyOfDomain) -and ($Entry.Mask -band $writing) -ne 0 }

# Reading and running a file: FILE_READ_DATA and FILE_EXECUTE, or what stands for both.
function Test-Reads([long]$Mask) { ($Mask -band 0x21) -eq 0x21 -or ($Mask -band 0x10000000) -ne 0 -or ($Mask -band 0xA0000000L) -eq 0xA0000000L }

function Get-Linked([string]$Target) {
    $found = Get-GPInheritance -Target $Target
    @(@($found.GpoLinks) + @($found.InheritedGpoLinks) | Where-Object { $null -ne $_ -and $_.Enabled } | ForEach-Object { [string]$_.DisplayName } | Sort-Object -Unique)
}

if (-not (Get-Command -Name 'Import-GPO' -ErrorAction SilentlyContinue)) {
    throw (New-Failure 'handOff.noConsole' 'The Group Policy commands are not here. Add the feature "Group Policy Management" (GPMC) to this computer, or use one that has it.')
}
$order = ConvertFrom-Json ([System.IO.File]::ReadAllText((Join-Path $PSScriptRoot 'policies.json')))
$backups = Join-Path $PSScriptRoot 'GPO'
$policies = @($order.policies | Where-Object { $Family.Count -eq 0 -or $Family -contains [string]$_.family })
if ($policies.Count -eq 0) { throw (New-Failure 'handOff.noPolicy' "No policy of this folder is for: $($Family -join ', ')") }

# Everything is looked at before anything is made.
if (-not $SkipShare -and [string]$order.share -ne '') {
    $wrong = @(Test-Share $order)
    if ($wrong.Count -gt 0) { throw (New-Failure 'handOff.share' ("Nothing was imported. " + ($wrong -join ' '))) }
    "The share holds what was written, and only administrators can change it: $($order.share)"
    Write-Warning 'The rights of the share itself (Share Permissions) cannot be seen from here: look that computers may read and nobody else may change.'
}
$known = @(Get-GPO -All | ForEach-Object { [string]$_.DisplayName })
foreach ($policy in $policies) {
    if ($known -contains [string]$policy.name) { throw (New-Failure 'handOff.nameTaken' "There is a policy called '$($policy.name)' already, and an import would erase what is in it. Nothing was imported. Write the files again under another name, or delete that policy first.") }
}
foreach ($target in $LinkTo) {
    $against = @(Get-Linked $target | Where-Object { @($order.never) -contains $_ })
    if ($against.Count -gt 0) { throw (New-Failure 'handOff.both' "'$($against -join "', '")' is in force for $target. A server must never get both. Nothing was imported: take that link away first, and wait until every server has read its policies again.") }
}

$made = @(foreach ($policy in $policies) {
        $name = [string]$policy.name
        if (-not $PSCmdlet.ShouldProcess($name, 'Make a new Group Policy object and import its settings')) { continue }
        $one = Import-GPO -BackupId ([string]$policy.backupId) -Path $backups -TargetName $name -CreateIfNeeded
        if ([string]$policy.group -ne '') {
            $null = Set-GPPermission -Guid $one.Id -TargetName ([string]$policy.group) -TargetType Group -PermissionLevel GpoApply
            # Whatever Windows calls them here. They keep the right to read: a computer reads every policy as itself (MS16-072).
            foreach ($all in @(Get-GPPermission -Guid $one.Id -All | Where-Object { [string]$_.Trustee.Sid -eq 'S-1-5-11' })) {
                $null = Set-GPPermission -Guid $one.Id -TargetName ([string]$all.Trustee.Name) -TargetType Group -PermissionLevel GpoRead -Replace
            }
        }
        @{ Id = $one.Id; Name = $name }
    })
foreach ($one in $made) { "Made: $($one.Name)" }
# Links come last, when every policy is whole.
foreach ($target in $LinkTo) {
    foreach ($one in $made) {
        $null = New-GPLink -Guid $one.Id -Target $target -LinkEnabled Yes
        "Linked: $($one.Name) -> $target"
    }
}
if ($LinkTo.Count -eq 0) { 'Linked to nothing: no server notices anything yet. Link one policy to one unit with a test server first.' }
else { 'Another domain controller may answer a server before the policy has reached it: wait, or run gpupdate /force there.' }
