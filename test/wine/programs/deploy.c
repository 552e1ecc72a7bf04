/*
 * Programs that Server 2008 R2 has and Wine lacks, and Microsoft's deployment tool. The file's own name says which it is:
 *   certutil    -hashfile <file> SHA256, with a blank after each byte where GANGWAY_TOOL_BLANKS has a value
 *   wusa        ends with the code that GANGWAY_WUSA names
 *   else        the deployment tool: it notes its command line and its folder, writes its log, and ends with the codes that GANGWAY_TOOL names, one
 *               for each start, the last one again; 6 also makes it another file, as one that updates itself
 *
 * Stands on: servicing/servicing-ddt-parameters, servicing/servicing-ddt-exit-codes, servicing/servicing-ddt-log, servicing/servicing-wusa-three-runs-three-codes,
 * servicing/servicing-certutil-hash-blanks, servicing/servicing-certutil-hash-lines.
 * Invented: that Server 2008 R2 writes a hash of SHA256 as Windows 7 writes one of MD5; looked for: captures of certutil on Server 2008 R2, none found.
 */
#include <windows.h>
#include <bcrypt.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static int certutil(int count, wchar_t **words) {
  BCRYPT_ALG_HANDLE algorithm;
  BCRYPT_HASH_HANDLE hash;
  UCHAR bytes[65536], digest[32];
  size_t read;
  const wchar_t *blanks = _wgetenv(L"GANGWAY_TOOL_BLANKS");
  FILE *file;
  if (count != 4 || _wcsicmp(words[1], L"-hashfile") != 0 || _wcsicmp(words[3], L"SHA256") != 0) return 1;
  file = _wfopen(words[2], L"rb");
  if (file == NULL) return 1;
  if (BCryptOpenAlgorithmProvider(&algorithm, BCRYPT_SHA256_ALGORITHM, NULL, 0) != 0) return 1;
  BCryptCreateHash(algorithm, &hash, NULL, 0, NULL, 0, 0);
  while ((read = fread(bytes, 1, sizeof bytes, file)) > 0) BCryptHashData(hash, bytes, (ULONG)read, 0);
  fclose(file);
  BCryptFinishHash(hash, digest, sizeof digest, 0);
  printf("SHA256 hash of %ls:\n", words[2]);
  for (int i = 0; i < 32; i++) printf(blanks && *blanks && i < 31 ? "%02x " : "%02x", digest[i]);
  printf("\nCertUtil: -hashfile command completed successfully.\n");
  return 0;
}

/* Adds a line to a text file, whose name may have variables in it. */
static void note(const wchar_t *name, const wchar_t *line) {
  wchar_t path[MAX_PATH];
  FILE *file;
  ExpandEnvironmentStringsW(name, path, MAX_PATH);
  file = _wfopen(path, L"ab");
  if (file == NULL) return;
  fprintf(file, "%ls\r\n", line);
  fclose(file);
}

/* How often it was started, by the lines that it noted. */
static int starts(void) {
  wchar_t path[MAX_PATH];
  int lines = 0, sign;
  FILE *file;
  ExpandEnvironmentStringsW(L"%windir%\\temp\\tool.txt", path, MAX_PATH);
  file = _wfopen(path, L"rb");
  if (file == NULL) return 0;
  while ((sign = fgetc(file)) != EOF) lines += sign == '\n';
  fclose(file);
  return lines;
}

static int tool(const wchar_t *own) {
  wchar_t folder[MAX_PATH], line[8192];
  const wchar_t *codes = _wgetenv(L"GANGWAY_TOOL");
  int start = starts(), code = codes == NULL ? 0 : _wtoi(codes);
  for (; codes != NULL && start > 0 && (codes = wcschr(codes, L',')) != NULL; start--) code = _wtoi(++codes);
  GetCurrentDirectoryW(MAX_PATH, folder);
  swprintf(line, 8192, L"%ls|%ls", folder, GetCommandLineW());
  note(L"%windir%\\temp\\tool.txt", line);
  CreateDirectoryW(_wgetenv(L"ProgramData"), NULL);
  ExpandEnvironmentStringsW(L"%ProgramData%\\Microsoft\\DefenderDeploymentTool", folder, MAX_PATH);
  CreateDirectoryW(folder, NULL);
  /* So that a caller that does not wait is seen: the line stands there only once the work is done. */
  Sleep(300);
  swprintf(line, 8192, L"Microsoft Defender deployment tool completed, exit code: %d%ls", code, code == 0 ? L" [Success]" : L"");
  note(L"%ProgramData%\\Microsoft\\DefenderDeploymentTool\\DefenderDeploymentTool-%COMPUTERNAME%.log", line);
  if (code == 6) {
    swprintf(line, 8192, L"%ls.old", own);
    MoveFileW(own, line);
    CopyFileW(line, own, FALSE);
    note(own, L"newer");
  }
  return code;
}

int wmain(int count, wchar_t **words) {
  wchar_t path[MAX_PATH], name[MAX_PATH];
  GetModuleFileNameW(NULL, path, MAX_PATH);
  _wsplitpath(path, NULL, NULL, name, NULL);
  if (_wcsicmp(name, L"certutil") == 0) return certutil(count, words);
  if (_wcsicmp(name, L"wusa") == 0) {
    note(L"%windir%\\temp\\wusa.txt", GetCommandLineW());
    return _wtoi(_wgetenv(L"GANGWAY_WUSA") == NULL ? L"0" : _wgetenv(L"GANGWAY_WUSA"));
  }
  return tool(path);
}
