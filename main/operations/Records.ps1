<#
.SYNOPSIS
Functions that turn what an operation emits into records: one JSON text each, in ASCII.
.DESCRIPTION
Included by Broker.ps1 and Runner.ps1. JSON is written here rather than by ConvertTo-Json, because Windows PowerShell's
wraps arrays and strings that carry extended properties, cuts deep values off in silence and drags whole object graphs along.
#>

$epoch = New-Object System.DateTime(1970, 1, 1, 0, 0, 0, [System.DateTimeKind]::Utc)
$invariant = [System.Globalization.CultureInfo]::InvariantCulture
# One evaluator for all calls: converting a script block at every call costs 0.7 ms each.
$escape = [System.Text.RegularExpressions.MatchEvaluator] { param($match) '\u' + ([int][char]$match.Value).ToString('x4') }
$unsafe = New-Object System.Text.RegularExpressions.Regex('[^\x20-\x7E]')

function Get-Instant {
    <# .SYNOPSIS
    Now, in milliseconds since 1970-01-01T00:00Z. #>
    [long][math]::Floor(((Get-Date).ToUniversalTime() - $epoch).TotalMilliseconds)
}

function New-Failure {
    <# .SYNOPSIS
    An error record to throw: a code of the closed set and a text. #>
    param([string]$Code, [string]$Text)
    New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception($Text)), $Code, 'NotSpecified', $null)
}

function ConvertTo-JsonString {
    <# .SYNOPSIS
    A JSON string literal in ASCII. #>
    param([string]$Text)
    '"' + $unsafe.Replace($Text.Replace('\', '\\').Replace('"', '\"'), $escape) + '"'
}

function Add-JsonText {
    <# .SYNOPSIS
    Appends a plain value as JSON; anything that is not plain is refused with its place. #>
    param([System.Text.StringBuilder]$Json, $Value, [string]$Place, [int]$Depth)
    if ($null -eq $Value) { $null = $Json.Append('null'); return }
    if ($Value -is [string]) { $null = $Json.Append((ConvertTo-JsonString $Value)); return }
    if ($Value -is [bool]) { $null = $Json.Append($Value.ToString().ToLowerInvariant()); return }
    if ($Depth -gt 20) { throw (New-Failure 'operation.badResult' "$Place is nested too deeply") }
    if ($Value -is [System.Collections.IDictionary] -or $Value -is [System.Management.Automation.PSCustomObject]) {
        $isTable = $Value -is [System.Collections.IDictionary]
        # Not .Keys: an entry of that name would answer instead.
        $pairs = if ($isTable) { @($Value.GetEnumerator()) } else { @($Value.PSObject.Properties) }
        $separator = '{'
        foreach ($pair in $pairs) {
            $name = if ($isTable) { [string]$pair.Key } else { $pair.Name }
            $null = $Json.Append($separator).Append((ConvertTo-JsonString $name)).Append(':')
            Add-JsonText $Json $pair.Value "$Place.$name" ($Depth + 1)
            $separator = ','
        }
        if ($separator -eq '{') { $null = $Json.Append('{') }
        $null = $Json.Append('}')
        return
    }
    if ($Value -is [System.Collections.IList]) {
        $null = $Json.Append('[')
        for ($i = 0; $i -lt $Value.Count; $i++) {
            if ($i -gt 0) { $null = $Json.Append(',') }
            Add-JsonText $Json $Value[$i] "$Place[$i]" ($Depth + 1)
        }
        $null = $Json.Append(']')
        return
    }
    $type = $Value.GetType()
    $code = [int][System.Type]::GetTypeCode($type)
    # 5 (SByte) to 15 (Decimal) are the numbers; an enum has the code of its number.
    if ($type.IsEnum -or $code -lt 5 -or $code -gt 15) {
        throw (New-Failure 'operation.badResult' "$Place is a $($type.FullName), not a plain value")
    }
    if ($Value -is [double] -or $Value -is [single]) {
        if ([double]::IsNaN($Value) -or [double]::IsInfinity($Value)) { throw (New-Failure 'operation.badResult' "$Place is not a number") }
        $null = $Json.Append(([double]$Value).ToString('R', $invariant))
        return
    }
    $null = $Json.Append($Value.ToString($invariant))
}

function ConvertTo-JsonText {
    <# .SYNOPSIS
    A plain value as one line of JSON. #>
    param($Value, [string]$Place)
    $json = New-Object System.Text.StringBuilder
    Add-JsonText $json $Value $Place 0
    $json.ToString()
}

function Get-Field {
    <# .SYNOPSIS
    One field of an emitted object as a text of bounded length: a record never outgrows a line of 32 KB. #>
    param($Emitted, [string]$Name, [int]$Limit)
    $property = $Emitted.PSObject.Properties[$Name]
    if ($null -eq $property -or $null -eq $property.Value) { return '' }
    $text = [string]$property.Value
    if ($text.Length -gt $Limit) { $text = $text.Substring(0, $Limit - 3) + '...' }
    $text
}

function ConvertTo-LogFields {
    <# .SYNOPSIS
    The fields of a log record. #>
    param([string]$Source, [string]$Level, [string]$Text)
    if ($Text.Length -gt 4096) { $Text = $Text.Substring(0, 4093) + '...' }
    # ConvertTo-JsonString written out: logs are the many, and a call costs more than the work.
    $Text = $unsafe.Replace($Text.Replace('\', '\\').Replace('"', '\"'), $escape)
    '"kind":"log","source":"' + $unsafe.Replace($Source.Replace('\', '\\').Replace('"', '\"'), $escape) + '","level":"' + $Level + '","text":"' + $Text + '"'
}

function ConvertTo-RecordFields {
    <# .SYNOPSIS
    The fields of the record for one emitted object, without its number and time, as JSON without the braces. #>
    param($Emitted)
    if ($Emitted -is [System.Management.Automation.ErrorRecord]) { return ConvertTo-LogFields 'err' 'error' ([string]$Emitted) }
    if ($Emitted -is [System.Management.Automation.WarningRecord]) { return ConvertTo-LogFields 'warn' 'warn' $Emitted.Message }
    $isOurs = $Emitted -is [System.Management.Automation.PSCustomObject] -and $null -ne $Emitted.PSObject.Properties['Kind']
    $kind = if ($isOurs) { [string]$Emitted.Kind } else { 'out' }
    switch -CaseSensitive ($kind) {
        'step' {
            $state = Get-Field $Emitted 'State' 16
            if (@('begin', 'done', 'skipped') -cnotcontains $state) { throw (New-Failure 'operation.badResult' "step with State '$state'") }
            return '"kind":"step","key":' + (ConvertTo-JsonString (Get-Field $Emitted 'Key' 128)) + ',"state":"' + $state +
            '","detail":' + (ConvertTo-JsonString (Get-Field $Emitted 'Detail' 4096))
        }
        'progress' {
            $total = if ($null -eq $Emitted.PSObject.Properties['Total']) { $null } else { $Emitted.Total }
            return '"kind":"progress","done":' + (ConvertTo-JsonText $Emitted.Done 'progress.Done') +
            ',"total":' + (ConvertTo-JsonText $total 'progress.Total')
        }
        'log' {
            # Read directly: a log line without one of its fields is an error of the script and shows as one.
            $source = [string]$Emitted.Source
            if ($source.Length -gt 16) { $source = $source.Substring(0, 16) }
            $level = [string]$Emitted.Level
            if ($level -cne 'warn' -and $level -cne 'error') { $level = 'info' }
            return ConvertTo-LogFields $source $level ([string]$Emitted.Text)
        }
        'result' { return '"kind":"result","value":' + (ConvertTo-JsonText $Emitted.Value 'result') }
    }
    ConvertTo-LogFields 'out' 'info' ([string]$Emitted)
}

function ConvertTo-NativeText {
    <# .SYNOPSIS
    A code as JSON: that of a tool, or one of WinRM, whose faults count without a sign (2150858770). Null for what is no whole
    number of 32 bits, with or without a sign. #>
    param($Code)
    if ($null -eq $Code) { return 'null' }
    $number = $Code -as [long]
    if ($null -eq $number -or $number -lt [int]::MinValue -or $number -gt 4294967295) { return 'null' }
    ConvertTo-JsonText $number 'Native'
}

function ConvertTo-FailureFields {
    <# .SYNOPSIS
    The fields of the end record of an error. #>
    param($Failure)
    $id = ($Failure.FullyQualifiedErrorId -split ',')[0]
    $text = $Failure.Exception.Message
    $cause = $Failure.Exception.GetBaseException()
    if ($id -cnotmatch '^[a-z]+\.[a-z][A-Za-z]+$') {
        $text = "$text ($id"
        if ($null -ne $Failure.InvocationInfo) { $text = "$text, line $($Failure.InvocationInfo.ScriptLineNumber)" }
        $text = "$text)"
        # A command of CDXML throws its own exception, whose category alone says it.
        $isRefused = $cause -is [System.UnauthorizedAccessException] -or [string]$Failure.CategoryInfo.Category -eq 'PermissionDenied'
        # The antivirus of this computer read the text before it ran (AMSI). The id is the same in every language.
        $isBlocked = $id -ceq 'ScriptContainedMaliciousContent'
        $id = if ($isBlocked) { 'operation.blocked' } elseif ($isRefused) { 'target.accessDenied' } else { 'operation.failed' }
    }
    if ($text.Length -gt 4096) { $text = $text.Substring(0, 4093) + '...' }
    $native = 'null'
    # Ours is a hashtable; the target of somebody else's error may be any other dictionary, and answer otherwise.
    $target = $Failure.TargetObject
    if ($target -is [hashtable] -and $target.Contains('Native')) { $native = ConvertTo-NativeText $target['Native'] }
    '"kind":"end","ok":false,"code":' + (ConvertTo-JsonString $id) + ',"text":' + (ConvertTo-JsonString $text) + ',"native":' + $native
}

function ConvertTo-EndFields {
    <# .SYNOPSIS
    The fields of the end record: for an error its code, text and the exit code of the tool; without one, success. Always
    gives an end: without one nobody knows that the work is over, and waits. #>
    param($Failure)
    if ($null -eq $Failure) { return '"kind":"end","ok":true,"code":null,"text":"","native":null' }
    try { ConvertTo-FailureFields $Failure }
    # An error that cannot be told, such as one whose message throws: that there was one is told all the same.
    catch { '"kind":"end","ok":false,"code":"operation.badResult","text":"The error of the operation could not be told.","native":null' }
}
