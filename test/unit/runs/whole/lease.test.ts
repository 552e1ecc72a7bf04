import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createOpenShell } from '../../../../main/openShell';
import { practiceStateSchema } from '../../../../main/practice/machine/practiceState';
import type { Shell } from '../../../../main/shell/shell';
import type { LeaseClaim } from '../../../../shared/model/lease';
import { changesIn, receivedBy } from '../../app/received';
import { Walker } from '../../app/walker';

const machine = '2019-fresh';
const anna: LeaseClaim = {
  account: 'NORD\\anna',
  computer: 'ADMIN-7',
  technician: 'Anna',
  minutes: 60,
  takeOver: null,
};
const hers = 'run-of-anna';

let walker: Walker;
let id = '';
/** The server as another Gangway on another computer has it. */
let server: Shell;

let answers: unknown[] = [];
beforeEach(async () => {
  answers = [];
  let open: ReturnType<typeof createOpenShell> | null = null;
  walker = await Walker.start(undefined, {
    openShell: async (target, way) => {
      open ??= createOpenShell({
        dataFolder: walker.folder,
        practiceSpeed: () => 6000,
        onNotice: () => undefined,
      });
      const opened = await open(target, way);
      server = opened.shell;
      // What each request found: a page sees only some of it, because changes are put together.
      const run = server.run.bind(server);
      server.run = async (name, params, options) => {
        const found = await run(name, params, options);
        answers.push(found);
        return found;
      };
      return opened;
    },
  });
  id = await walker.prepare(machine, ['onboarding'], 'active');
});
afterEach(() => walker.stop());

const hold = (lease: LeaseClaim | null, runId = hers) => server.run('Set-Lease', { runId, lease });
const start = () =>
  walker.refused('startPlan', {
    journey: 'onboard',
    targetId: id,
    planHash: walker.assess(id).known?.planHash ?? '',
    name: walker.view(id).target.name,
  });
const read = async () => {
  await walker.ask('readFacts', { targetId: id });
  walker.session = await walker.ask('getSession', {});
};
const held = async () =>
  (await server.run('Get-ServerState', { antivirusServices: [], eventsSince: 0 })).lease;
const sent = async () => changesIn(await receivedBy(walker.folder, machine));

it('[row 89] a plan holds its server from its first copy to the end of its last action, and gives it back', async () => {
  const view = await walker.carryOut(id);
  expect(view.run).toMatchObject({ outcome: 'done', failure: null });
  const lease: unknown = expect.objectContaining({ runId: view.run?.runId, computer: hostname() });
  expect(answers).toContainEqual(expect.objectContaining({ lease }));
  expect(await held()).toBeNull();
  expect(view.heldBy ?? null).toBeNull();
});

it('[row 89] refuses a start beside somebody else, says who, and sends nothing', async () => {
  await hold(anna);
  await read();
  expect(walker.view(id).heldBy).toMatchObject({ account: 'NORD\\anna', technician: 'Anna', runId: hers });
  expect(await start()).toBe('run.leased');
  expect(await walker.refused('takeOver', { targetId: id, runId: hers })).toBe('run.leased');
  expect(await sent()).toEqual([]);
  await hold(null);
  expect(await start()).toBe('accepted');
});

it('[row 89] stops where somebody else began since the facts were read, before anything is sent', async () => {
  await hold(anna);
  expect(await start()).toBe('accepted');
  const view = await walker.until(id, 'stopped', ({ run }) => run?.outcome === 'stopped');
  expect(view.run?.failure).toMatchObject({ code: 'run.leased', detail: 'Anna, NORD\\anna, ADMIN-7' });
  expect(await sent()).toEqual([]);
});

it('[row 90] takes over an expired hold only for a person who was shown whose it is', async () => {
  await hold({ ...anna, minutes: 1 });
  await walker.stop(true);
  const file = join(walker.folder, 'practice', `${machine}.json`);
  const kept = practiceStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const lease = kept.lease && { ...kept.lease, expiresAt: kept.lease.since + 1 };
  writeFileSync(file, JSON.stringify({ ...kept, lease }));
  walker = await Walker.start(walker.folder);
  await walker.ask('connect', { targetId: id });
  await read();
  expect(walker.view(id).heldBy).toMatchObject({ runId: hers });
  expect(await start()).toBe('run.leaseExpired');
  expect(await walker.refused('takeOver', { targetId: id, runId: 'run-of-nobody' })).toBe('run.leaseExpired');
  await walker.ask('takeOver', { targetId: id, runId: hers });
  walker.session = await walker.ask('getSession', {});
  expect(walker.view(id).heldBy).toBeNull();
  expect((await walker.carryOut(id)).run?.outcome).toBe('done');
});

it('[row 89] a probe holds the server too, gives it back, and goes beside nobody', async () => {
  await hold(anna);
  await read();
  expect(await walker.refused('startProbe', { targetId: id })).toBe('run.leased');
  await hold(null);
  await read();
  await walker.ask('startProbe', { targetId: id });
  await walker.until(id, 'probed', ({ probe, busy }) => busy === 'idle' && probe?.endedAt != null);
  expect(await held()).toBeNull();
});
