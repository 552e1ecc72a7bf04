<#
.SYNOPSIS
Reads the machine-wide proxy of WinHTTP from the bytes in which Windows keeps it.
.DESCRIPTION
Included by the script that reads it and by the one that sets it. netsh shows the same in the language of Windows, so nobody asks
it. A script for proxies (netsh winhttp set advproxy) is kept elsewhere and does not show here.
#>

$winHttpKey = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Internet Settings\Connections'

function ConvertFrom-WinHttpSettings($Data) {
    # Size, counter, flags (bit 1: a named proxy), then the length and the ASCII text of the proxy, and the same of its exceptions.
    # A function hands bytes on one by one, so they are put together again here.
    $blob = [byte[]]@($Data)
    $found = @{ proxy = $null; bypass = $null }
    if ($blob.Length -lt 16 -or -not ($blob[8] -band 2)) { return $found }
    $length = [bitconverter]::ToInt32($blob, 12)
    if ($length -lt 1 -or 16 + $length -gt $blob.Length) { return $found }
    $found.proxy = [text.encoding]::ASCII.GetString($blob, 16, $length)
    $rest = 16 + $length
    if ($rest + 4 -gt $blob.Length) { return $found }
    $length = [bitconverter]::ToInt32($blob, $rest)
    if ($length -ge 1 -and $rest + 4 + $length -le $blob.Length) { $found.bypass = [text.encoding]::ASCII.GetString($blob, $rest + 4, $length) }
    $found
}
