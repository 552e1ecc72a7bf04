import { expect, test } from 'vitest';
import { windowsPowerShell } from '../../../main/shell/powershell';

test('finds the 64-bit Windows PowerShell, also from a 32-bit process', () => {
  expect(windowsPowerShell({ SystemRoot: 'D:\\Win' })).toBe(
    'D:\\Win\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
  );
  expect(windowsPowerShell({ PROCESSOR_ARCHITEW6432: 'AMD64' })).toBe(
    'C:\\Windows\\sysnative\\WindowsPowerShell\\v1.0\\powershell.exe',
  );
});
