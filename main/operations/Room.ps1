<#
.SYNOPSIS
A function that makes the runspace in which an operation, or a part of one, runs.
.DESCRIPTION
Included by the glue and by operations that read.
#>

function New-Room {
    <# .SYNOPSIS
    A fresh runspace with the script modules of this session: a further runspace does not get them by itself. #>
    $initial = [System.Management.Automation.Runspaces.InitialSessionState]::CreateDefault()
    $modules = @(Get-Module | Where-Object { $_.ModuleType -eq 'Script' -and $_.Path } | ForEach-Object { $_.Path })
    if ($modules.Count -gt 0) { $initial.ImportPSModule([string[]]$modules) }
    $room = [System.Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($initial)
    $room.Open()
    $room
}
