import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noHash, toLine, type JournalEntry } from '../../../main/journal/entry';
import { parseJournal } from '../../../main/journal/parse';
import { reportActions } from '../../../main/report/reportRuns';
import { changesOf } from '../../../main/runs/ledger';
import { runOf, withEntry } from '../../../main/runs/runState';
import { createTexts } from '../../../main/texts';
import { changeSchema, runViewSchema, type RunView } from '../../../shared/bridge/session';

type Said = Pick<JournalEntry, 'phase'> & Partial<Pick<JournalEntry, 'action' | 'nn' | 'data'>>;

/** A whole journal: what is left out is filled in, and the chain is closed. */
function journal(said: readonly Said[], runId = '20261124-143208-0a1b2c3d', from = 1000): JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (const one of said) {
    const seq = entries.length;
    const prev = entries.at(-1)?.hash ?? noHash;
    const head = { v: 1 as const, seq, at: from + seq, runId, targetId: 'local' };
    entries.push(toLine({ ...head, action: null, nn: null, data: null, ...one, prev }).entry);
  }
  return entries;
}

const planned = (purpose: 'plan' | 'test' | 'undo', ...ids: string[]): Said => ({
  phase: 'planned',
  data: { purpose, actions: ids.map((id, index) => ({ id, nn: index + 1, key: id, needed: true })) },
});
const of = (action: string, nn: number, ...phases: JournalEntry['phase'][]): Said[] =>
  phases.map((phase) => ({ action, nn, phase }));
const ended = (outcome: string): Said => ({ phase: 'ended', data: { outcome, failure: null } });
const proved: Said = { action: 'send-kit', nn: 1, phase: 'verified', data: { after: '', restart: true } };
const begun: Said = { action: 'send-kit', nn: 1, phase: 'note', data: { restart: 'begun' } };
const asked: Said = { phase: 'note', action: 'restart', data: { restart: 'asked', askedAt: 5 } };
const good = ['intent', 'sent', 'ack', 'verified'] as const;

describe('a run told from its journal', () => {
  const failure = { code: 'operation.failed', detail: 'words', native: 1603 };
  const cases: [string, Said[], string, string[]][] = [
    ['only planned', [], 'stopped', ['ahead', 'ahead']],
    ['an intent', of('send-kit', 1, 'intent'), 'interrupted', ['running', 'ahead']],
    ['sent', of('send-kit', 1, 'intent', 'sent'), 'interrupted', ['running', 'ahead']],
    ['acknowledged', of('send-kit', 1, 'intent', 'sent', 'ack'), 'interrupted', ['running', 'ahead']],
    ['verified', of('send-kit', 1, ...good), 'stopped', ['done', 'ahead']],
    ['already so', of('send-kit', 1, 'alreadySo'), 'stopped', ['alreadySo', 'ahead']],
    ['failed', [...of('send-kit', 1, 'intent', 'failed'), ended('failed')], 'failed', ['failed', 'ahead']],
    [
      'unknown',
      [...of('send-kit', 1, 'intent', 'unknown'), ended('unknown')],
      'unknown',
      ['unknown', 'ahead'],
    ],
    [
      'conflict',
      [...of('send-kit', 1, 'ack', 'conflict'), ended('conflict')],
      'conflict',
      ['conflict', 'ahead'],
    ],
    [
      'a restart that is wanted',
      [...of('send-kit', 1, 'needsReboot'), ended('restartRequired')],
      'restartRequired',
      ['restartRequired', 'ahead'],
    ],
    [
      'a restart that was proved',
      [
        ...of('send-kit', 1, 'needsReboot'),
        ended('restartRequired'),
        ...of('send-kit', 1, 'verified'),
        ended('stopped'),
      ],
      'stopped',
      ['done', 'ahead'],
    ],
    [
      'a restart that an installer has begun',
      [...of('send-kit', 1, 'intent', 'sent', 'ack'), begun],
      'interrupted',
      ['running', 'ahead'],
    ],
    [
      'a restart that an installer had begun, and that is over',
      [...of('send-kit', 1, 'intent', 'sent', 'ack'), begun, ...of('send-kit', 1, 'verified')],
      'stopped',
      ['done', 'ahead'],
    ],
    [
      'a restart that is wanted behind what was proved',
      [...of('send-kit', 1, 'intent'), proved, ended('restartRequired')],
      'restartRequired',
      ['restartRequired', 'ahead'],
    ],
    [
      'a restart that came behind what was proved',
      [...of('send-kit', 1, 'intent'), proved, ended('restartRequired'), ended('stopped')],
      'stopped',
      ['done', 'ahead'],
    ],
    [
      'a restart that the last action wants and nobody waits for',
      [...of('send-kit', 1, 'intent'), proved, ended('done')],
      'done',
      ['restartRequired', 'ahead'],
    ],
    [
      'a restart that was asked for behind what was proved, and that is over',
      [...of('send-kit', 1, 'intent'), proved, ended('restartRequired'), asked, ended('stopped')],
      'stopped',
      ['done', 'ahead'],
    ],
    [
      'a result that wants a restart, before anything showed it',
      [...of('send-kit', 1, 'intent'), { ...proved, phase: 'ack' }],
      'interrupted',
      ['running', 'ahead'],
    ],
    [
      'a word that comes behind what was proved',
      [...of('send-kit', 1, ...good), ...of('send-kit', 1, 'sent')],
      'stopped',
      ['done', 'ahead'],
    ],
    [
      'an end that nobody can read',
      [...of('send-kit', 1, 'intent'), { phase: 'ended', data: { outcome: 'nonsense' } }],
      'interrupted',
      ['running', 'ahead'],
    ],
    [
      'taken up again after the app ended',
      [...of('send-kit', 1, 'intent', 'sent'), ...of('send-kit', 1, 'verified'), ended('stopped')],
      'stopped',
      ['done', 'ahead'],
    ],
  ];
  it.each([
    ['of a run that waits for it', 'restartRequired', 'restarting', 'restartRequired'],
    ['behind a run that is over', 'done', 'done', 'done'],
  ])('with a restart that was asked for %s', (_, end, shown, left) => {
    const entries = journal([planned('plan', 'send-kit'), ended(end), asked]);
    const live = entries.reduce<RunView | null>(withEntry, null);
    expect(live).toMatchObject({ outcome: shown, restartAskedAt: 1002, endedAt: 1001 });
    // Nobody waits for the server any more once the app was closed.
    expect(runOf(entries)).toMatchObject({ outcome: left, restartAskedAt: 1002, endedAt: 1001 });
    const over = journal([planned('plan', 'send-kit'), ended(end), asked, ended('stopped')]);
    expect(runOf(over)).toMatchObject({ outcome: 'stopped', restartAskedAt: null, endedAt: 1003 });
  });

  it.each(cases)('with %s', (_, said, outcome, states) => {
    const run = runOf(journal([planned('plan', 'send-kit', 'onboard'), ...said]));
    expect(run?.outcome).toBe(outcome);
    expect(run?.actions.map(({ state }) => state)).toEqual(states);
    expect(run?.endedAt === null).toBe(outcome === 'interrupted');
  });

  // What the server showed afterwards, and what the operation found, lie in the same entry.
  it.each<Said>([
    { phase: 'failed', data: failure },
    { phase: 'failed', data: { ...failure, after: 'OnboardingState = -' } },
    { phase: 'unknown', data: { ...failure, after: '', result: { hosts: [] } } },
  ])('keeps code, words and exit code of a failure, whatever stands beside it (%j)', (end) => {
    const said = [planned('plan', 'onboard'), { ...end, action: 'onboard', nn: 1 }];
    expect(runOf(journal(said))?.actions[0]?.failure).toEqual(failure);
  });

  it('has no failure for an end that is none', () => {
    const end: Said = { phase: 'conflict', action: 'onboard', nn: 1, data: failure };
    expect(runOf(journal([planned('plan', 'onboard'), end]))?.actions[0]?.failure).toBeNull();
  });

  it('is none where the journal does not begin with a plan', () => {
    expect(runOf(journal([{ phase: 'note', action: 'restart' }, planned('plan', 'onboard')]))).toBeNull();
    expect(journal([ended('done')]).reduce<RunView | null>(withEntry, null)).toBeNull();
    expect(runOf([])).toBeNull();
    expect(runOf(journal([{ phase: 'note', action: 'restart' }]))).toBeNull();
    expect(runOf(journal([{ phase: 'planned', data: 'nonsense' }]))).toBeNull();
  });
});

describe('a run that is followed', () => {
  const live = (...said: Said[]) =>
    journal([planned('plan', 'send-kit', 'onboard'), ...said]).reduce<RunView | null>(withEntry, null);

  it('is restarting while its tool restarts the server, and goes on once that action is over', () => {
    const restarting = live(...of('send-kit', 1, 'intent', 'sent'), begun);
    expect(restarting).toMatchObject({ outcome: 'restarting', restartAskedAt: 1003, stopAsked: false });
    const still = live(...of('send-kit', 1, 'intent', 'sent'), begun, ...of('send-kit', 1, 'ack'));
    expect(still).toMatchObject({ outcome: 'restarting', restartAskedAt: 1003 });
    const over = live(...of('send-kit', 1, 'intent', 'sent'), begun, ...of('send-kit', 1, 'verified'));
    expect(over).toMatchObject({ outcome: 'running', restartAskedAt: null });
  });

  it('that waits for a person is not under way again by what is proved then', () => {
    const waits = [...of('send-kit', 1, 'needsReboot'), ended('restartRequired')];
    expect(live(...waits, ...of('send-kit', 1, 'verified'))?.outcome).toBe('restartRequired');
    expect(live(...waits, asked, ...of('send-kit', 1, 'verified'))).toMatchObject({
      outcome: 'restarting',
      restartAskedAt: 1003,
    });
  });

  it('forgets with its end that somebody asked it to stop', () => {
    const run = live(...of('send-kit', 1, ...good));
    expect(run?.stopAsked).toBe(false);
    const [end] = journal([ended('stopped')]);
    expect(withEntry(run && { ...run, stopAsked: true }, end ?? expect.unreachable())?.stopAsked).toBe(false);
  });
});

describe('an action that wants a restart, in the report', () => {
  it.each([
    ['is done where the server showed it', proved, 'done'],
    ['waits where nothing showed it', { ...proved, phase: 'needsReboot' as const }, 'needsReboot'],
  ])('%s', (_, end, outcome) => {
    const entries = journal([
      planned('plan', 'send-kit'),
      ...of('send-kit', 1, 'intent'),
      end,
      ended('done'),
    ]);
    expect(reportActions([entries], createTexts('en')).map((action) => action.outcome)).toEqual([outcome]);
  });
});

/** Any journal that the app could have written, and some that it could not. */
const anyJournal = fc
  .record({
    count: fc.integer({ min: 1, max: 4 }),
    entries: fc.array(
      fc.record({
        nn: fc.integer({ min: 1, max: 4 }),
        phase: fc.constantFrom(
          ...(['intent', 'sent', 'ack', 'verified', 'alreadySo', 'failed', 'needsReboot'] as const),
          ...(['conflict', 'unknown', 'stopped', 'ended', 'note'] as const),
        ),
        data: fc.constantFrom(
          null,
          'text',
          { outcome: 'done', failure: null },
          { code: 'nonsense' },
          { after: 1 },
        ),
      }),
      { maxLength: 14 },
    ),
  })
  .map(({ count, entries }) => {
    const ids = Array.from({ length: count }, (_, index) => `action-${String(index + 1)}`);
    const said = entries.map(({ nn, phase, data }) =>
      phase === 'ended' ? { phase, data } : { phase, data, nn, action: `action-${String(nn)}` },
    );
    return journal([planned('plan', ...ids), ...said]);
  });

describe('any journal, cut or changed anywhere', () => {
  const textOf = (entries: readonly JournalEntry[]) =>
    entries.map(({ hash: _hash, ...entry }) => `${toLine(entry).line}\n`).join('');

  it('gives a run of the right shape that never claims more than was verified', () => {
    fc.assert(
      fc.property(anyJournal, fc.double({ min: 0, max: 1, noNaN: true }), (entries, part) => {
        const bytes = Buffer.from(textOf(entries));
        const { entries: left, broken } = parseJournal(bytes.subarray(0, Math.floor(bytes.length * part)));
        expect(broken).toBeNull();
        const run = runOf(left);
        if (run === null) return;
        runViewSchema.parse(run);
        for (const { nn, state } of run.actions) {
          const mine = left.filter((entry) => entry.nn === nn);
          if (state === 'done') expect(mine.some(({ phase }) => phase === 'verified')).toBe(true);
          if (state === 'ahead') expect(mine.filter(({ phase }) => phase !== 'note')).toEqual([]);
        }
        for (const change of changesOf(left)) changeSchema.parse(change);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws for bytes that somebody changed', () => {
    const edit = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(anyJournal, fc.array(edit, { maxLength: 5 }), (entries, edits) => {
        const bytes = Buffer.from(textOf(entries));
        for (const [place, byte] of edits) bytes[place % bytes.length] = byte;
        const { entries: left, broken } = parseJournal(bytes);
        const whole = broken === null ? left : left.slice(0, broken.atSeq);
        const run = runOf(whole);
        if (run !== null) runViewSchema.parse(run);
        expect(whole.map(({ hash }) => hash)).toEqual(entries.slice(0, whole.length).map(({ hash }) => hash));
      }),
      { numRuns: 300 },
    );
  });
});
