import { describe, expect, it } from 'vitest';
import type { QueueEntry } from '../../../../shared/model/servers/queue';
import { followQueue } from '../../../../shared/several/queueRules';
import type { RunView, TargetView } from '../../../../shared/bridge/session';
import { entry, failure, queue, states, type State } from './queues';
import { aRun, aView } from '../views';

const view = (id: string, busy: TargetView['busy'] = 'idle', run: Partial<RunView> | null = null) => ({
  ...aView({ view: { target: { kind: 'practice', id: 'practice-x', name: 'X', machine: '2019-fresh' } } }),
  target: { kind: 'practice' as const, id, name: id, machine: '2019-fresh' },
  busy,
  run: run && { ...aRun('onboard', 'done', 'done', 'plan'), runId: 'r', startedAt: 3, ...run },
});
describe('a queue as its servers stand', () => {
  it.each<[string, QueueEntry, TargetView['busy'], Partial<RunView> | null, State, unknown]>([
    ['nothing new', entry('a', 'waiting'), 'idle', null, 'waiting', null],
    ['at work', entry('a', 'running', { runId: null }), 'running', {}, 'running', null],
    ['restarting', entry('a', 'running'), 'restarting', { outcome: 'restarting' }, 'restarting', null],
    ['done', entry('a', 'running'), 'idle', { outcome: 'done' }, 'done', null],
    ['failed', entry('a', 'running'), 'idle', { outcome: 'failed', failure }, 'failed', failure],
    ['in conflict', entry('a', 'running'), 'idle', { outcome: 'conflict', failure }, 'conflict', failure],
    [
      'waiting for a restart',
      entry('a', 'running'),
      'idle',
      { outcome: 'restartRequired' },
      'needsYou',
      null,
    ],
    [
      'after a restart that was cut off',
      entry('a', 'running'),
      'idle',
      { outcome: 'restarting' },
      'needsYou',
      null,
    ],
    ['cut off', entry('a', 'running'), 'idle', { outcome: 'interrupted', failure }, 'unknown', failure],
    ['stopped by a person', entry('a', 'running'), 'idle', { outcome: 'stopped' }, 'stopped', null],
    [
      'stopped by a failure',
      entry('a', 'running'),
      'idle',
      { outcome: 'stopped', failure },
      'failed',
      failure,
    ],
    ['between restart and plan', entry('a', 'restarting'), 'idle', { outcome: 'stopped' }, 'needsYou', null],
    ['still between them', entry('a', 'needsYou'), 'idle', { outcome: 'stopped' }, 'needsYou', null],
    ['started alone by a person', entry('a', 'waiting'), 'idle', { outcome: 'running' }, 'running', null],
    ['not yet seen at work', entry('a', 'needsYou'), 'idle', { outcome: 'running' }, 'needsYou', null],
    ['done before, whatever runs now', entry('a', 'done'), 'idle', { outcome: 'failed' }, 'done', null],
    ['with a run of another purpose', entry('a', 'waiting'), 'running', { purpose: 'test' }, 'waiting', null],
    [
      'with an older run',
      entry('a', 'waiting', { addedAt: 4 }),
      'idle',
      { outcome: 'failed', startedAt: 3 },
      'waiting',
      null,
    ],
    [
      'with a run that began with its place',
      entry('a', 'running', { startedAt: 3, runId: null, addedAt: 4 }),
      'idle',
      { outcome: 'done', startedAt: 3 },
      'done',
      null,
    ],
    [
      'with its own run, whatever the clock says',
      entry('a', 'running', { startedAt: 9 }),
      'idle',
      { outcome: 'done', startedAt: 3 },
      'done',
      null,
    ],
  ])('%s', (_, one, busy, run, state, why) => {
    const before = queue([], { entries: [one, entry('b', 'waiting')] });
    const after = followQueue(before, [view('a', busy, run), view('b')]);
    expect([after.entries[0]?.state, after.entries[0]?.failure]).toEqual([state, why]);
    if (state === one.state && run?.runId === undefined && one.runId !== null) expect(after).toBe(before);
  });

  it('takes over run and beginning, and is the very same where nothing is new', () => {
    const before = queue(['waiting', 'done']);
    const views = [view('a', 'running', { outcome: 'running', startedAt: 7 }), view('b')];
    const after = followQueue(before, views);
    expect(after.entries[0]).toEqual(entry('a', 'running', { startedAt: 7, runId: 'r' }));
    expect(followQueue(after, views)).toBe(after);
    const given = queue([], { entries: [entry('a', 'running', { runId: null, startedAt: 5 })] });
    expect(followQueue(given, views).entries[0]).toMatchObject({ startedAt: 5, runId: 'r' });
    // The same state in another run is news.
    const again = followQueue(after, [view('a', 'running', { runId: 'r2', startedAt: 8 }), view('b')]);
    expect(again.entries[0]).toMatchObject({ state: 'running', runId: 'r2', startedAt: 7 });
  });

  it.each<[string, Partial<RunView>, boolean, boolean, string | null]>([
    ['fails', { outcome: 'failed' }, false, false, 'a'],
    ['is stopped', { outcome: 'stopped' }, false, true, null],
    ['is stopped as the pilot', { outcome: 'stopped' }, true, false, 'a'],
    ['is done as the pilot', { outcome: 'done' }, true, true, null],
  ])('goes on, or stops, where a server %s', (_, run, pilotFirst, going, heldBy) => {
    const after = followQueue(queue(['running', 'waiting'], { pilotFirst }), [
      view('a', 'idle', run),
      view('b'),
    ]);
    expect([after.going, after.heldBy]).toEqual([going, heldBy]);
  });

  it('does not stop again for an end that it has seen', () => {
    const after = followQueue(queue(['failed', 'running', 'waiting']), [
      view('a', 'idle', { outcome: 'failed' }),
      view('b', 'idle', { outcome: 'done' }),
      view('c'),
    ]);
    expect([after.going, after.heldBy]).toEqual([true, null]);
  });

  it('leaves out a server that was forgotten, and rests once all have ended', () => {
    const after = followQueue(queue(['done', 'waiting']), [view('a')]);
    expect([states(after), after.going]).toEqual([['a done'], false]);
    const ended = followQueue(queue(['running']), [view('a', 'idle', { outcome: 'done' })]);
    expect([states(ended), ended.going]).toEqual([['a done'], false]);
  });

  it.each<[string, State[], string, string | null]>([
    ['ended well after all', ['done', 'waiting'], 'a', null],
    ['is gone', ['waiting'], 'z', null],
    ['still stands there', ['failed', 'waiting'], 'a', 'a'],
  ])('is held no more by a server that %s', (_, all, heldBy, after) => {
    const before = queue(all, { going: false, heldBy });
    const next = followQueue(
      before,
      all.map((__, n) => view('ab'[n] ?? '')),
    );
    expect([next.heldBy, next.going]).toEqual([after, false]);
    if (after !== null) expect(next).toBe(before);
  });
});
