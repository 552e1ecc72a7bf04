import { expect, it } from 'vitest';
import { fingerprint } from '../../../../main/packages/script/fingerprint';

const known = 'powershell -Command "Get-Date; Get-Host" >NUL 2>&1';

it.each([
  [known, true],
  [`  \t${known}  `, true],
  [known.replace('; ', ';\t  '), true],
  [known.replace('powershell', 'PowerShell'), true],
  [known.replace('powershell', 'PowerShell.exe'), true],
  [known.replace('powershell', '%powershellPath%'), true],
  [known.replace('powershell', '%powershellPath%.exe'), false],
  [known.replace('powershell', '.\\powershell.exe'), false],
  [`x & ${known.replace('powershell', '%powershellPath%')}`, false],
  [known.replace('; ', ';'), false],
  [known.replace('Get-Date', 'get-date'), false],
])('%s is the line that is known: %s', (line, same) => {
  expect(fingerprint(line) === fingerprint(known)).toBe(same);
});

it('calls PowerShell by one name at the beginning alone', () => {
  expect(fingerprint('x %powershellPath% y')).not.toBe(fingerprint('x powershell y'));
});
