<#
.SYNOPSIS
Functions that bind an operation's parameters, here or in a session.
#>

function Get-Arguments {
    <# .SYNOPSIS
    The operation's parameters as a table to splat, with the folders of the glue where the script declares them. #>
    param([string]$Text, [string]$Params)
    $tokens = $null
    $problems = $null
    $ast = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref]$tokens, [ref]$problems)
    if (@($problems).Count -gt 0) { throw (New-Failure 'operation.failed' "The script does not parse: $($problems[0].Message)") }
    $arguments = @{}
    $given = ConvertFrom-Json $Params
    foreach ($property in $given.PSObject.Properties) { $arguments[$property.Name] = $property.Value }
    if ($null -ne $ast.ParamBlock) {
        $declared = @($ast.ParamBlock.Parameters | ForEach-Object { $_.Name.VariablePath.UserPath })
        if ($declared -contains 'LibraryFolder') {
            $arguments['LibraryFolder'] = Join-Path (Join-Path $env:ProgramData 'Gangway') 'library'
        }
    }
    $arguments
}
