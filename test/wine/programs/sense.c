/*
 * The services of the test package: a real service program in place of the sensor and of the antivirus.
 * As MsSense.exe it does at its start what the sensor does: without the onboarding value it stops again, with it it
 * reports the tenant and makes its start automatic. HKLM\SOFTWARE\GangwayLab, value Sense, gives it a fault.
 * Stands on: defender/mde-svc-sense-start-onboarded (Start 2), defender/mde-reg-status-key (names and kinds of the values),
 * defender/mde-svc-sense-notonboarded, defender/mde-reg-offboarding-state (the sensor itself writes its state).
 * Invented: that it stops at once without the value; looked for: a start of the sensor before an onboarding
 * Its faults: refuse (does not run), silent (no status), zero (says that it is not onboarded), late (reports only after the onboarding script has given up),
 * stays (reads no offboarding value), forgets (stops at one, and leaves start and state as they were).
 * While it runs it looks for the offboarding value, at every change of its policy and now and then: it makes its start manual again, writes state 0, and stops.
 * Stands on: servicing/servicing-ips1-offboarded-but-still-2 (what a sensor of 2022 left), defender/mde-svc-sense-offboarded.
 * Invented: that an onboarded sensor starts without the onboarding value, and how often it looks; looked for: a start between the two scripts
 */
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

#define PRODUCT L"SOFTWARE\\Microsoft\\Windows Advanced Threat Protection"
#define POLICY L"SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection"

static SERVICE_STATUS_HANDLE handle;
static HANDLE stopAsked;
static BOOL isSensor;

static void tell(DWORD state, DWORD code) {
  SERVICE_STATUS status = {SERVICE_WIN32_OWN_PROCESS, state, SERVICE_ACCEPT_STOP, code, 0, 0, 0};
  if (state != SERVICE_RUNNING) status.dwControlsAccepted = 0;
  SetServiceStatus(handle, &status);
}

static DWORD WINAPI control(DWORD what, DWORD type, void *data, void *context) {
  if (what == SERVICE_CONTROL_STOP) {
    tell(SERVICE_STOP_PENDING, 0);
    SetEvent(stopAsked);
  }
  return NO_ERROR;
}

static BOOL readText(const wchar_t *key, const wchar_t *name, wchar_t *text, DWORD bytes) {
  return RegGetValueW(HKEY_LOCAL_MACHINE, key, name, RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY, NULL, text, &bytes) == ERROR_SUCCESS;
}

/* The tenant stands as \"orgId\":\"<36 characters>\" inside a JSON text inside a JSON text. */
static BOOL findTenant(const wchar_t *blob, wchar_t tenant[37]) {
  const wchar_t *at = wcsstr(blob, L"orgId");
  if (at == NULL) return FALSE;
  at += 5;
  while (*at != 0 && wcschr(L"\\\":", *at) != NULL) at++;
  if (wcsspn(at, L"0123456789abcdefABCDEF-") < 36) return FALSE;
  wcsncpy(tenant, at, 36);
  tenant[36] = 0;
  return TRUE;
}

static void setStart(DWORD start) {
  SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
  SC_HANDLE self = OpenServiceW(manager, L"Sense", SERVICE_CHANGE_CONFIG);
  ChangeServiceConfigW(self, SERVICE_NO_CHANGE, start, SERVICE_NO_CHANGE, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
  CloseServiceHandle(self);
  CloseServiceHandle(manager);
}

static BOOL isOnboarded(void) {
  DWORD state = 0, bytes = sizeof state;
  return RegGetValueW(HKEY_LOCAL_MACHINE, PRODUCT L"\\Status", L"OnboardingState", RRF_RT_REG_DWORD | RRF_SUBKEY_WOW6464KEY, NULL, &state, &bytes) ==
             ERROR_SUCCESS &&
         state == 1;
}

static void leave(void) {
  HKEY key;
  DWORD state = 0;
  setStart(SERVICE_DEMAND_START);
  RegCreateKeyExW(HKEY_LOCAL_MACHINE, PRODUCT L"\\Status", 0, NULL, 0, KEY_WRITE | KEY_WOW64_64KEY, NULL, &key, NULL);
  RegSetValueExW(key, L"OnboardingState", 0, REG_DWORD, (const BYTE *)&state, sizeof state);
  RegCloseKey(key);
}

static void report(const wchar_t *tenant, DWORD state) {
  HKEY key;
  FILETIME now;
  setStart(SERVICE_AUTO_START);
  RegCreateKeyExW(HKEY_LOCAL_MACHINE, PRODUCT L"\\Status", 0, NULL, 0, KEY_WRITE | KEY_WOW64_64KEY, NULL, &key, NULL);
  RegSetValueExW(key, L"OrgId", 0, REG_SZ, (const BYTE *)tenant, 37 * sizeof(wchar_t));
  GetSystemTimeAsFileTime(&now);
  RegSetValueExW(key, L"LastConnected", 0, REG_QWORD, (const BYTE *)&now, sizeof now);
  RegSetValueExW(key, L"OnboardingState", 0, REG_DWORD, (const BYTE *)&state, sizeof state);
  RegCloseKey(key);
}

/* The next change of a value in this key sets the event, once. */
static void watch(HKEY key, HANDLE changed) { RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_LAST_SET, changed, TRUE); }

static void WINAPI run(DWORD count, wchar_t **words) {
  static wchar_t blob[32768];
  wchar_t tenant[37], fault[16] = L"";
  handle = RegisterServiceCtrlHandlerExW(isSensor ? L"Sense" : L"WinDefend", control, NULL);
  tell(SERVICE_START_PENDING, 0);
  if (isSensor) {
    readText(L"SOFTWARE\\GangwayLab", L"Sense", fault, sizeof fault);
    BOOL named = readText(POLICY, L"OnboardingInfo", blob, sizeof blob) && findTenant(blob, tenant);
    if (wcscmp(fault, L"refuse") == 0 || (!named && !isOnboarded())) {
      tell(SERVICE_STOPPED, ERROR_SERVICE_NOT_ACTIVE);
      return;
    }
    if (named && (fault[0] == 0 || wcscmp(fault, L"stays") == 0 || wcscmp(fault, L"forgets") == 0)) report(tenant, 1);
    if (wcscmp(fault, L"zero") == 0) report(tenant, 0);
  }
  tell(SERVICE_RUNNING, 0);
  if (wcscmp(fault, L"late") == 0) {
    /* eventcreate (console.c) sets it when the script writes its error. */
    HANDLE ends[2] = {stopAsked, CreateEventW(NULL, TRUE, FALSE, L"Global\\GangwayGaveUp")};
    if (WaitForMultipleObjects(2, ends, FALSE, INFINITE) == WAIT_OBJECT_0 + 1) {
      Sleep(500);
      report(tenant, 1);
    }
  }
  /* It is told of a change at once: the script looks six times without a pause, because its timeout.exe does not wait here. */
  HANDLE changed = CreateEventW(NULL, FALSE, FALSE, NULL), either[2] = {stopAsked, changed};
  HKEY policy = NULL;
  for (;;) {
    if (policy == NULL && RegOpenKeyExW(HKEY_LOCAL_MACHINE, POLICY, 0, KEY_NOTIFY | KEY_WOW64_64KEY, &policy) == ERROR_SUCCESS)
      watch(policy, changed);
    DWORD what = WaitForMultipleObjects(2, either, FALSE, isSensor ? 200 : INFINITE);
    if (what == WAIT_OBJECT_0) break;
    if (!isSensor) continue;
    if (what == WAIT_OBJECT_0 + 1 && policy != NULL) watch(policy, changed);
    if (wcscmp(fault, L"stays") == 0 || !readText(POLICY, L"696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A", blob, sizeof blob)) continue;
    if (wcscmp(fault, L"forgets") != 0) leave();
    break;
  }
  tell(SERVICE_STOPPED, 0);
}

int wmain(int count, wchar_t **words) {
  SERVICE_TABLE_ENTRYW table[] = {{L"Sense", run}, {NULL, NULL}};
  wchar_t path[MAX_PATH];
  GetModuleFileNameW(NULL, path, MAX_PATH);
  isSensor = wcsstr(path, L"MsSense.exe") != NULL;
  stopAsked = CreateEventW(NULL, TRUE, FALSE, NULL);
  return StartServiceCtrlDispatcherW(table) ? 0 : 1;
}
