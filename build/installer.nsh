; Gangway asks Windows itself for administrator rights, and only for a change of this computer. The packager adds
; elevate.exe to an installer for the whole computer whatever its configuration says; it would be a door that nobody needs.
!macro customInstall
  Delete "$INSTDIR\resources\elevate.exe"
!macroend
