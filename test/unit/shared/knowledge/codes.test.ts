import { describe, expect, it } from 'vitest';
import { codes, explainCode } from '../../../../shared/knowledge/codes';
import { textOf } from '../../../fixtures/texts';

describe('every code', () => {
  it.each(codes.map((entry) => [entry.tool, entry.code, entry] as const))(
    '%s %i is explained',
    (tool, code, entry) => {
      for (const part of ['title', 'cause', 'next'])
        expect(textOf('knowledge', `${entry.key}.${part}`)).toBeTruthy();
      expect(explainCode(tool, code)).toBe(entry);
      expect(entry.source).toMatch(/, \d{4}-\d\d-\d\d$/);
      if (entry.doubt !== null) expect(textOf('knowledge', entry.doubt)).toBeTruthy();
    },
  );

  it('is there once for each tool', () => {
    expect(new Set(codes.map(({ key }) => key)).size).toBe(codes.length);
  });
});

it.each([
  ['msiexec', 0, 'success'],
  ['msiexec', 3010, 'restart'],
  ['msiexec', 1641, 'restart'],
  ['msiexec', 1603, 'failure'],
  ['msiexec', 1605, 'alreadySo'],
  ['msiexec', 1618, 'retry'],
  ['installScript', 12, 'restart'],
  ['installScript', 35, 'failure'],
  ['installScript', 39, 'failure'],
  ['wusa', 0x240006, 'alreadySo'],
  ['wusa', 0x80240017, 'failure'],
  ['wusa', 5, 'failure'],
  ['onboarding', 15, 'failure'],
  ['onboarding', 40, 'retry'],
  ['onboarding', 65, 'failure'],
  ['dism', 14081, 'failure'],
  ['restart', 1190, 'alreadySo'],
] as const)('%s %i means %s', (tool, code, outcome) => {
  expect(explainCode(tool, code)?.outcome).toBe(outcome);
});

it('knows a code in the signed form of PowerShell', () => {
  expect(explainCode('wusa', -2145124329)?.code).toBe(0x80240017);
});

it('explains what Install.ps1 hands through from msiexec, and mixes up nothing else', () => {
  expect(explainCode('installScript', 1603)?.tool).toBe('msiexec');
  expect(explainCode('msiexec', 12)).toBeNull();
  expect(explainCode('onboarding', 1603)).toBeNull();
});

it('does not guess', () => {
  expect(explainCode('msiexec', 4711)).toBeNull();
  expect(explainCode('wusa', 0x8024ffff)).toBeNull();
});
