import { describe, expect, it } from 'vitest';
import { GangwayError } from '../../../../shared/errors';
import type { Queue, QueueChange, QueueEntry } from '../../../../shared/model/servers/queue';
import {
  changeQueue,
  enqueue,
  give,
  hasEnded,
  holdAt,
  pilotAhead,
  refuse,
  startable,
} from '../../../../shared/several/queueRules';
import { entry, failure, queue, states, type State } from './queues';

const code = (work: () => unknown): string => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return error instanceof GangwayError ? error.code : String(error);
  }
};
it.each<[State, boolean]>([
  ['waiting', false],
  ['running', false],
  ['restarting', false],
  ['needsYou', false],
  ['done', true],
  ['stopped', true],
  ['changed', true],
  ['failed', true],
  ['conflict', true],
  ['unknown', true],
])('a server that is %s is at its end: %s', (state, end) => {
  expect(hasEnded(entry('a', state))).toBe(end);
});

it.each<[boolean, State[], boolean]>([
  [true, [], true],
  [true, ['waiting', 'failed'], true],
  [true, ['failed', 'done'], false],
  [false, ['waiting'], false],
])('pilot first (%s) over %j: the others wait for it: %s', (pilotFirst, all, ahead) => {
  expect(pilotAhead(queue(all, { pilotFirst }))).toBe(ahead);
});

describe('the servers that may begin', () => {
  it.each<[string, State[], Partial<Queue>, string]>([
    ['none while it is paused', ['waiting'], { going: false }, ''],
    ['as many as the cap', ['waiting', 'waiting', 'waiting', 'waiting'], { cap: 3 }, 'abc'],
    ['those beside the running ones', ['running', 'waiting', 'waiting', 'waiting'], { cap: 3 }, 'bc'],
    ['none above the cap', ['running', 'running', 'waiting'], { cap: 1 }, ''],
    ['those beside a restart, which holds no place', ['restarting', 'needsYou', 'waiting'], { cap: 1 }, 'c'],
    ['the pilot alone', ['waiting', 'waiting'], { pilotFirst: true }, 'a'],
    ['none beside a running pilot', ['running', 'waiting'], { pilotFirst: true }, ''],
    ['none beside a pilot that restarts', ['restarting', 'waiting'], { pilotFirst: true }, ''],
    ['none beside a pilot that needs somebody', ['needsYou', 'waiting'], { pilotFirst: true }, ''],
    ['the next pilot after one that failed', ['failed', 'waiting', 'waiting'], { pilotFirst: true }, 'b'],
    ['all once the pilot is done', ['done', 'waiting', 'waiting'], { pilotFirst: true }, 'bc'],
  ])('are %s', (_, all, change, letters) => {
    expect(startable(queue(all, change)).join('')).toBe(letters);
  });
});

describe('what a person does', () => {
  it.each<[string, State[], QueueChange, Partial<Queue>, string[], boolean, string | null]>([
    ['start', ['waiting'], { kind: 'start' }, { going: false, heldBy: 'a' }, ['a waiting'], true, null],
    ['start of nothing', ['failed'], { kind: 'start' }, { going: false }, ['a failed'], false, null],
    [
      'start of some',
      ['failed', 'waiting'],
      { kind: 'start' },
      { going: false },
      ['a failed', 'b waiting'],
      true,
      null,
    ],
    [
      'start where none waits',
      ['needsYou'],
      { kind: 'start' },
      { going: false },
      ['a needsYou'],
      false,
      null,
    ],
    ['pause', ['running'], { kind: 'pause' }, {}, ['a running'], false, null],
    ['stop', ['running'], { kind: 'stop' }, {}, ['a running'], false, null],
    [
      'clear',
      ['done', 'failed', 'waiting'],
      { kind: 'clear' },
      { going: false, heldBy: 'b' },
      ['c waiting'],
      false,
      null,
    ],
    [
      'remove',
      ['waiting', 'failed'],
      { kind: 'remove', targetId: 'b' },
      { heldBy: 'b' },
      ['a waiting'],
      true,
      null,
    ],
    [
      'remove of another than the one that holds it',
      ['waiting', 'failed'],
      { kind: 'remove', targetId: 'a' },
      { going: false, heldBy: 'b' },
      ['b failed'],
      false,
      'b',
    ],
    [
      'remove of the last that waited',
      ['done', 'waiting'],
      { kind: 'remove', targetId: 'b' },
      {},
      ['a done'],
      false,
      null,
    ],
    [
      'first',
      ['done', 'waiting', 'waiting', 'waiting'],
      { kind: 'first', targetId: 'd' },
      {},
      ['a done', 'd waiting', 'b waiting', 'c waiting'],
      true,
      null,
    ],
    [
      'first before all',
      ['waiting', 'waiting'],
      { kind: 'first', targetId: 'b' },
      {},
      ['b waiting', 'a waiting'],
      true,
      null,
    ],
    [
      'first of the only one',
      ['done', 'waiting', 'running'],
      { kind: 'first', targetId: 'b' },
      {},
      ['a done', 'c running', 'b waiting'],
      true,
      null,
    ],
  ])('%s', (_, all, change, before, after, going, heldBy) => {
    const next = changeQueue(queue(all, before), change);
    expect([states(next), next.going, next.heldBy]).toEqual([after, going, heldBy]);
  });

  it('cap and pilot', () => {
    expect(changeQueue(queue(['waiting']), { kind: 'cap', cap: 7 })).toEqual(queue(['waiting'], { cap: 7 }));
    expect(changeQueue(queue(['waiting']), { kind: 'pilotFirst', on: true }).pilotFirst).toBe(true);
  });

  it.each<[QueueChange['kind'] & ('first' | 'remove'), State, string | null, string]>([
    ['first', 'running', 'r', 'step.blocked'],
    ['remove', 'running', null, 'accepted'],
    ['remove', 'running', 'r', 'step.blocked'],
    ['remove', 'restarting', null, 'step.blocked'],
    ['remove', 'needsYou', 'r', 'accepted'],
  ])('%s of a server that is %s with run %s is %s', (kind, state, runId, expected) => {
    const one = queue([], { entries: [entry('a', state, { runId })] });
    expect(code(() => changeQueue(one, { kind, targetId: 'a' }))).toBe(expected);
  });

  it('puts a server with its plan at the end, once, and never one that is worked on', () => {
    const plan = { targetId: 'a', journey: 'onboard' as const, planHash: 'new', at: 9 };
    const next = enqueue(queue(['failed', 'waiting'], { going: false, heldBy: 'a' }), plan);
    expect(next.entries.slice(1)).toEqual([
      entry('a', 'waiting', { planHash: 'new', addedAt: 9, startedAt: null, runId: null }),
    ]);
    expect([states(next), next.heldBy]).toEqual([['b waiting', 'a waiting'], null]);
    expect(enqueue(queue(['waiting', 'failed'], { heldBy: 'b' }), plan).heldBy).toBe('b');
    expect(code(() => enqueue(queue(['running']), plan))).toBe('step.blocked');
  });
});

describe('a place', () => {
  it('is given to those that are named, and to nobody else', () => {
    const next = give(
      queue(['waiting', 'waiting'], {
        entries: [entry('a', 'waiting', { failure }), entry('b', 'waiting', { failure })],
      }),
      ['b'],
      9,
    );
    expect(next.entries).toEqual([
      entry('a', 'waiting', { failure }),
      entry('b', 'running', { startedAt: 9, runId: null }),
    ]);
  });

  const rows: [string, QueueEntry, boolean][] = [
    ['a', entry('a', 'running', { runId: null }), true],
    ['a', entry('a', 'running'), false],
    ['a', entry('a', 'waiting'), false],
    ['b', entry('a', 'running', { runId: null }), false],
  ];
  it.each(rows)('is taken back from %s, which is %j: %s', (id, one, taken) => {
    const before = queue([], { entries: [one] });
    const held = holdAt(before, id, failure);
    expect(held.entries).toEqual([taken ? { ...one, state: 'waiting', failure, startedAt: null } : one]);
    expect([held.going, held.heldBy]).toEqual([false, id]);
    const refused = refuse(before, id, 'changed', failure);
    expect(refused.entries).toEqual([taken ? { ...one, state: 'changed', failure, startedAt: null } : one]);
  });

  it.each<['waiting' | 'changed' | 'failed', boolean, boolean, string | null]>([
    ['waiting', false, true, null],
    ['changed', false, true, null],
    ['failed', false, false, 'a'],
    ['changed', true, false, 'a'],
    ['failed', true, false, 'a'],
  ])('given back as %s, pilot first %s, lets the queue go on: %s', (state, pilotFirst, going, heldBy) => {
    const entries = [entry('a', 'running', { runId: null }), entry('b', 'waiting')];
    const next = refuse(queue([], { entries, pilotFirst }), 'a', state, failure);
    expect([next.going, next.heldBy]).toEqual([going, heldBy]);
  });
});
