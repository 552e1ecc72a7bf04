# The service manager.

function Get-Service {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)] [string[]]$Name,
        [switch]$DependentServices, [switch]$RequiredServices, [string[]]$Include, [string[]]$Exclude
    )
    Assert-LabWorks 'Get-Service'
    $machine = Read-LabMachine
    foreach ($one in $Name) {
        $key = @($machine['services'].Keys | Where-Object { $_ -eq $one })
        if ($key.Count -eq 0) {
            Write-LabError $PSCmdlet (Get-LabWords "Cannot find any service with service name '{name}'." @{ name = $one }) 'NoServiceFoundForGivenName' 'ObjectNotFound' $one
            continue
        }
        $service = $machine['services'][$key[0]]
        Write-LabParts 'Get-Service' @{ Name = $key[0]; ServiceName = $key[0]; DisplayName = $service['displayName']; Status = $service['status'] }
    }
}
