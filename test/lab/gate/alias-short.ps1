<#
.SYNOPSIS
Bad on purpose: aliases.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
gci . # bad
1 | % { $_ } # bad
cat 'a' # bad
