# What ends, blocks or blinds: the process, the console, and Windows read past its commands.

# Types whose static members and objects an operation may use: none of them reads or changes Windows, files apart.
$types = @('string', 'int', 'long', 'char', 'byte[]', 'math', 'version', 'regex', 'datetime', 'bitconverter', 'text.encoding', 'globalization.cultureinfo', 'cultureinfo',
    'intptr', 'timespan', 'convert', 'stringcomparison', 'double', 'type', 'uri',
    'collections.arraylist', 'collections.generic.list[string]', 'io.file', 'io.filestream', 'io.filemode', 'io.fileaccess', 'io.fileshare', 'io.fileattributes',
    'io.directoryinfo', 'io.seekorigin', 'io.filesystemaclextensions', 'exception', 'text.stringbuilder', 'security.cryptography.sha256', 'security.accesscontrol.directorysecurity', 'security.accesscontrol.filesecurity',
    'security.accesscontrol.filesystemrights', 'io.directory', 'io.fileinfo', 'io.fileoptions',
    'text.regularexpressions.regex', 'text.regularexpressions.matchevaluator', 'unauthorizedaccessexception', 'management.automation.errorrecord', 'datetimekind', 'text.utf8encoding', 'diagnostics.stopwatch',
    # Packing what was read; nothing but memory.
    'io.memorystream', 'io.compression.gzipstream', 'io.compression.compressionmode',
    # Connections to the cloud, which no command shows the certificate of; the lab plays those that New-Object makes.
    'net.sockets.tcpclient', 'net.security.sslstream', 'security.authentication.sslprotocols', 'net.webrequest')
# More for the glue, which makes runspaces, opens sessions, and speaks to main over the console.
$glueTypes = @('console', 'io.driveinfo', 'management.automation.language.parser', 'management.automation.runspaces.initialsessionstate', 'management.automation.runspaces.runspacefactory',
    'management.automation.powershell', 'management.automation.psdatacollection[psobject]', 'management.automation.pscredential', 'scriptblock', 'security.securestring')
$glue = @('Broker.ps1', 'Field.ps1', 'FieldAction.ps1', 'Get-ProgramFolder.ps1', 'Hashes.ps1', 'InTime.ps1', 'Invoke-HandOff.ps1', 'Test-HandOff.ps1', 'Link.ps1', 'OperationText.ps1', 'Read-Credential.ps1', 'Read-LapsPassword.ps1', 'Relay.ps1', 'Room.ps1', 'Runner.ps1', 'Read-FieldFact.ps1', 'Start-FieldRun.ps1')
# Scripts that other tools start, and whose exit code is their answer.
$answersByCode = @('Invoke-HandOff.ps1', 'Test-HandOff.ps1')
# One script asks what this computer holds of a certificate, where the engine's own store answers in the lab; another reads one that lies in the registry.
$chainTypes = @('security.cryptography.x509certificates.x509certificate2', 'security.cryptography.x509certificates.x509chain', 'security.cryptography.oid')
# One script opens an archive of the kit, and the report that the tool in it writes.
$archiveTypes = @('reflection.assembly', 'io.compression.ziparchive', 'io.compression.ziparchivemode', 'io.streamreader', 'xml.xmldocument', 'xml.xmlreader', 'xml.xmlreadersettings')
$wayOutOfType = @{
    'security.principal.windowsidentity' = 'whoami.exe and identifiers'; 'diagnostics.fileversioninfo' = '(Get-Item).VersionInfo'; 'microsoft.win32.registry' = 'the registry provider'
    'serviceprocess.servicecontroller' = 'Get-Service'; 'diagnostics.process' = 'Start-Process and Get-CimInstance'; 'environment' = '$env:'
    'console' = 'nobody is there to read or answer: emit objects'; 'scriptblock' = 'runs text as code: only the glue does that'
}

function Test-Type([string]$Name, $Extent) {
    $short = ($Name -replace '\s', '').ToLowerInvariant() -replace '^system\.', ''
    $short = $short -replace '\[system\.', '['
    if ($types -contains $short -or ($glue -contains $current.Name -and $glueTypes -contains $short)) { return }
    if (@('Get-CertificateTrust.ps1', 'Get-SensorIdentity.ps1') -contains $current.Name -and $chainTypes -contains $short) { return }
    if ($current.Name -eq 'Invoke-ClientAnalyzer.ps1' -and $archiveTypes -contains $short) { return }
    $out = 'use a command, or add it to gate-rules/DangerRules.ps1 with care'
    foreach ($key in $wayOutOfType.Keys) { if ($short -eq $key -or $short.StartsWith("$key.")) { $out = $wayOutOfType[$key] } }
    Add-Problem $Extent 'type' "[$Name] reads Windows past its commands, where the lab cannot stand in: $out"
}

function Find-DangerProblem($Script) {
    foreach ($node in $Script.Nodes) {
        $type = $node.GetType().Name
        if ($type -eq 'ExitStatementAst' -and $answersByCode -notcontains $current.Name) { Add-Problem $node.Extent 'exit' 'exit ends the whole process: throw an error with a code' }
        if ($type -eq 'VariableExpressionAst' -and $node.VariablePath.UserPath -eq '?') { Add-Problem $node.Extent 'success' '$? says nothing behind a pipeline: $LASTEXITCODE, or catch' }
        if (($type -eq 'MemberExpressionAst' -or $type -eq 'InvokeMemberExpressionAst')) { Find-MemberProblem $node $type }
        if ($type -eq 'CommandAst') { Find-CallDanger $node }
        if ($type -eq 'StringConstantExpressionAst' -or $type -eq 'ExpandableStringExpressionAst') {
            if ($node.Value -match '(?i)\s-e(nc|ncodedcommand)\b') { Add-Problem $node.Extent 'eval' '-EncodedCommand hides what runs: write a file and check its hash' }
            if ($node.Value -match '(?i)\bWin32_Product\b') { Add-Problem $node.Extent 'eval' 'Win32_Product starts a repair of every MSI: read the registry' }
        }
    }
}

function Find-MemberProblem($Node, [string]$Type) {
    $member = [string]$Node.Member.Extent.Text
    if ($Node.Static -and (Test-Ast $Node.Expression 'TypeExpressionAst')) {
        $name = $Node.Expression.TypeName.FullName
        if ($name -match '(^|\.)Console$' -and $member -match '^(In|Read\w*|SetIn|OpenStandardInput|KeyAvailable)$') {
            Add-Problem $Node.Extent 'exit' "[Console]::$member waits for an answer that never comes: take a parameter"
            return
        }
        if ($name -match '(^|\.)Environment$' -and $member -match '^(Exit|FailFast)$') { Add-Problem $Node.Extent 'exit' "[Environment]::$member ends the whole process: throw an error with a code"; return }
        Test-Type $name $Node.Extent
    }
    $runsText = @('InvokeScript', 'ExpandString', 'NewScriptBlock', 'AddScript')
    # The glue's own fixed lines; the text they are given was checked against its hash.
    if ($Type -eq 'InvokeMemberExpressionAst' -and $runsText -contains $member -and $glue -notcontains $current.Name) { Add-Problem $Node.Extent 'eval' "$member runs text as code: call what you mean" }
}

function Find-CallDanger($Call) {
    $name = $Call.GetCommandName()
    # With one name it would read one value, too; a key is asked for a value in one way only.
    if ($name -eq 'Get-ItemProperty') { Add-Problem $Call.Extent 'wholekey' 'reads every value of the key, and one of wrong length that somebody else wrote makes it throw: (Get-Item -LiteralPath $key).GetValue($name)' }
    if ($name -eq 'New-Object') {
        $word = @($Call.CommandElements | Select-Object -Skip 1)[0]
        if ($null -ne $word -and (Test-Ast $word 'StringConstantExpressionAst')) { Test-Type $word.Value $Call.Extent }
        elseif ($null -ne $word -and (Test-Ast $word 'VariableExpressionAst')) { Add-Problem $Call.Extent 'type' 'New-Object of a type in a variable: name the type' }
    }
}
