import { expect, it } from 'vitest';
import { emptyQueue, type Queue, type QueueEntry } from '../../../shared/queue';
import { followQueue } from '../../../shared/queueRules';
import { aRun, aView } from './views';

const entry = (targetId: string, state: QueueEntry['state']): QueueEntry => ({
  targetId,
  planHash: 'x',
  addedAt: 1,
  state,
  startedAt: state === 'waiting' ? null : 1,
  runId: state === 'waiting' ? null : 'r',
  failure: null,
});

it('a server that stopped the queue and ended well after all holds it no more, and nothing starts by it', () => {
  const ids = ['practice-2019-fresh', 'practice-2016-fresh'] as const;
  const views = ids.map((id, index) => ({
    ...aView({ view: { target: { kind: 'practice', id, name: id, machine: id.slice(9) } } }),
    run:
      index === 0
        ? { ...aRun('onboard', 'done', 'done', 'plan'), runId: 'r', outcome: 'done' as const }
        : null,
  }));
  const queue: Queue = {
    ...emptyQueue,
    entries: [entry(ids[0], 'conflict'), entry(ids[1], 'waiting')],
    heldBy: ids[0],
  };
  const after = followQueue(queue, views);
  expect(after.entries.map(({ state }) => state)).toEqual(['done', 'waiting']);
  expect(after).toMatchObject({ heldBy: null, going: false });
  // An older file that still holds it is mended as well.
  expect(followQueue({ ...after, heldBy: ids[0] }, views).heldBy).toBeNull();
  expect(followQueue(after, views)).toBe(after);
});
