import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { keys } from '../../../main/practice/machine/keys';
import type { Machine } from '../../../main/practice/machine/machine';
import { createPracticeShell, type PracticeShell } from '../../../main/practice/practiceShell';
import type { RunRecord } from '../../../shared/bridge/records';
import { operations, type ParamsOf } from '../../../shared/model/operations';
import { readMachine } from '../../../main/practice/machine/machines';
import { openMachine } from '../../../main/practice/machine/openMachine';
import { hiddenIds } from '../../../main/practice/sources/hiddenFaults';
import { practiceTarget } from '../../../main/servers/practiceTarget';
import { readIdentity } from '../../../main/practice/answers/readIdentity';
import { readPolicyState } from '../../../main/practice/answers/readPolicyState';
import { readRecentEvents } from '../../../main/practice/answers/readRecentEvents';
import { readTasks } from '../../../main/practice/answers/readTasks';
import { readTraceSessions } from '../../../main/practice/answers/readTraceSessions';
import { readUpdates } from '../../../main/practice/answers/readUpdates';
import { recentLogs } from '../../../shared/model/catalogue/furtherReads';
import { holds, rowOf } from '../../ground/row';

const now = Date.UTC(2026, 10, 30);
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function shellOf(machine: Machine): PracticeShell {
  const folder = mkdtempSync(join(tmpdir(), 'hidden-'));
  folders.push(folder);
  const file = join(folder, 'server.json');
  let clock = now;
  // The clock goes on while somebody waits, and only then.
  const sleep = async (ms: number) => {
    clock += ms;
  };
  return createPracticeShell({ file, scenario: 'hidden', machine, speed: 1, now: () => clock, sleep });
}

/** What a test of the way to the cloud finds, whether it passes or not. */
async function foundBy(machine: Machine, params: ParamsOf<'Test-Connectivity'>) {
  const shell = shellOf(machine);
  await shell.start('hidden-run', 1, 'Test-Connectivity', params);
  const found: RunRecord[] = [];
  const take = async (some: readonly RunRecord[]) => void found.push(...some);
  await shell.follow('hidden-run', 1, 0, take, new AbortController().signal);
  const result = found.find((record) => record.kind === 'result');
  return operations['Test-Connectivity'].result.parse(result?.kind === 'result' ? result.value : null).hosts;
}
const machineOf = (id: string) => openMachine(readMachine(id), now);
const codes = (id: string) =>
  readRecentEvents(machineOf(id), { logs: [...recentLogs], since: now - 7 * 86_400_000, limit: 500 })
    .events.filter(({ level }) => level !== 'information')
    .map((event) => event.id);

it('opens each of them by its id, as a server of its own name', () => {
  const names = hiddenIds.map((id) => practiceTarget(id).name);
  expect(new Set(names).size).toBe(hiddenIds.length);
  expect(hiddenIds.length).toBeGreaterThanOrEqual(10);
});

it('shows more sessions than Windows allows beside what the sensor says of it', () => {
  const { sessions, limit } = readTraceSessions(machineOf('hidden-sessions'));
  expect(sessions?.length).toBeGreaterThanOrEqual(limit);
  expect(codes('hidden-sessions')).toEqual([45, 46]);
});

it('shows a package of another tenant, and that its certificate ended', () => {
  const found = readIdentity(machineOf('hidden-other-package'));
  expect(found.packageTenant).not.toBe(found.tenant);
  expect(found.onboardedTenant).toBe(found.tenant);
  expect(found.certificate?.notAfter).toBe(Date.UTC(2025, 7, 22));
  // The code by which Microsoft's own analyzer knows another tenant.
  expect(holds(rowOf('defender/mde-sense-event-67'), 400)).toBe(true);
  const { events } = readRecentEvents(machineOf('hidden-other-package'), {
    logs: ['sense'],
    since: 0,
    limit: 5,
  });
  expect(events[0]).toMatchObject({ id: 5, data: ['6', expect.any(String), '400'] });
});

it('shows a WSUS that brings other updates and none of Defender', () => {
  const found = readUpdates(machineOf('hidden-wsus'), now);
  expect(found.wsus).toMatchObject({ use: true, noInternet: true });
  expect(found).toMatchObject({ received: [], other: { from: 'wsus' } });
  expect(found.signatures).toMatchObject({
    fallbackOrder: 'InternalDefinitionUpdateServer',
    fallbackBy: 'policy',
    lastFailure: { code: '0x80240438', source: 'Internal Definition Update Server' },
  });
});

it('shows a task of Group Policy that the share refused', () => {
  const { tasks, runs, policies } = readTasks(machineOf('hidden-policy-task'), now);
  expect(tasks).toMatchObject([
    { kind: 'onboarding', onShare: true, sid: 'S-1-5-18', lastResult: 0x80070005 },
  ]);
  expect(runs).toMatchObject([{ event: 203, result: 0x80070005 }]);
  expect(policies).toHaveLength(1);
});

it('shows which object applies, whom its task is made for, and why Windows did not make it', () => {
  const denied = readPolicyState(machineOf('hidden-policy-denied'), now);
  expect(denied.objects[0]).toMatchObject({ applies: 'denied', tasks: true });
  expect(denied).toMatchObject({ items: [], refreshed: { tasks: null } });
  const account = readPolicyState(machineOf('hidden-policy-account'), now);
  expect(account.items).toMatchObject([{ runAs: 'NT AUTHORITY\\System', signedIn: true, ran: true }]);
  // Both as the console writes them where nobody asked for a run without a sign-in.
  for (const said of [account.items[0]?.account, 'InteractiveToken'])
    expect(holds(rowOf('platform/preference-task-item'), said ?? '')).toBe(true);
  expect(account.schedulerLog).toBe(false);
  const name = readPolicyState(machineOf('hidden-policy-name'), now);
  expect(name.problems).toMatchObject([{ event: 4098, code: '0x80070534' }]);
  expect(holds(rowOf('platform/preference-task-item'), name.items[0]?.account ?? '')).toBe(true);
});

it('shows on a server that a policy onboarded that its task applied once, and that the log tells nothing of it', () => {
  const { objects, items, problems } = readPolicyState(machineOf('2019-managed'), now);
  expect(objects.map(({ applies }) => applies)).toEqual(['yes', 'yes', 'yes', 'yes']);
  expect(items).toMatchObject([{ kind: 'onboarding', immediate: true, once: true, ran: true }]);
  expect(problems).toEqual([]);
  expect(readTasks(machineOf('2019-managed'), now)).toMatchObject({ tasks: [], runs: [] });
});

it('shows that the identity was made on another server', () => {
  const found = readIdentity(machineOf('hidden-clone'));
  expect(found).toMatchObject({ generalized: true, idMade: { on: 'IMAGE-2019' } });
  expect(found.name).not.toBe('IMAGE-2019');
  expect(found.remains).toEqual(['senseGuid', 'senseId']);
  for (const name of found.remains) expect(holds(rowOf('defender/mde-reg-vdi-cleanup'), name)).toBe(true);
});

const cloudPart = { state: 'reached', revocation: 'reached', clockAheadSeconds: 0 };
it.each([
  ['hidden-inspection', { state: 'inspected', issuer: 'Example Filter' }],
  ['hidden-lists', { ...cloudPart, revocation: 'notReached' }],
  ['hidden-proxy', { state: 'timedOut', proxyFrom: 'telemetryPolicy', tcp: 'timedOut' }],
  ['hidden-clock', { ...cloudPart, clockAheadSeconds: 86_400 }],
  ['hidden-names', { state: 'nameUnknown', dns: { state: 'noAnswer' }, tcp: 'notTried' }],
  ['hidden-firewall', { state: 'timedOut', dns: { state: 'resolved' }, tcp: 'timedOut' }],
  ['hidden-ipv6', { state: 'timedOut', dns: { ipv4: 0, ipv6: 2 } }],
])('the way to the cloud shows what %s hides', async (id, seen) => {
  const machine = machineOf(id);
  const telemetry = machine.registry[keys.policyTelemetry]?.TelemetryProxyServer;
  const proxy = typeof telemetry === 'string' ? telemetry : null;
  const asked = {
    ...{ host: 'edr.practice.invalid', port: 443, scheme: 'https' as const, required: true, pinned: true },
    ...{ proxy, proxyFrom: proxy === null ? ('none' as const) : ('telemetryPolicy' as const) },
  };
  const params = { hosts: [asked], issuers: ['Microsoft Corporation'] };
  expect((await foundBy(machine, params))[0]).toMatchObject(seen);
});

it('a server whose clock is off says so itself', async () => {
  const shell = shellOf(readMachine('hidden-clock'));
  const { readAt } = await shell.run('Get-TraceSession', {});
  expect(readAt - now).toBe(86_400_000);
});

it.each([
  ['hidden-old-package', [7]],
  ['hidden-offboarding', [29]],
  ['hidden-telemetry', [34, 28]],
  ['hidden-driver', [65]],
  ['hidden-aware-mode', [27]],
  ['hidden-inspection', [5]],
  ['hidden-lists', [5]],
  ['hidden-proxy', [15, 5]],
  ['hidden-names', [5]],
  ['hidden-firewall', [15, 5]],
])('%s has the events of its fault', (id, ids) => {
  expect(codes(id)).toEqual(ids);
});
