# netsh.exe, of which scripts use one corner: the machine-wide proxy of WinHTTP.
# Stands on: platform/winhttp-settings-direct, platform/winhttp-settings-named (the bytes that it writes).
# Invented: that it ends with 1 and one line on its output where it is refused; looked for: exit codes of netsh winhttp, in scripts that test them.

# Size, counter, flags, then two counted ASCII texts, as hexadecimal digits.
function ConvertTo-LabWinHttp([string]$Proxy, [string]$Bypass) {
    $flags = 1
    if ($Proxy) { $flags = 3 }
    $bytes = @([BitConverter]::GetBytes([int]0x28)) + @([BitConverter]::GetBytes([int]0)) + @([BitConverter]::GetBytes([int]$flags))
    foreach ($text in @($Proxy, $Bypass)) { $bytes += @([BitConverter]::GetBytes([int]$text.Length)) + @([Text.Encoding]::ASCII.GetBytes($text)) }
    [BitConverter]::ToString([byte[]]$bytes).Replace('-', '')
}

function Invoke-LabNetsh($Words) {
    Write-LabJournal @{ path = 'C:\Windows\System32\netsh.exe'; line = "$Words"; stdin = $false }
    $proxy = ''; $bypass = ''
    if ("$Words" -cne 'winhttp reset proxy') {
        if ("$Words" -cnotmatch '^winhttp set proxy proxy-server=(\S+)( bypass-list=(\S+))?$') { throw "LabUnknown: netsh.exe $Words" }
        $proxy = $Matches[1]
        if ($Matches[3]) { $bypass = $Matches[3] }
    }
    $fault = Get-LabFault 'Set-WinHttpProxy'
    if ($fault -and $fault['effect'] -eq 'fail') { return New-LabAnswer $fault['native'] @($fault['line']) }
    if ($fault -and $fault['effect'] -eq 'noop') { return New-LabAnswer 0 }
    $told = @{ winHttp = $null; winHttpBypass = $null }
    if ($proxy) { $told['winHttp'] = $proxy }
    if ($bypass) { $told['winHttpBypass'] = $bypass }
    Edit-LabMachine { param($machine) $machine['proxy'] = $told }
    $key = 'HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Internet Settings\Connections'
    Set-LabRegistry @{ $key = @{ WinHttpSettings = @{ type = 'Binary'; value = (ConvertTo-LabWinHttp $proxy $bypass) } } }
    New-LabAnswer 0
}
