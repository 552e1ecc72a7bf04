import { readFile, rm } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import { recordPath } from '../../../main/report/reportFiles';
import { reportSchema, type Report } from '../../../shared/bridge/report';
import { Walker } from '../app/walker';

let walker: Walker;
afterEach(async () => {
  await walker.app.close();
  await rm(walker.folder, { recursive: true });
});

/** Adds a practice server and climbs to it, again after each of the given steps; then reads it. */
async function read(machine: string, ...steps: readonly ((targetId: string) => Promise<unknown>)[]) {
  walker = await Walker.start();
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine });
  await walker.ask('connect', { targetId });
  for (const step of steps) {
    await step(targetId);
    await walker.ask('connect', { targetId });
  }
  await walker.ask('readFacts', { targetId });
  return targetId;
}
async function save(targetId: string): Promise<{ html: string; report: Report }> {
  const { path } = await walker.ask('saveReport', { journey: 'onboard', targetId });
  const html = await readFile(path ?? '', 'utf8');
  return { html, report: reportSchema.parse(JSON.parse(await readFile(recordPath(path ?? ''), 'utf8'))) };
}

it('a report says by which name, port, account and certificate the server was reached', async () => {
  const targetId = await read('network-fresh');
  const { html, report } = await save(targetId);
  expect(report.connection).toMatchObject({
    askedFor: 'practice-app11.practice.example',
    reportedName: 'PRACTICE-APP11.practice.example',
    endpoint: { port: 5986, useSsl: true },
    account: { kind: 'me' },
    vouchedBy: 'certificate',
    thumbprint: '5F3A9C1E7B2D4086AA10C4D7E93B6F5528E1D7C0',
    machine: 'asExpected',
    trustedHosts: [],
  });
  expect(report.connection?.testedAt).not.toBeNull();
  expect(html).toContain('How the server was reached');
  expect(html).toContain('5F3A9C1E7B2D4086AA10C4D7E93B6F5528E1D7C0');
});

it('a name in TrustedHosts stands there with its times, and is out when the report is saved', async () => {
  const targetId = await read(
    'network-workgroup',
    (targetId) => walker.ask('askCredential', { targetId, practiceUser: 'PRACTICE-DMZ1\\Administrator' }),
    (targetId) => walker.ask('trustHost', { targetId, trusted: true }),
    (targetId) => walker.decide(targetId, { kind: 'acceptMachine' }),
  );
  const { html: preview } = await walker.ask('previewReport', { journey: 'onboard', targetId });
  expect(preview).toContain('It was still there when this report was made.');
  const { html, report } = await save(targetId);
  expect(html).not.toContain('It was still there');
  expect(report.connection).toMatchObject({
    askedFor: '192.0.2.71',
    reportedName: 'PRACTICE-DMZ1',
    endpoint: { port: 5985, useSsl: false },
    account: { kind: 'named', userName: 'PRACTICE-DMZ1\\Administrator' },
    vouchedBy: 'trustedHosts',
    thumbprint: null,
    machine: 'confirmed',
    trustedHosts: [{ name: '192.0.2.71' }],
  });
  expect(report.connection?.trustedHosts[0]?.takenOutAt).not.toBeNull();
});

it('another machine that was accepted is called so, and Kerberos where no certificate vouched', async () => {
  const targetId = await read(
    'network-stale',
    (targetId) => walker.decide(targetId, { kind: 'acceptMachine' }),
    (targetId) => walker.decide(targetId, { kind: 'chooseTransport', transport: 'http' }),
  );
  const { report } = await save(targetId);
  expect(report.connection).toMatchObject({
    askedFor: 'practice-fs04.practice.example',
    machine: 'otherAccepted',
    vouchedBy: 'kerberos',
  });
  expect(report.connection?.reportedName).toContain('PRACTICE-OLD07');
});

it('a server that needs no network has no such part', async () => {
  const { html, report } = await save(await read('2019-fresh'));
  expect(report.connection).toBeUndefined();
  expect(html).not.toContain('How the server was reached');
});

it('an account that LAPS names is called so', async () => {
  const targetId = await read('network-filtered', (targetId) => walker.ask('readLaps', { targetId }));
  const { html, report } = await save(targetId);
  expect(report.connection?.account).toMatchObject({
    kind: 'laps',
    userName: 'PRACTICE-WEB2\\Administrator',
  });
  expect(html).toContain('password read from Windows LAPS');
});
