<#
.SYNOPSIS
SHA-256 of bytes and of texts, as the product writes it.
#>

function Get-BytesHash {
    <# .SYNOPSIS
    SHA-256 of bytes, in lower-case hexadecimal. #>
    param([byte[]]$Bytes)
    $algorithm = [System.Security.Cryptography.SHA256]::Create()
    $hash = $algorithm.ComputeHash($Bytes)
    $algorithm.Dispose()
    [System.BitConverter]::ToString($hash).Replace('-', '').ToLowerInvariant()
}

function Get-TextHash {
    <# .SYNOPSIS
    SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. #>
    param([string]$Text)
    Get-BytesHash ([System.Text.Encoding]::UTF8.GetBytes($Text))
}
