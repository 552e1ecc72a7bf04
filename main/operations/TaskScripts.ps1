<#
.SYNOPSIS
Functions that recognise which script of Defender a task starts, by names of files, which are the same in every language.
.DESCRIPTION
Included by the operations that look at tasks. The arguments of a task may hold a key to the tenant: only the path of the script is told.
#>

# The portal's scripts, the helper of the installation package, the script of a hand-off, the deployment tool.
$taskScript = '(?:WindowsDefenderATP\w*OnboardingScript|WindowsDefenderATP\w*OffboardingScript|Install)[^\\/"]*?\.(?:cmd|ps1)|Invoke-HandOff\.ps1|DefenderDT\.exe'

# The path of the script in a program and its arguments; an empty text where there is none of Defender's.
function Find-TaskScript([string]$Program, [string]$Words) {
    $program = $Program.Trim('"')
    $file = ''
    if ($program -match "(?i)(?:^|[\\/])(?:$taskScript)$") { $file = $program }
    elseif ($Words -match "(?i)""([^""]*(?:$taskScript))""") { $file = $Matches[1] }
    elseif ($Words -match "(?i)(\S*(?:$taskScript))") { $file = $Matches[1] }
    # Others have an Install.ps1, too: ours comes with a script of the portal, or lies beside its package.
    if ($file -match '(?i)Install[^\\/]*\.ps1$' -and $Words -notmatch '(?i)-O(n|ff)boardingScript|md4ws') { return '' }
    $file
}

function Get-TaskKind([string]$File) {
    if ($File -match '(?i)DefenderDT\.exe$') { return 'deploymentTool' }
    if ($File -match '(?i)Invoke-HandOff\.ps1$') { return 'handOff' }
    if ($File -match '(?i)Offboarding') { return 'offboarding' }
    if ($File -match '(?i)Onboarding') { return 'onboarding' }
    'installation'
}
