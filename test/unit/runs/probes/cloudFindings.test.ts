import { describe, expect, it } from 'vitest';
import { cloudFindings } from '../../../../main/runs/probes/cloudFindings';
import { now } from '../../shared/views';
import type { Noted } from '../inMemory';
import type { JournalEntry } from '../../../../main/journal/entry';

const hosts = (state: string) => [
  { host: 'edr.practice.invalid', port: 443, required: true, proxy: null, state, native: null },
];
const result = (state: string) => ({ hosts: hosts(state) });
/** A journal whose second action is the test, unless it has another one. */
const journal = (
  runId: string,
  ends: [JournalEntry['phase'], unknown, number?][],
  operation = 'Test-Connectivity',
) => {
  const head = { runId, targetId: 'local', action: 'test-connectivity' };
  const entries: Noted[] = [
    { ...head, at: now, nn: 1, phase: 'ack', data: result('refused') },
    { ...head, at: now, nn: 2, phase: 'intent', data: { operation } },
    ...ends.map(([phase, data, nn = 2]) => ({ ...head, at: now + 5, nn, phase, data: data as never })),
  ];
  return entries as JournalEntry[];
};
const passed = journal('passed', [
  ['sent', result('refused')],
  ['ack', result('reached')],
]);
const failed = journal('failed', [['failed', { code: 'cloud.unreachable', result: result('timedOut') }]]);

describe('what is known of the way to the cloud', () => {
  it.each([
    ['is what the newest test found', [passed, failed], 'passed reached'],
    ['is what a test found that failed', [failed, passed], 'failed timedOut'],
    [
      'is older where the newest test was sent and never answered',
      [journal('cut', [['sent', null]]), passed],
      'passed reached',
    ],
    [
      'is older where the newest test failed before it found anything',
      [journal('bad', [['failed', { code: 'shell.missing' }]]), failed],
      'failed timedOut',
    ],
    [
      'is not what another action of that run ended with',
      [journal('other', [['ack', result('refused'), 3]]), passed],
      'passed reached',
    ],
    [
      'is nothing where no run had a test',
      [journal('plan', [['ack', result('reached')]], 'Invoke-Onboarding')],
      null,
    ],
    ['is nothing without a run', [], null],
  ])('%s', (_, journals, expected) => {
    const found = cloudFindings(journals);
    expect(found && `${found.runId} ${String(found.addresses[0]?.state)}`).toBe(expected);
    if (found !== null) expect(found.testedAt).toBe(now + 5);
  });
});
