import { describe, expect, it } from 'vitest';
import type { Capture } from '../../ground/capture';
import { compare } from '../../ground/compare';
import { rowSchema, type Row } from '../../ground/row';
import { aServer } from '../../fixtures/facts';

const exampleFacts = aServer();

const row = (given: Partial<Row>): Row =>
  rowSchema.parse({
    id: 'mde-mpstatus-1-2',
    asked: 'Get-MpComputerStatus',
    windows: '2016',
    version: null,
    language: null,
    shows: {},
    source: 'public file no. 1',
    trust: 'capture',
    due: null,
    ...given,
  });

const old = row({
  shows: { AMProductVersion: '4.10.14393.2248', NISEnabled: 'True' },
  missing: ['AMRunningMode'],
});

function captured(shows: Row['shows'], missing: string[] = [], windows = '2016'): Capture {
  return {
    source: 'real',
    script: '',
    powershell: '5.1',
    culture: 'en-US',
    took: 1,
    modules: [],
    records: 0,
    facts: exampleFacts,
    rows: [
      { topic: 'defender', question: 'mpstatus', row: row({ id: 'mpstatus-now', shows, missing, windows }) },
    ],
  };
}

const beliefs = (one: Row) => ({
  rows: new Map([['defender/mde-mpstatus-1-2', one]]),
  values: [],
  stands: new Map(),
  machines: [],
});

describe('a capture held against a row', () => {
  it.each([
    [
      'has what the row misses',
      captured({ AMProductVersion: '4.10.14393.9', AMRunningMode: 'Normal' }),
      ['defender/mde-mpstatus-1-2: AMRunningMode is there'],
    ],
    [
      'misses what the row has',
      captured({ AMProductVersion: '4.10.14393.9' }, ['NISEnabled']),
      ['defender/mde-mpstatus-1-2: NISEnabled is not there'],
    ],
    ['is of a newer platform', captured({ AMProductVersion: '4.18.2011.6', AMRunningMode: 'Normal' }), []],
    [
      'is of another Windows',
      captured({ AMProductVersion: '4.10.14393.9', AMRunningMode: 'Normal' }, [], '2019'),
      [],
    ],
  ])('that %s', (_what, capture, expected) => {
    expect(compare(capture, beliefs(old)).contradicted).toEqual(expected);
  });

  it('confirms a row of which it says something again', () => {
    const same = captured({ AMProductVersion: '4.10.14393.9', NISEnabled: 'True' });
    expect(compare(same, beliefs(old)).confirmed).toEqual(['defender/mde-mpstatus-1-2']);
    const other = captured({ AMProductVersion: '4.10.14393.9', NISEnabled: 'False' });
    expect(compare(other, beliefs(old)).confirmed).toEqual([]);
  });
});

describe('a capture held against decisions and practice servers', () => {
  const facts = { ...exampleFacts, defender: { ...exampleFacts.defender, runningMode: 'Passive Mode' } };
  const capture = { ...captured({}), facts };
  const values = [
    { path: 'serverState.defender.runningMode', value: '/passive/i', files: [] },
    { path: 'serverState.defender.runningMode', value: '/^normal$/i', files: [] },
    { path: 'serverState.defender.runningMode', value: null, files: [] },
  ];

  it('names the values that were seen, and those that nobody saw before', () => {
    const stands = new Map([['serverState.defender.runningMode = "/passive/i"', { never: 15 }]]);
    const { seen } = compare(capture, { ...beliefs(old), values, stands });
    expect(seen).toEqual(['serverState.defender.runningMode = "/passive/i" (for the first time)']);
  });

  it('names where the nearest practice server would have answered otherwise', () => {
    const machines = [
      {
        id: 'far',
        facts: {
          ...facts,
          policy: { ...facts.policy, onboardingInfo: !facts.policy.onboardingInfo },
          orphanRegistration: !facts.orphanRegistration,
        },
      },
      { id: 'near', facts: { ...facts, orphanRegistration: !facts.orphanRegistration } },
      { id: 'otherBuild', facts: { ...facts, os: { ...facts.os, build: facts.os.build + 1 } } },
    ];
    const { machine } = compare(capture, { ...beliefs(old), machines });
    expect(machine?.id).toBe('near');
    expect(machine?.differs).toEqual([
      `orphanRegistration: here ${String(!facts.orphanRegistration)}, there ${String(facts.orphanRegistration)}`,
    ]);
  });
});
