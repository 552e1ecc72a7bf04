<#
.SYNOPSIS
Makes the session that imports it speak the constrained language, as a server under an application control policy does.
#>
$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
