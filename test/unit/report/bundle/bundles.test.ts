import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import { openZip } from '../../../fixtures/openZip';
import { zipOf } from '../../../../main/report/bundle/zipFile';
import { Walker } from '../../app/walker';

let walker: Walker;
afterEach(() => walker.stop());

const server = (targetId: string) => ({ kind: 'server', targetId }) as const;
const hideAll = { names: true, tenant: false };
const showAll = { names: false, tenant: true };

it('shows each file before, saves exactly these bytes, and gives the same bytes again', async () => {
  walker = await Walker.start();
  const targetId = await walker.prepare('2019-fresh', ['onboarding'], 'active');
  await walker.carryOut(targetId);
  const first = await walker.ask('previewBundle', { of: server(targetId), wish: showAll });
  const again = await walker.ask('previewBundle', { of: server(targetId), wish: showAll });
  expect(again).toEqual(first);
  expect(first.files.map(({ name }) => name.replace(/\d{8}-\d{6}-[a-f0-9]+/, 'RUN'))).toEqual([
    'README.txt',
    'facts.json',
    'events.json',
    'way.json',
    'decisions.json',
    'readings.json',
    'report/onboard.json',
    'journals/RUN.jsonl',
    'output/RUN.txt',
  ]);
  const { path } = await walker.ask('saveBundle', { of: server(targetId), id: first.id });
  const zip = await readFile(path ?? '');
  expect(createHash('sha256').update(zip).digest('hex')).toBe(first.id);
  const inside = await openZip(path ?? '');
  for (const { name } of first.files) {
    const { text, cut } = await walker.ask('readBundleFile', { of: server(targetId), id: first.id, name });
    expect([name, cut ? text : inside.get(name)?.slice(0, 200)]).toEqual([name, text.slice(0, 200)]);
    expect(inside.get(name)?.startsWith(text)).toBe(true);
  }
  await rm(path ?? '');
});

it('has no name of the server, its domain, the person and the tenant where they are not wanted', async () => {
  walker = await Walker.start();
  await walker.ask('changeSettings', { technician: 'Zoe Technician' });
  const targetId = await walker.prepare('2019-fresh', ['onboarding'], 'active');
  const view = await walker.carryOut(targetId);
  const { id, files, hidden } = await walker.ask('previewBundle', { of: server(targetId), wish: hideAll });
  const orgId = view.facts?.sensor.orgId ?? 'none';
  const names = [
    view.target.name,
    targetId,
    view.facts?.computer.domain ?? view.target.name,
    'Zoe Technician',
    orgId,
  ];
  for (const { name } of files) {
    const { text } = await walker.ask('readBundleFile', { of: server(targetId), id, name });
    for (const known of names)
      expect([name, text.toLowerCase().includes(known.toLowerCase())]).toEqual([name, false]);
    if (name.endsWith('.json')) expect(JSON.parse(text)).toBeDefined();
  }
  expect(hidden.servers).toBeGreaterThan(0);
  expect(hidden.tenants).toBeGreaterThan(0);
  const { path } = await walker.ask('saveBundle', { of: server(targetId), id });
  expect(path).not.toContain(view.target.name);
});

it('tells a search for a cause as it stands, though nothing was mended by it', async () => {
  walker = await Walker.start();
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2022-prerequisites' });
  await walker.ask('connect', { targetId });
  await walker.ask('readFacts', { targetId });
  await walker.decide(targetId, { kind: 'search', symptom: 'everything' });
  const { id, files } = await walker.ask('previewBundle', { of: server(targetId), wish: showAll });
  expect(files.map(({ name }) => name)).toContain('report/troubleshoot.json');
  const name = 'report/troubleshoot.json';
  const { text } = await walker.ask('readBundleFile', { of: server(targetId), id, name });
  expect(JSON.parse(text)).toMatchObject({ journey: 'troubleshoot', search: {} });
});

it('is made of a server that was never read, without facts and report', async () => {
  walker = await Walker.start();
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2019-onboarded' });
  const { files } = await walker.ask('previewBundle', { of: server(targetId), wish: showAll });
  expect(files.map(({ name }) => name)).toEqual(['README.txt', 'way.json', 'decisions.json']);
});

it('saves nothing but the last preview', async () => {
  walker = await Walker.start();
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2019-onboarded' });
  const { id } = await walker.ask('previewBundle', { of: server(targetId), wish: showAll });
  await walker.ask('previewBundle', { of: server(targetId), wish: hideAll });
  expect(await walker.refused('saveBundle', { of: server(targetId), id })).toBe('bundle.gone');
  expect(await walker.refused('readBundleFile', { of: server(targetId), id, name: 'README.txt' })).toBe(
    'bundle.gone',
  );
});

it('names no path of this computer by the name of a file', async () => {
  walker = await Walker.start();
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2019-onboarded' });
  const { id } = await walker.ask('previewBundle', { of: server(targetId), wish: showAll });
  for (const name of ['../settings.json', '/etc/passwd', 'readme.txt'])
    expect(await walker.refused('readBundleFile', { of: server(targetId), id, name })).toBe('input.invalid');
});

it('is made of the open logs in the same way, with what is known of every server hidden in them', async () => {
  walker = await Walker.start();
  await walker.ask('changeSettings', { technician: 'Zoe Technician' });
  await walker.ask('addPracticeLogs', { ids: ['installer', 'journal', 'sensorEvents', 'otherAgent'] });
  const of = { kind: 'logs' } as const;
  const first = await walker.ask('previewBundle', { of, wish: hideAll });
  expect(await walker.ask('previewBundle', { of, wish: hideAll })).toEqual(first);
  expect(first.files.map(({ name }) => name.replace(/\d+/, 'N'))).toEqual([
    'README.txt',
    'desk.json',
    'logs/N-msi.txt',
    'logs/N-journal.txt',
    'logs/N-events.txt',
    'logs/N-unknown.txt',
  ]);
  const { path } = await walker.ask('saveBundle', { of, id: first.id });
  expect(path).toContain(`gangway-support-${first.id.slice(0, 8)}.zip`);
  for (const [name, text] of await openZip(path ?? ''))
    expect([name, /NORD-FILE01|Zoe Technician/i.test(text)]).toEqual([name, false]);
  await rm(path ?? '');

  // What was shown is gone with the logs.
  await walker.ask('closeLogs', {});
  expect(await walker.refused('saveBundle', { of, id: first.id })).toBe('bundle.gone');
});

it('zips the same texts to the same bytes in every zone', async () => {
  const files = [
    { name: 'a.txt', text: 'é'.repeat(5000) },
    { name: 'b/c.json', text: '' },
  ];
  const zone = process.env.TZ;
  const made: string[] = [];
  try {
    for (const tz of ['UTC', 'Asia/Tokyo', 'America/Los_Angeles']) {
      process.env.TZ = tz;
      made.push((await zipOf(files)).toString('hex'));
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
  expect(new Set(made).size).toBe(1);
});
