<#
.SYNOPSIS
Starts Microsoft's deployment tool (DefenderDT.exe), as a copy in the folder of the run that is removed afterwards.
.DESCRIPTION
Included after Change.ps1 and SignedProgram.ps1. The tool may replace itself by a newer one, so it runs from a copy, and its signature is looked
at before each start. Its current folder is one of ours and holds nothing else: there it would take a DefenderDTconfig.txt or a
WindowsDefenderATP.onboarding of somebody else for its own. Its log stays where the tool keeps it.
#>

$deployment = @{
    Folder = Join-Path $RunFolder 'tool'; Path = ''; Code = $null
    Log    = Join-Path (Join-Path (Join-Path $env:ProgramData 'Microsoft') 'DefenderDeploymentTool') "DefenderDeploymentTool-$env:COMPUTERNAME.log"
    # Nobody has published its version resource: its names, and what its log calls it. One of them must be there beside the signature.
    Says   = @{
        InternalName = @('DefenderDT.exe', 'DefenderDT'); OriginalFilename = @('DefenderDT.exe')
        FileDescription = @('Microsoft Defender deployment tool'); ProductName = @('Microsoft Defender deployment tool')
    }
}

function Copy-DeploymentTool {
    $path = Get-SignedProgram $Tool $deployment.Says
    $null = [System.IO.Directory]::CreateDirectory($deployment.Folder)
    $deployment.Path = Join-Path $deployment.Folder ([string]$Tool.name)
    Copy-Item -LiteralPath $path -Destination $deployment.Path
    Assert-Hash $deployment.Path ([string]$Tool.sha256)
    # Held, the copy could not replace itself. Only SYSTEM and Administrators can touch this folder.
    Close-Held
}

function Get-LogEncoding([string]$Path) {
    # Nobody has published how it is written: UTF-16 where the file begins with its mark, else UTF-8.
    $stream = New-Object System.IO.FileStream($Path, 'Open', 'Read', 'ReadWrite, Delete')
    try {
        if ($stream.ReadByte() -eq 0xFF -and $stream.ReadByte() -eq 0xFE) { return [System.Text.Encoding]::Unicode }
        New-Object System.Text.UTF8Encoding($false)
    }
    finally { $stream.Dispose() }
}

function New-DeploymentTail {
    # Only what this start adds to the log. A first start makes it, and nobody knows whether a later one makes it anew: each look finds out.
    $tail = New-Tail $deployment.Log (New-Object System.Text.UTF8Encoding($false)) 'DefenderDT' @{ Find = {
            if (Test-Path -LiteralPath $deployment.Log -PathType Leaf) {
                if ([long](Get-Item -LiteralPath $deployment.Log -Force).Length -lt $Tail.Offset) { $Tail.Offset = [long]0 }
                if ($Tail.Offset -eq 0) { $Tail.Encoding = Get-LogEncoding $deployment.Log }
            }
            $deployment.Log
        }
    }
    if (Test-Path -LiteralPath $deployment.Log -PathType Leaf) {
        $tail.Encoding = Get-LogEncoding $deployment.Log
        $tail.Offset = [long](Get-Item -LiteralPath $deployment.Log -Force).Length
    }
    $tail
}

function Start-DeploymentTool([string[]]$Words) {
    Assert-SignedProgram $deployment.Path ([string]$Tool.name) $deployment.Says
    Start-Tool $deployment.Path ([string]::Join(' ', @('-Quiet', '-NoResumeAfterReboot') + $Words)) $deployment.Folder
}

function Get-DeploymentLog { if (Test-Path -LiteralPath $deployment.Log -PathType Leaf) { $deployment.Log } else { '' } }

function Remove-DeploymentTool {
    Close-Held
    if (Test-Path -LiteralPath $deployment.Folder) { Remove-Item -LiteralPath $deployment.Folder -Recurse -Force -ErrorAction SilentlyContinue }
}

function New-ToolFailure { New-Failure 'operation.failed' "$($Tool.name) ended with $($deployment.Code)" $deployment.Code }
