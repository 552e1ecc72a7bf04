import { expect, it } from 'vitest';
import { registryValue, writesRegistryValue } from '../../../../main/packages/script/registryValue';

const adds = 'reg add "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection"';

it.each<[string, string, string | null]>([
  ['as the portal writes it', `${adds} /v A /t REG_SZ /f /d "x y" >NUL`, 'x y'],
  ['with more blanks', `${adds.replace('add "', 'add  \t"')}  /v  A  /d  "x"`, 'x'],
  ['with its name in quotes', `${adds} /v "A" /d "x"`, 'x'],
  ['with its name in other letters', `${adds} /v a /D "x"`, 'x'],
  ['on a later line', `${adds} /v B /d "y"\n${adds} /v A /d "x"`, 'x'],
  ['behind another on its line', `${adds} /v B /d "y" & ${adds} /v A /d "x"`, 'x'],
  ['without quotes', `${adds} /v A /d x1 /f`, 'x1'],
  ['with a quote in it', `${adds} /v A /d "x\\"y"`, 'x"y'],
  ['with a backslash at its end', `${adds} /v A /d "x\\\\" /f`, 'x\\'],
  ['with a quote behind two backslashes', `${adds} /v A /d "x\\\\\\"y"`, 'x\\"y'],
  ['with backslashes before a letter', `${adds} /v A /d "x\\\\y"`, 'x\\\\y'],
  ['that is empty', `${adds} /v A /d ""`, ''],
  ['without its end', `${adds} /v A /d "x\n"`, null],
  ['without anything', `${adds} /v A /d `, null],
  ['without data', `${adds} /v A /f`, null],
  ['with data before its name', `/d "y" ${adds} /v A /f`, null],
  ['of a longer name', `${adds} /v A-1 /d "x"`, null],
  ['of another key', `${adds.replace('Policies', 'Other')} /v A /d "x"`, null],
  ['that is asked for', `${adds.replace('add', 'query')} /v A /d "x"`, null],
])('a value %s', (_, text, value) => {
  expect(registryValue(text, 'A')).toBe(value);
});

it('is written where its name stands, whatever becomes of it', () => {
  expect(writesRegistryValue(`x\r\n${adds} /v A`, 'a')).toBe(true);
  expect(writesRegistryValue(`${adds} /v A-1`, 'A')).toBe(false);
});
