# Microsoft's Client Analyzer: it writes its report, its log and its zip beside itself, as the machine's cloud and sensor are.
#
# Stands on: defender/mde-analyzer-cmd, defender/mde-analyzer-params-2024, defender/mde-analyzer-files, defender/mde-analyzer-zip, defender/mde-analyzer-xml,
# defender/mde-analyzer-xml-elements, defender/mde-analyzer-connectivity-lines.
# Invented: what the checks say and which there are, as main/practice/analyzer.json has them; looked for: a result of a server. Microsoft's sentences are not repeated.

$analyzerFile = Join-Path $PSScriptRoot '../../../../main/practice/analyzer.json'

function ConvertTo-LabXml([string]$Text) { $Text.Replace('&', '&amp;').Replace('<', '&lt;').Replace('>', '&gt;').Replace('"', '&quot;') }

function Complete-LabAnalyzer($Data) {
    $told = Import-LabFile $analyzerFile
    $machine = Read-LabMachine
    if ($Data['Out']) { [IO.File]::AppendAllText($Data['Out'], "$($told['output'])`r`n") }
    if ($Data['Fault'] -and $Data['Fault']['effect'] -eq 'fail') { return [int]$Data['Fault']['native'] }
    $way = 'blocked'
    if ($machine['cloud']['reachable']) { $way = 'reached' }
    $general = '<scriptVersion displayName="Script version"><value>{0}</value></scriptVersion>' -f $told['version']
    $sensor = ''
    $sense = $machine['services']['Sense']
    if ($sense) {
        $state = @('Stopped', 'High')
        if ($sense['status'] -eq 'Running') { $state = @('Running', 'None') }
        $sensor = '<SenseServiceStatus displayName="Sense service status"><value>{0}</value><alert>{1}</alert></SenseServiceStatus>' -f $state
    }
    $events = @($told[$way]['checks'] | ForEach-Object {
            '<event id="{0}"><severity>Error</severity><category>{1}</category><check>{2}</check><checkresult>{3}&lt;br&gt;</checkresult><guidance>-</guidance></event>' -f $_['id'], $_['category'], $_['check'], (ConvertTo-LabXml $_['result'])
        })
    $result = Join-Path $Data['Folder'] 'MDEClientAnalyzerResult'
    $logs = Join-Path $result 'SystemInfoLogs'
    [IO.Directory]::CreateDirectory($logs) | Out-Null
    $xml = "<?xml version=`"1.0`" encoding=`"utf-8`"?><MDEResults><general>$general</general><devInfo></devInfo><EDRCompInfo>$sensor</EDRCompInfo><MDEDevConfig></MDEDevConfig><AVCompInfo></AVCompInfo><events>$($events -join '')</events></MDEResults>"
    [IO.File]::WriteAllText((Join-Path $logs 'MDEClientAnalyzer.xml'), $xml, (New-Object Text.UTF8Encoding($false)))
    # Out-File of Windows PowerShell: UTF-16 with its mark.
    $lines = @('Important notes:', '') + $told[$way]['lines'] + @('', '################## MDE CommandLine usage information ####################')
    [IO.File]::WriteAllText((Join-Path $logs 'MDEClientAnalyzer.txt'), ($lines -join "`r`n"), [Text.Encoding]::Unicode)
    [IO.File]::WriteAllText((Join-Path $Data['Folder'] 'MDEClientAnalyzerResult.zip'), 'a zip')
    0
}

function Invoke-LabAnalyzer($Request, [string]$Path, [string[]]$Options) {
    # Row defender/mde-analyzer-params-2024: without -r it opens a browser at its end, and asks for a license where it is no SYSTEM.
    if ($Options.Count -ne 3 -or $Options[0] -ne '-outputDir' -or $Options[2] -ne '-r') { throw "LabUnknown: MDEClientAnalyzer.ps1 $Options" }
    $data = @{ Out = $Request['Out']; Folder = ConvertFrom-LabPath $Options[1]; Fault = Get-LabFault 'Invoke-ClientAnalyzer' }
    if (-not [IO.File]::Exists($Path)) { return @{ Ms = 1; End = { 1 } } }
    @{ Ms = 2000; Data = $data; Until = Get-LabHang $data.Fault; End = { param($data) Complete-LabAnalyzer $data } }
}
