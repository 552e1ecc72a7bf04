import { expect, it } from 'vitest';
import { antivirusTest, antivirusTestHindrance } from '../../../../shared/model/antivirus/antivirusTest';
import type { ServerState } from '../../../../shared/model/facts';
import { aServer, type DeepPartial } from '../../../fixtures/facts';

const run = (change: object) => ({
  runId: 'r',
  nn: 1,
  operation: 'Invoke-AntivirusTest',
  startedAt: 1,
  endedAt: 2,
  outcome: 'ok' as const,
  code: null,
  ...change,
});

it.each([
  ['none without a run', [], 'none'],
  ['removed where it ended well', [run({})], 'removed'],
  ['what its code says', [run({ outcome: 'failed', code: 'test.threatStays' })], 'stays'],
  ['what its code says', [run({ outcome: 'failed', code: 'test.takenByOther' })], 'takenByOther'],
  ['what its code says', [run({ outcome: 'failed', code: 'test.notDetected' })], 'notDetected'],
  [
    'the newest',
    [run({ endedAt: 9, outcome: 'failed', code: 'test.notDetected' }), run({ endedAt: 10 })],
    'removed',
  ],
  [
    'of an older one where the newest wrote no file',
    [run({}), run({ endedAt: 9, outcome: 'failed', code: 'test.excluded' })],
    'removed',
  ],
  ['none of one that runs', [run({ outcome: 'running', endedAt: null })], 'none'],
  ['none of one whose end nobody knows', [run({ outcome: 'unknown', endedAt: null })], 'none'],
  ['none of another operation', [run({ operation: 'Invoke-DetectionTest' })], 'none'],
] as const)('the answer is %s', (_, runs, state) => {
  expect(antivirusTest({ runs: [...runs] as never }).state).toBe(state);
});

const active = { runningMode: 'Normal', realTimeProtection: true, onAccessProtection: true };
it.each<[string, DeepPartial<ServerState>, ReturnType<typeof antivirusTestHindrance>]>([
  ['an active Defender alone', { defender: active }, null],
  ['a passive one', { defender: { ...active, runningMode: 'Passive Mode' } }, 'passive'],
  ['one that is not running', { defender: { ...active, runningMode: 'Not running' } }, 'off'],
  ['no real-time protection', { defender: { ...active, realTimeProtection: false } }, 'off'],
  ['no scanning on access', { defender: { ...active, onAccessProtection: false } }, 'off'],
  ['one that says nothing of it', { defender: { ...active, realTimeProtection: null } }, 'unknown'],
  [
    'another antivirus beside an active one',
    { defender: active, otherAntivirus: [{ service: 'McShield', displayName: 'McShield', running: true }] },
    'other',
  ],
  [
    'another antivirus that stands still',
    { defender: active, otherAntivirus: [{ service: 'McShield', displayName: 'McShield', running: false }] },
    null,
  ],
])('with %s', (_, change, hindrance) => {
  expect(antivirusTestHindrance(aServer(change))).toBe(hindrance);
});
