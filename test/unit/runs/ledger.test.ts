import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../main/journal/entry';
import { ledger } from '../../../main/runs/ledger';
import type { RunView } from '../../../shared/bridge/session';
import type { Noted } from './inMemory';

type Said = [action: string | null, nn: number | null, phase: JournalEntry['phase'], data?: unknown];

/** A journal of a run of one action that says this after its plan. */
function run(said: readonly Said[], runId = 'run-aaaa', purpose: RunView['purpose'] = 'plan', from = 1000) {
  const planned = { purpose, actions: [{ id: 'set-mode', nn: 1, needed: true }] };
  const all: readonly Said[] = [[null, null, 'planned', planned], ...said];
  return all.map(([action, nn, phase, data = null], index): Noted => ({
    at: from + index,
    runId,
    targetId: 'local',
    action,
    nn,
    phase,
    data: data as never,
  })) as JournalEntry[];
}
const verified = (action: string, nn = 1, after = ''): Said => [
  action,
  nn,
  'verified',
  { after, restart: false },
];
const mode = (runId: string, from: number, purpose: RunView['purpose'] = 'plan') =>
  run([['set-mode', 1, 'intent', {}], verified('set-mode')], runId, purpose, from);
const marks = (...journals: JournalEntry[][]) => ledger(journals).map(({ undo }) => undo);

describe('the ledger', () => {
  it('tells what the server showed before and after, and when', () => {
    const intents: Said[] = [
      ['send-kit', 2, 'intent', { before: 'another action' }],
      ['set-mode', 1, 'sent', { before: 'no intent' }],
      ['set-mode', 1, 'intent', { before: 'ForceDefenderPassiveMode = -' }],
    ];
    expect(ledger([run([...intents, verified('set-mode', 1, 'ForceDefenderPassiveMode = 1')])])).toEqual([
      {
        runId: 'run-aaaa',
        nn: 1,
        action: 'set-mode',
        at: 1004,
        before: 'ForceDefenderPassiveMode = -',
        after: 'ForceDefenderPassiveMode = 1',
        undo: 'possible',
        journey: 'onboard',
      },
    ]);
  });

  it('tells of a restart how the run that called for it had found the server', () => {
    const needed: Said = ['restart', 1, 'needsReboot', { before: 'pending' }];
    expect(ledger([run([needed, verified('restart', 1, 'started')])])).toMatchObject([
      { before: 'pending', after: 'started' },
    ]);
  });

  it.each([
    ['nothing', null],
    ['nonsense', 'text'],
    ['another shape', { before: 5, after: 5 }],
    ['no evidence', {}],
  ])('leaves before and after empty where the journal has %s', (_, data) => {
    const found = ledger([
      run([
        ['set-mode', 1, 'intent', data],
        ['set-mode', 1, 'verified', data],
      ]),
    ]);
    expect(found).toMatchObject([{ before: '', after: '' }]);
  });

  it('knows only what was verified, of an action that changes something', () => {
    expect(
      ledger([
        run([
          ['set-mode', 1, 'intent'],
          ['set-mode', 1, 'ack'],
          ['set-mode', 1, 'alreadySo'],
        ]),
      ]),
    ).toEqual([]);
    expect(ledger([run([verified('test-connectivity')])])).toEqual([]);
    expect(
      ledger([
        run([
          [null, 1, 'verified'],
          ['set-mode', null, 'verified'],
        ]),
      ]),
    ).toEqual([]);
    // An action of a later version is a change, since nobody knows better.
    expect(ledger([run([verified('later-action')])])).toMatchObject([
      { action: 'later-action', undo: 'none' },
    ]);
  });

  it('says what can be taken back: the mode, never the onboarding, and no other change', () => {
    expect(marks(run([verified('set-mode'), verified('onboard', 2), verified('send-kit', 3)]))).toEqual([
      'possible',
      'oneWay',
      'none',
    ]);
    // A run whose plan nobody can read is one of a plan.
    expect(marks(run([verified('set-mode')]).slice(1))).toEqual(['possible']);
  });

  it('marks the one change that was taken back, the newest first', () => {
    const [first, second] = [mode('run-aaaa', 1000), mode('run-bbbb', 2000)];
    const undo = mode('run-cccc', 3000, 'undo');
    const again = mode('run-dddd', 4000, 'undo');
    expect(marks(second, first)).toEqual(['possible', 'possible']);
    expect(marks(undo, second, first)).toEqual(['possible', 'undone', 'none']);
    expect(marks(again, undo, second, first)).toEqual(['undone', 'undone', 'none', 'none']);
    expect(marks(mode('run-eeee', 5000), undo, first)).toEqual(['undone', 'none', 'possible']);
    // Nothing was left to take back.
    expect(marks(undo)).toEqual(['none']);
  });

  it('lists runs of one moment by their ids, whatever order the disk has', () => {
    const [a, b] = [mode('run-aaaa', 1000), mode('run-bbbb', 1000, 'undo')];
    for (const journals of [
      [a, b],
      [b, a],
    ])
      expect(ledger(journals).map(({ runId, undo }) => [runId, undo])).toEqual([
        ['run-aaaa', 'undone'],
        ['run-bbbb', 'none'],
      ]);
  });
});
