/*
 * Small programs of Windows that Wine lacks, or that it has in name only. The file's own name says which it is:
 *   find         /i as well (Wine 10: "Invalid switch")
 *   timeout      ends at once where standard input is redirected, as Windows' own does
 *   eventcreate  adds its command line to %windir%\temp\events.txt; an error also tells a waiting sensor (sense.c, late)
 *   choice       waits for a key that nobody presses; ten minutes, so that nothing stays behind a test that failed
 *   net          "session" answers as on Windows: only where the Server service runs; the rest goes to Wine's own
 *
 * Stands on: defender/mde-wdatp-eventcreate, defender/mde-analyzer-cmd (net session is how rights are asked for).
 * Invented: the code of net session where the service is stopped, and the words of timeout, choice without a console; looked for: captures of both, in English only
 */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static int find(int count, wchar_t **words) {
  static wchar_t line[8192], lowered[8192];
  BOOL anyCase = FALSE, found = FALSE;
  const wchar_t *wanted = NULL;
  for (int i = 1; i < count; i++) {
    if (_wcsicmp(words[i], L"/i") == 0) anyCase = TRUE;
    else wanted = words[i];
  }
  if (wanted == NULL) return 2;
  if (anyCase) _wcslwr((wchar_t *)wanted);
  while (fgetws(line, 8192, stdin) != NULL) {
    wcscpy(lowered, line);
    if (anyCase) _wcslwr(lowered);
    if (wcsstr(lowered, wanted) == NULL) continue;
    found = TRUE;
    fputws(line, stdout);
  }
  return found ? 0 : 1;
}

static int timeout(int count, wchar_t **words) {
  DWORD mode;
  if (!GetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), &mode)) {
    fputs("ERROR: Input redirection is not supported, exiting the process immediately.\r\n", stderr);
    return 1;
  }
  Sleep(1000 * (count > 1 ? _wtoi(words[count - 1]) : 0));
  return 0;
}

static int eventcreate(void) {
  wchar_t path[MAX_PATH];
  FILE *file;
  ExpandEnvironmentStringsW(L"%windir%\\temp\\events.txt", path, MAX_PATH);
  file = _wfopen(path, L"a");
  if (file == NULL) return 1;
  fprintf(file, "%ls\n", GetCommandLineW());
  fclose(file);
  if (wcsstr(GetCommandLineW(), L"/t Error") != NULL) {
    HANDLE gaveUp = OpenEventW(EVENT_MODIFY_STATE, FALSE, L"Global\\GangwayGaveUp");
    if (gaveUp != NULL) SetEvent(gaveUp);
  }
  return 0;
}

static BOOL isServerRunning(void) {
  SERVICE_STATUS status = {0};
  SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
  SC_HANDLE service = OpenServiceW(manager, L"LanmanServer", SERVICE_QUERY_STATUS);
  QueryServiceStatus(service, &status);
  return status.dwCurrentState == SERVICE_RUNNING;
}

static int net(int count, wchar_t **words) {
  STARTUPINFOW start = {.cb = sizeof start};
  PROCESS_INFORMATION made;
  DWORD code = 1;
  wchar_t line[1024] = L"wine-net.exe";
  if (count > 1 && _wcsicmp(words[1], L"session") == 0) return isServerRunning() ? 0 : 2;
  for (int i = 1; i < count; i++) {
    wcscat(line, L" ");
    wcscat(line, words[i]);
  }
  if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &made)) return 1;
  WaitForSingleObject(made.hProcess, INFINITE);
  GetExitCodeProcess(made.hProcess, &code);
  return (int)code;
}

int wmain(int count, wchar_t **words) {
  wchar_t path[MAX_PATH], name[MAX_PATH];
  GetModuleFileNameW(NULL, path, MAX_PATH);
  _wsplitpath(path, NULL, NULL, name, NULL);
  if (_wcsicmp(name, L"find") == 0) return find(count, words);
  if (_wcsicmp(name, L"timeout") == 0) return timeout(count, words);
  if (_wcsicmp(name, L"eventcreate") == 0) return eventcreate();
  if (_wcsicmp(name, L"choice") == 0) {
    Sleep(600000);
    return 1;
  }
  return net(count, words);
}
