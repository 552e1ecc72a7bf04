import { goodScript, withLines } from '../../../unit/packages/hostile/files';
import { type Attack, oneOf } from '../attack';

const units = [
  '\r\n',
  ' ',
  '\\',
  '^',
  '"',
  '%',
  '(',
  '@',
  'rem ',
  'set /p ',
  'add "HKLM',
  'orgId":',
  '{"',
  '\t',
  ':x\r\n',
  'if a ',
];

/** Scripts with almost a megabyte of what patterns repeat, in lines of the length that is allowed. */
export const longTexts: Attack = {
  name: 'long texts',
  make: (random) => {
    const unit = oneOf(random, units);
    const line = `${unit.repeat(Math.floor((random(2) === 0 ? 200 : 8000) / unit.length))}\r\n`;
    const lines = line.repeat(Math.floor((800 * 1024) / line.length));
    const text = oneOf(random, [() => withLines(lines), () => `${goodScript}${lines}`, () => lines])();
    return { name: oneOf(random, ['script.cmd', 'script.cmd', 'Install.ps1']), content: Buffer.from(text) };
  },
};
