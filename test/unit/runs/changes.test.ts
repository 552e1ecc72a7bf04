import { describe, expect, it } from 'vitest';
import { journalsOf, refreshChanges } from '../../../main/runs/changes';
import { now } from '../shared/views';
import { InMemory, type Noted } from './inMemory';

const id = 'local';
/** A run that took the passive mode, and what its entries stand on. */
const entries = (runId: string, at = now, targetId = id): Noted[] => {
  const head = { at, runId, targetId, action: null, nn: null };
  const planned = { purpose: 'plan', actions: [{ id: 'set-mode', nn: 1, needed: true }] };
  const of = { ...head, action: 'set-mode', nn: 1 };
  return [
    { ...head, phase: 'planned', data: planned },
    { ...of, phase: 'intent', data: null },
    { ...of, phase: 'verified', data: null },
  ];
};

/** Journals as the disk gives them out; `atSeq`: from which entry on one is broken. */
function disk(runs: { entries: Noted[]; atSeq?: number; unread?: string }[], since = 0) {
  const on = new InMemory();
  on.page = { ...on.page, inputs: { ...on.page.inputs, since } };
  Object.assign(on.needs.journal, {
    list: async () => runs.map((_, index) => `run-${String(index)}`),
    read: async (runId: string) => {
      const { entries: found = [], atSeq, unread } = runs[Number(runId.slice(4))] ?? {};
      return {
        entries: found,
        torn: false,
        broken: atSeq === undefined ? null : { atSeq, reason: 'hash' },
        ...(unread && { unread }),
      };
    },
  });
  return on;
}
const found = async (on: InMemory) =>
  (await journalsOf(on.needs, on.server)).map((one) => [one[0]?.runId, one.length]);

describe('the journals of a server', () => {
  it('count as far as they are whole, and a break is said once each', async () => {
    const on = disk([{ entries: entries('a') }, { entries: entries('b'), atSeq: 2 }]);
    expect(await found(on)).toEqual([
      ['a', 3],
      ['b', 2],
    ]);
    expect(on.notices).toEqual(['journalBroken run-1']);
  });

  it('count for nobody where the very beginning was changed, which is said', async () => {
    const on = disk([
      { entries: entries('a'), atSeq: 0 },
      { entries: [], atSeq: 0 },
    ]);
    expect(await found(on)).toEqual([]);
    expect(new Set(on.notices)).toEqual(new Set(['journalBroken run-0', 'journalBroken run-1']));
  });

  it('of another server are not its own, and nothing is said of their breaks', async () => {
    const on = disk([{ entries: entries('a', now, 'other'), atSeq: 1 }, { entries: [] }]);
    expect([await found(on), on.notices]).toEqual([[], []]);
  });

  it('from before the server was taken up anew are passed over; from that moment on they count', async () => {
    const on = disk([{ entries: entries('a', now - 1), atSeq: 1 }, { entries: entries('b', now) }], now);
    expect(await found(on)).toEqual([['b', 3]]);
    expect(on.notices).toEqual([]);
  });

  it('that the disk does not give out just now are said', async () => {
    const on = disk([{ entries: [], unread: 'EBUSY' }]);
    expect([await found(on), on.notices]).toEqual([[], ['journalUnread run-0: EBUSY']]);
  });
});

it('the page shows the changes of all journals together', async () => {
  const on = disk([{ entries: entries('b', now) }, { entries: entries('a', now - 1) }]);
  await refreshChanges(on.needs, on.server);
  expect(on.page.changes.map(({ runId, action }) => [runId, action])).toEqual([
    ['a', 'set-mode'],
    ['b', 'set-mode'],
  ]);
  expect(on.page.cloudFindings).toBeNull();
});

it('the page lists the runs of the past with what they changed, and no probe, which changes nothing', async () => {
  const probe = entries('p').map((one) =>
    one.phase === 'planned' ? { ...one, data: { purpose: 'probe', actions: [] } } : one,
  );
  const on = disk([{ entries: entries('b', now) }, { entries: probe }, { entries: entries('a', now - 1) }]);
  await refreshChanges(on.needs, on.server);
  expect(on.page.earlier).toEqual([
    { runId: 'b', journey: 'onboard', purpose: 'plan', startedAt: now, outcome: 'stopped', changes: 1 },
    { runId: 'a', journey: 'onboard', purpose: 'plan', startedAt: now - 1, outcome: 'stopped', changes: 1 },
  ]);
});
