import { expect, test } from 'vitest';
import { windowsFolder } from '../../../main/windowsFolder';
import { childEnvironment, windowsPowerShell } from '../../../main/shell/powershell';

test('finds the 64-bit Windows PowerShell, also from a 32-bit process', () => {
  expect(windowsPowerShell({ SystemRoot: 'D:\\Win' })).toBe(
    'D:\\Win\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
  );
  expect(windowsPowerShell({ PROCESSOR_ARCHITEW6432: 'AMD64' })).toBe(
    'C:\\Windows\\sysnative\\WindowsPowerShell\\v1.0\\powershell.exe',
  );
});

// What else is lost then: row platform/psmodulepath-of-powershell7.
test('hands no modules of PowerShell 7 on, however the variable is written, and on Windows its own tools alone', () => {
  const prompt = {
    SystemRoot: 'D:\\Win',
    psmodulePATH: 'C:\\Program Files\\PowerShell\\7\\Modules',
    PATH: 'C:\\evil;D:\\Win\\System32',
    WinDir: 'C:\\evil',
    ComSpec: 'C:\\evil\\cmd.exe',
    TEMP: 'C:\\Temp',
  };
  expect(childEnvironment(prompt, true)).toEqual({
    SystemRoot: 'D:\\Win',
    windir: 'D:\\Win',
    ComSpec: 'D:\\Win\\System32\\cmd.exe',
    TEMP: 'C:\\Temp',
    Path: 'D:\\Win\\System32;D:\\Win;D:\\Win\\System32\\Wbem;D:\\Win\\System32\\WindowsPowerShell\\v1.0',
  });
  expect(childEnvironment({ PSModulePath: '/x', PATH: '/usr/bin' }, false)).toEqual({ PATH: '/usr/bin' });
});

test.each([
  [
    'the library that every process has',
    ['C:\\evil\\node.dll', 'D:\\Windows\\SYSTEM32\\ntdll.dll'],
    'D:\\Windows',
  ],
  ['no library of that name elsewhere', ['D:\\evil\\Windows\\System32\\ntdll.dll'], 'C:\\evil'],
  ['the variable, where nothing tells', [], 'C:\\evil'],
])('the folder of Windows is told by %s', (_, libraries, folder) => {
  expect(windowsFolder({ SystemRoot: 'C:\\evil' }, libraries)).toBe(folder);
});
