import { expect, it } from 'vitest';
import { cloudTest } from '../../../../../shared/model/probes/cloudTest';
import type { ServerState } from '../../../../../shared/model/facts';
import { aServer, readAt } from '../../../../fixtures/facts';

type Run = ServerState['runs'][number];
const hour = 3_600_000;
const run = (hoursAgo: number, change: Partial<Run> = {}): Run => ({
  runId: `run-${hoursAgo}`,
  nn: 1,
  operation: 'Test-Connectivity',
  startedAt: readAt - hoursAgo * hour - 1,
  endedAt: readAt - hoursAgo * hour,
  outcome: 'ok',
  code: null,
  ...change,
});
const blocked = { outcome: 'failed', code: 'cloud.unreachable' } as const;

it.each<[string, Run[], string, number | null]>([
  ['no test', [], 'none', null],
  ['a test that reached everything', [run(1)], 'reached', 1],
  ['one of just a day ago', [run(24)], 'reached', 24],
  ['one of more than a day ago', [run(24.001)], 'old', 24.001],
  ['one that an address did not answer', [run(30, blocked)], 'blocked', 30],
  ['one with a foreign certificate', [run(1, { ...blocked, code: 'cloud.inspected' })], 'inspected', 1],
  ['one that was broken off', [run(1, { ...blocked, code: 'operation.canceled' })], 'none', null],
  [
    'one that is not at its end, with a code',
    [run(1, { outcome: 'unknown', code: blocked.code })],
    'none',
    null,
  ],
  ['another operation', [run(1, { operation: 'Invoke-Onboarding' })], 'none', null],
  ['the newest of several', [run(9), run(1, blocked), run(5)], 'blocked', 1],
  ['the newest that says something', [run(9), run(1, { outcome: 'running' })], 'reached', 9],
])('%s', (_, runs, state, hoursAgo) => {
  expect(cloudTest(aServer({ runs }))).toEqual({
    state,
    at: hoursAgo === null ? null : readAt - hoursAgo * hour,
    runId: hoursAgo === null ? null : `run-${hoursAgo}`,
  });
});

it('dates a test by its end, else by its beginning, else not at all', () => {
  const at = (change: Partial<Run>) => cloudTest(aServer({ runs: [run(1, change)] })).at;
  expect(at({ endedAt: null })).toBe(readAt - hour - 1);
  expect(at({ endedAt: null, startedAt: null })).toBe(0);
});
