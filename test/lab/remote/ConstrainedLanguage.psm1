<#
.SYNOPSIS
Makes the session that imports it speak the constrained language, as a server under an application control policy does.
#>
# Invented: that the mode is set from without, where Windows takes it from a policy; looked for: a session captured under such a policy, of which only
# the ids of its errors were found (row platform/constrained-language-ids).
$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
