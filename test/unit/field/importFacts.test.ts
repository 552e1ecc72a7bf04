import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseFacts } from '../../../main/field/importFacts';
import { createWebPlatform } from '../../../main/web/platform';
import { sha256, withHash } from '../../../main/field/hashed';
import { GangwayError } from '../../../shared/errors';
import { fieldPlanSchema } from '../../../shared/field/fieldPlan';
import { assess } from '../../../shared/steps/progress';
import { aServer } from '../../fixtures/facts';
import { factsFileText, fieldIdentity } from '../../fixtures/fieldFiles';
import { Walker } from '../app/walker';

const id = `field-${fieldIdentity.machineId ?? ''}`;
let folder = '';
let walker: Walker | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-field-'));
});
afterEach(async () => {
  await walker?.stop(true);
  walker = null;
  await rm(folder, { recursive: true, force: true });
});

const refusal = (text: string): string => {
  try {
    parseFacts(text);
    return 'taken';
  } catch (error) {
    return error instanceof GangwayError ? error.code : String(error);
  }
};

async function start(text = factsFileText()): Promise<Walker> {
  const path = join(folder, 'facts-NORD-FS03.json');
  await writeFile(path, text);
  const platform = {
    ...createWebPlatform(join(folder, 'data'), 'en-US'),
    realTargets: true,
    pickFiles: async () => [path],
    pickFolder: async () => folder,
  };
  walker = await Walker.start(join(folder, 'data'), { platform });
  return walker;
}

it('adds the server that a facts file tells of, as old as it was read, and knows it after the next start', async () => {
  let w = await start();
  const { targetId } = await w.ask('importFacts', {});
  expect(targetId).toBe(id);
  const view = await w.until(id, 'shown', ({ facts }) => facts !== null);
  expect(view.target).toEqual({ kind: 'field', id, name: 'NORD-FS03' });
  expect(view.factsAt).toBeLessThanOrEqual(Date.now());
  expect(w.states(id).connect).toBe('done');
  await w.decide(id, { kind: 'choosePath' });
  await w.stop(true);
  w = await start();
  expect(w.view(id).facts?.computer.name).toBe('NORD-FS03');
  expect(w.states(id).server).toMatch(/done|lookAgain/);
  await w.ask('forgetTarget', { targetId: id });
  await w.stop(true);
  w = await start();
  expect(w.session?.targets).toEqual([]);
});

it('searches over what the file brought beyond the facts, also after a start, and reads nothing anew', async () => {
  const sessions = {
    readAt: Date.now(),
    sessions: ['Sense at http://nord:Geheim-12@proxy.example'],
    limit: 64,
  };
  const at = Date.now() - 60_000;
  const read = { at, code: '', text: '' };
  const text = factsFileText(aServer(), fieldIdentity, [
    { ...read, name: 'Get-TraceSession', value: { ...sessions, autologgers: [], unreadable: [] } },
    { ...read, name: 'Get-UpdateSource', value: null, code: 'operation.failed', text: 'no answer' },
    { ...read, name: 'Get-SensorIdentity', value: { not: 'ours' } },
  ]);
  let w = await start(text);
  await w.ask('importFacts', {});
  for (const isNew of [false, true]) {
    if (isNew) {
      await w.stop(true);
      w = await start(text);
    }
    await w.decide(id, { kind: 'search', symptom: 'everything' });
    await w.ask('lookFor', { targetId: id });
    const { reads = {} } = await w.until(id, 'at rest', ({ busy }) => busy === 'idle');
    expect(reads['Get-TraceSession']).toMatchObject({ at, failure: null, value: { limit: 64 } });
    expect(JSON.stringify(reads)).not.toContain('Geheim-12');
    expect(reads['Get-UpdateSource']?.failure).toMatchObject({
      code: 'operation.failed',
      detail: 'no answer',
    });
    expect(reads['Get-SensorIdentity']?.failure?.code).toBe('operation.badResult');
  }
});

it('says what to do instead of everything that needs a session, and keeps the facts', async () => {
  const w = await start();
  await w.ask('importFacts', {});
  expect(await w.refused('readFacts', { targetId: id })).toBe('target.byFiles');
  expect(await w.refused('startProbe', { targetId: id })).toBe('target.byFiles');
  expect(await w.refused('startTest', { targetId: id, which: 'sensor' })).toBe('target.byFiles');
  expect(await w.refused('takeLogs', { targetId: id })).toBe('target.byFiles');
  expect(await w.refused('resumePlan', { targetId: id })).toBe('target.byFiles');
  const name = 'NORD-FS03';
  expect(await w.refused('startPlan', { targetId: id, journey: 'onboard', planHash: '', name })).toBe(
    'target.byFiles',
  );
  await w.ask('connect', { targetId: id });
  const view = await w.until(id, 'at rest', ({ busy }) => busy === 'idle');
  expect(view.readFailure).toBeNull();
  expect(view.connectedAt).toBe(view.factsAt);
});

it('shows the facts of a server whose clock is a year ahead as read now, and how far it is off', async () => {
  const year = 365 * 24 * 60 * 60_000;
  const w = await start(factsFileText(aServer({ readAt: Date.now() + year })));
  await w.ask('importFacts', {});
  const view = await w.until(id, 'shown', ({ facts }) => facts !== null);
  expect(view.factsAt).toBeLessThanOrEqual(Date.now());
  expect(view.skewMs ?? 0).toBeGreaterThan(year - 60_000);
});

it('refuses a facts file with any one byte changed', () => {
  const bytes = Buffer.from(factsFileText());
  for (let at = 0; at < bytes.length; at += 97) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(refusal(changed.toString('utf8')), `byte ${String(at)}`).toMatch(/^field\./);
  }
  const ended = Buffer.from(bytes);
  ended[ended.length - 1] = 0x20;
  expect(refusal(ended.toString('utf8'))).toBe('field.changed');
  expect(refusal(bytes.toString('utf8'))).toBe('taken');
});

it('says of a file that is none, and of a server that could not tell who it is', () => {
  expect(refusal('not even JSON')).toBe('field.notOurs');
  expect(refusal('{"format":"something"}')).toBe('field.notOurs');
  expect(refusal(factsFileText(aServer(), { ...fieldIdentity, machineId: null }))).toBe('field.noMachine');
});

it('carries out a plan by a folder, and takes in what it came to', async () => {
  const w = await start();
  await w.ask('importFacts', {});
  await w.decide(id, { kind: 'wish', wishes: { deviceTag: 'Wave 1' } });
  w.session = await w.ask('getSession', {});
  const { planHash = '' } = assess(w.view(id), [], Date.now(), 'maintain').known ?? {};
  const asked = { targetId: id, journey: 'maintain', planHash, name: 'NORD-FS03' } as const;
  const { path } = await w.ask('writeFieldRun', asked);
  const text = readFileSync(join(path ?? '', 'gangway', 'plan.json'), 'utf8');
  const plan = fieldPlanSchema.parse(JSON.parse(text));
  const action = plan.actions[0];
  expect(action).toMatchObject({
    id: 'set-device-tag',
    nn: 1,
    rules: { applies: { all: [] } },
    reads: [],
    stands: ['policy.deviceTag'],
  });
  const facts = aServer();
  const tagged = aServer({ policy: { deviceTag: 'Wave 1' } });
  const { nonce, runId, machineId, computerName, scripts } = plan;
  const head = { format: 'gangway-field-result', v: 1, nonce, runId, planSha256: sha256(text), planHash };
  const record = (n: number, own: object) => ({ kind: 'record', nn: 1, record: { n, at: 1, ...own } });
  const value = { changed: true, values: [] };
  const ended = { kind: 'ended', nn: 1, verdict: 'done', boot: null, code: '', text: '', native: null };
  const lines: object[] = [
    { kind: 'header', ...head, machineId, computerName, scripts },
    { kind: 'begin', account: 'a', psVersion: '5.1' },
    { kind: 'facts', why: 'begin', nn: 0, facts },
    { kind: 'intent', nn: 1, operation: action?.operation, sha256: action?.sha256 },
    { kind: 'sent', nn: 1 },
    record(0, { kind: 'result', value }),
    record(1, { kind: 'end', ok: true, code: null, text: '', native: null }),
    { kind: 'facts', why: 'after', nn: 1, facts: tagged },
    ended,
    { kind: 'end', outcome: 'done', code: '', text: '' },
  ];
  let prev = '0'.repeat(64);
  const told = lines.map((line, n) => {
    const made = withHash(JSON.stringify({ n, at: Date.now(), ...line, prev }));
    prev = made.slice(-66, -2);
    return `${made}\n`;
  });
  await writeFile(join(folder, 'facts-NORD-FS03.json'), told.join(''));
  const kept = join(folder, 'data', 'field', `${id}.json`);
  const before = readFileSync(kept);
  await w.ask('importFieldResult', { targetId: id, partial: false });
  const view = await w.until(id, 'taken in', ({ busy, run }) => busy === 'idle' && run !== null);
  expect(view.run).toMatchObject({ journey: 'maintain', outcome: 'done', failure: null });
  expect(view.facts?.policy.deviceTag).toBe('Wave 1');
  expect(view.changes).toMatchObject([{ action: 'set-device-tag' }]);
  expect(view.fieldKit?.taken).not.toBeNull();
  // The app was ended between the journal and the facts: nothing else tells them.
  await w.stop(true);
  await writeFile(kept, before);
  const again = await start(told.join(''));
  expect(again.view(id).facts?.policy.deviceTag).toBeNull();
  await again.ask('importFieldResult', { targetId: id, partial: false });
  await again.until(id, 'shown', ({ facts: now }) => now?.policy.deviceTag === 'Wave 1');
  expect(again.view(id).changes).toMatchObject([{ action: 'set-device-tag' }]);
  expect(await again.refused('importFieldResult', { targetId: id, partial: false })).toBe('field.twice');
});
