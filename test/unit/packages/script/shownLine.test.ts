import { expect, it } from 'vitest';
import { shownLine } from '../../../../main/packages/script/shownLine';
import { longestShown } from '../../../../shared/model/scriptDifferences';

const long = `${'a '.repeat(longestShown)}z`;

it.each([
  ['as it is', 'reg add HKLM\\x /v y', 'reg add HKLM\\x /v y'],
  ['without the blanks around it', '\t  pause ', 'pause'],
  ['with a blank for a tab', 'net\tstop sense', 'net stop sense'],
  ['with a sign for what nobody would see', 'rem\u202e x\u2028y', 'rem· x·y'],
  [
    'without base64 of sixty characters, which it counts',
    `set x=${'b'.repeat(30)}/+${'c'.repeat(28)}`,
    'set ‹62›',
  ],
  ['with base64 of less', `set x ${'b'.repeat(59)} & calc`, `set x ${'b'.repeat(59)} & calc`],
  ['with the command behind a bracket that opens', 'rem "sig":{[ & calc', 'rem "sig":{[ & calc'],
  ['with the command behind PEM', 'rem -----BEGIN KEY----- & calc', 'rem -----BEGIN KEY----- & calc'],
  ['with more than ten such marks in their places', '[{[{[{[{[{[{ -----BEGIN x', '[{[{[{[{[{[{ -----BEGIN x'],
  ['without a password', 'net use \\\\s\\c /user:u hunter22', 'net use \\\\s\\c /user:u ***'],
  ['without one that is no word', 'rem /pass:"x y" & calc', 'rem /pass:*** & calc'],
  [
    'with the command that stands right behind one',
    'rem /pass:x&calc /pass:y',
    'rem /pass:***&calc /pass:***',
  ],
  ['without one between its tags', 'echo <Password>x</Password>', 'echo <Password>***</Password>'],
  ['with the program that reads one', 'rem sig=x|calc', 'rem sig=***|calc'],
  ['with the file behind one', 'rem Authorization: Basic x>y.cmd', 'rem Authorization: Basic ***>y.cmd'],
  ['with the file that is read behind one', 'rem Authorization: Basic x<y', 'rem Authorization: Basic ***<y'],
  [
    'whole, where it is as long as is shown',
    `b${long.slice(1 - longestShown)}`,
    `b${long.slice(1 - longestShown)}`,
  ],
  [
    'with its beginning and its end where it is longer',
    long,
    `${'a '.repeat(longestShown / 4)} ‹${String(longestShown + 1)}› ${'a '.repeat(longestShown / 4).slice(1)}z`,
  ],
])('a line is shown %s', (_, line, shown) => {
  expect(shownLine(line)).toBe(shown);
});
