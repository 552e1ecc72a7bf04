import { expect, test } from 'vitest';
import { childEnvironment, windowsPowerShell } from '../../../main/shell/powershell';

test('finds the 64-bit Windows PowerShell, also from a 32-bit process', () => {
  expect(windowsPowerShell({ SystemRoot: 'D:\\Win' })).toBe(
    'D:\\Win\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
  );
  expect(windowsPowerShell({ PROCESSOR_ARCHITEW6432: 'AMD64' })).toBe(
    'C:\\Windows\\sysnative\\WindowsPowerShell\\v1.0\\powershell.exe',
  );
});

test('hands no modules of PowerShell 7 on, however the variable is written, and on Windows its own tools alone', () => {
  const prompt = {
    SystemRoot: 'D:\\Win',
    psmodulePATH: 'C:\\Program Files\\PowerShell\\7\\Modules',
    PATH: 'C:\\evil;D:\\Win\\System32',
    TEMP: 'C:\\Temp',
  };
  expect(childEnvironment(prompt, true)).toEqual({
    SystemRoot: 'D:\\Win',
    TEMP: 'C:\\Temp',
    Path: 'D:\\Win\\System32;D:\\Win;D:\\Win\\System32\\Wbem;D:\\Win\\System32\\WindowsPowerShell\\v1.0',
  });
  expect(childEnvironment({ PSModulePath: '/x', PATH: '/usr/bin' }, false)).toEqual({ PATH: '/usr/bin' });
});
