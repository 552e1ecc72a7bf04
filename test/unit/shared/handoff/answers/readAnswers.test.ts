import { describe, expect, it } from 'vitest';
import { readFleetFile } from '../../../../../shared/handoff/answers/readAnswers';
import { exitCodes, resultTable, resultText, type ServerResult } from '../../../../../shared/handoff/result';

const now = Date.UTC(2026, 10, 30, 12);
const result: ServerResult = {
  version: 1,
  computer: 'NORD-FS03',
  at: now - 60_000,
  windows: { build: 14393, name: 'Windows Server 2016 Standard' },
  handOff: 'Défense',
  order: null,
  outcome: 'failed',
  onboardingState: 0,
  orgId: null,
  mode: 'Passive Mode',
  exitCode: exitCodes.install,
  step: 'install',
  detail: '=1603',
};
const answer = {
  name: 'NORD-FS03',
  outcome: 'failed',
  at: now - 60_000,
  handOff: 'Défense',
  windows: 'Windows Server 2016 Standard',
  detail: '=1603',
};
const withChange = (change: object) => JSON.stringify({ ...result, ...change });
const read = (text: string, file = 'NORD-FS03.json') => readFleetFile(text, file, now);

describe('a file of a fleet', () => {
  it.each([
    ['as the script leaves it', resultText(result), 'NORD-FS03.json', 'result'],
    [
      'as the role of Ansible writes it, by the name of its inventory',
      JSON.stringify(result),
      'nord-fs03.nord.example.json',
      'result',
    ],
    ['as a row of our own columns', resultTable([result]), 'all.csv', 'table'],
  ])('is an answer %s', (_, text, file, from) => {
    expect(read(text, file)).toEqual({
      kind: 'answers',
      answers: [{ ...answer, from, file }],
      refused: [],
    });
  });

  it.each([
    ['nothing', ' \r\n', 'empty'],
    ['a half of it', resultText(result).slice(0, 200), 'notJson'],
    ['another version', withChange({ version: 2 }), 'otherVersion'],
    ['a property more', withChange({ extra: 1 }), 'badShape'],
    ['a word that is no outcome', withChange({ outcome: 'fine' }), 'badShape'],
    ['a list of results', `[${JSON.stringify(result)}]`, 'badShape'],
    ['a name with a path', withChange({ computer: '..\\x' }), 'badShape'],
    ['a line break in what it says', withChange({ detail: 'a\nb' }), 'badShape'],
    ['the name of another server', withChange({ computer: 'NORD-DC01' }), 'otherName'],
    ['a date two days ahead', withChange({ at: now + 48 * 3_600_000 }), 'future'],
    ['bytes', '{\0', 'binary'],
    ['words', 'hello\nworld\n', 'notTable'],
  ])('that holds %s is refused with its reason', (_, text, why) => {
    expect(read(text)).toEqual({ kind: 'refused', why });
  });

  it('takes the good rows of a table and counts the others', () => {
    const rows = [result, { ...result, at: now + 48 * 3_600_000 }];
    const text = resultTable(rows).replace(/\r\n$/, '\r\n"x","y"\r\n');
    expect(read(text, 'all.csv')).toMatchObject({
      answers: [{ name: 'NORD-FS03' }],
      refused: ['future', 'badShape'],
    });
  });

  it('is a list where its columns are others', () => {
    expect(read('Device name,Onboarding status\nA,Onboarded\n', 'devices.csv')).toMatchObject({
      kind: 'list',
    });
  });
});
