import { describe, expect, it } from 'vitest';
import {
  answersOfList,
  momentOf,
  proposedColumns,
  wordsOf,
} from '../../../../../shared/handoff/answers/columns';
import { csvTable, type CsvTable } from '../../../../../shared/handoff/csv';

function table(text: string): CsvTable {
  const read = csvTable(text);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

const portal = table(
  [
    'Device ID,Device name,Domain,Health state,Onboarding status,Last device update',
    '1,nord-fs03.nord.example,nord.example,Active,Onboarded,2026-11-29T08:00:00.1234567Z',
    '2,nord-dc01.nord.example,nord.example,,Can be onboarded,11/29/2026 8:00 AM',
    '3,nord-db01.nord.example,nord.example,,Unsupported,',
    '4,,nord.example,,Onboarded,',
  ].join('\n'),
);

describe('a list of the portal', () => {
  it('is proposed its columns, and what their words mean', () => {
    expect(proposedColumns(portal)).toEqual({
      ...{ name: 1, outcome: 4, at: 5, detail: 3 },
      meanings: { Onboarded: 'onboarded', 'Can be onboarded': 'notYet', Unsupported: 'unknown' },
    });
    expect(proposedColumns(table('computerDnsName;onboardingStatus;lastSeen\na;CanBeOnboarded;x\n'))).toEqual(
      {
        ...{ name: 0, outcome: 1, at: 2, detail: null },
        meanings: { CanBeOnboarded: 'notYet' },
      },
    );
    expect(proposedColumns(table('Nom,État\na,Intégré\n'))).toEqual({
      ...{ name: null, outcome: null, at: null, detail: null },
      meanings: {},
    });
  });

  it('tells of its servers by those columns; a word without a meaning is unknown', () => {
    const { meanings: _, ...columns } = proposedColumns(portal);
    const { answers, nameless } = answersOfList(
      portal,
      { ...columns, meanings: { Onboarded: 'onboarded' } },
      'd.csv',
    );
    expect(nameless).toBe(1);
    expect(answers.map(({ name, outcome, at, detail }) => [name, outcome, at, detail])).toEqual([
      ['nord-fs03.nord.example', 'onboarded', Date.UTC(2026, 10, 29, 8, 0, 0, 123), 'Onboarded, Active'],
      ['nord-dc01.nord.example', 'unknown', null, 'Can be onboarded'],
      ['nord-db01.nord.example', 'unknown', null, 'Unsupported'],
    ]);
  });

  it('has no words where a column has too many', () => {
    const many = table(`a,b\n${Array.from({ length: 40 }, (_, index) => `x,${index}`).join('\n')}`);
    expect(wordsOf(many, 1)).toBeNull();
    expect(wordsOf(many, 0)).toEqual([{ word: 'x', count: 40 }]);
  });

  it('has no meaning for a word that every object knows', () => {
    const odd = table('Device name,Onboarding status\na,constructor\nb,__proto__\n');
    const { answers } = answersOfList(odd, proposedColumns(odd), 'd.csv');
    expect(answers.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
  });
});

it.each([
  ['2026-11-30', Date.UTC(2026, 10, 30)],
  ['2026-11-30 14:05', Date.UTC(2026, 10, 30, 14, 5)],
  ['2026-11-30T14:05:00+01:00', Date.UTC(2026, 10, 30, 13, 5)],
  ['03/04/2026', null],
  ['2026-13-40', null],
  ['', null],
])('reads %s as the moment %s', (text, at) => {
  expect(momentOf(text)).toBe(at);
});
