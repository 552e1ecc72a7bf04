import { expect, it } from 'vitest';
import { createTexts } from '../../../../main/texts';
import { queueSentence } from '../../../../renderer/pages/queue/queueWords';
import { emptyQueue, type Queue, type QueueEntry } from '../../../../shared/model/servers/queue';

const entry = (targetId: string, state: QueueEntry['state']): QueueEntry => ({
  journey: 'onboard',
  targetId,
  planHash: '',
  addedAt: 1,
  state,
  startedAt: null,
  runId: null,
  failure: null,
});
const says = (entries: readonly QueueEntry[]): string => {
  const queue: Queue = { ...emptyQueue, entries: [...entries], going: true, pilotFirst: false };
  return queueSentence(createTexts('en'), queue, () => undefined);
};

it('says whose decision a queue waits for, and counts those at work while there are any', () => {
  const ended = entry('nord-1', 'done');
  expect(says([ended, entry('nord-2', 'needsYou')])).toBe('nord-2 waits for your decision: it must restart.');
  expect(says([entry('nord-2', 'needsYou'), entry('nord-3', 'needsYou')])).toMatch(
    /^2 servers wait for your/,
  );
  expect(says([entry('nord-2', 'needsYou'), entry('nord-3', 'running')])).toBe(
    '1 server at work, 0 waiting.',
  );
});
