import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scripts } from '../../../main/operations/index';
import { BrokerShell } from '../../../main/shell/brokerShell';
import { createPracticeShell } from '../../../main/practice/practiceShell';
import type { Shell } from '../../../main/shell/shell';
import { failureOf } from '../../../shared/errors';
import type { LeaseClaim } from '../../../shared/model/lease';
import { describeWithEngine } from '../engine';
import { openLabMachine, type LabMachine } from '../labMachine';
import { registryOf } from '../registry';
import { quickTimes, resultText, scriptText } from '../shell/scriptText';
import { startLab } from '../startLab';
import { machineOf } from './stage/onMachine';

const minute = 60_000;
const anna: LeaseClaim = {
  account: 'NORD\\anna',
  computer: 'ADMIN-7',
  technician: 'Anna Å',
  minutes: 60,
  takeOver: null,
};
const bert: LeaseClaim = { ...anna, account: 'NORD\\bert', computer: 'ADMIN-9', technician: null };
const first = 'run-first-01';
const second = 'run-second-2';

/** The same server twice: as its scripts keep it, and as practice plays it. `age` makes the hold older. */
interface Side {
  readonly shell: Shell;
  age(ms: number): void;
}

describeWithEngine('who holds a server for a run: script and practice server', (engine) => {
  let lab: LabMachine;
  let folder = '';
  const sides: Side[] = [];
  let ahead = 0;
  const lease = () => join(lab.disk, 'ProgramData/Gangway/lease.json');

  beforeAll(() => {
    const machine = machineOf('2019-fresh');
    lab = openLabMachine({ ...machine, registry: registryOf(machine) });
    folder = mkdtempSync(join(tmpdir(), 'gangway-lease-'));
    const quick = scriptText(resultText('@{ changed = $true; before = $null; after = 1 }'));
    sides.push(
      {
        shell: new BrokerShell(
          () => startLab({ executable: engine, env: lab.env }),
          { ...scripts, 'Set-PassiveMode': quick },
          quickTimes,
        ),
        age(ms) {
          const kept = JSON.parse(readFileSync(lease(), 'utf8')) as Record<string, number>;
          for (const name of ['since', 'renewedAt', 'expiresAt']) kept[name] = (kept[name] ?? 0) - ms;
          writeFileSync(lease(), JSON.stringify(kept));
        },
      },
      {
        shell: createPracticeShell({
          file: join(folder, 'server.json'),
          scenario: '2019-fresh',
          machine,
          speed: 1,
          now: () => Date.now() + ahead,
          sleep: async (ms) => void (ahead += ms),
        }),
        age: (ms) => (ahead += ms),
      },
    );
  });
  afterAll(async () => {
    for (const { shell } of sides) await shell.close();
    lab.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What each side answers to one request; both must be the same. */
  async function both(ask: (side: Side) => Promise<unknown>): Promise<unknown> {
    const answers = [];
    for (const side of sides)
      answers.push(
        await ask(side).catch((error: unknown) => {
          const { code, detail } = failureOf(error);
          return `${code}: ${detail}`;
        }),
      );
    expect(answers[1]).toEqual(answers[0]);
    return answers[0];
  }
  const set = (runId: string, claim: LeaseClaim | null) =>
    both(({ shell }) => shell.run('Set-Lease', { runId, lease: claim }));
  const start = (runId: string, nn: number, claim: LeaseClaim | null, last: boolean) =>
    both(async ({ shell }) => {
      const hold = claim === null ? undefined : { lease: claim, last };
      await shell.start(runId, nn, 'Set-PassiveMode', { mode: 'passive' }, hold);
      return shell.follow(runId, nn, 0, async () => undefined, new AbortController().signal);
    });
  /** What the facts show of the hold, its times as minutes from the reading, to five: engines take their time. */
  const shown = () =>
    both(async ({ shell }) => {
      const facts = await shell.run('Get-ServerState', { antivirusServices: [], eventsSince: 0 });
      if (facts.lease === null) return null;
      const { since, renewedAt, expiresAt, ...who } = facts.lease;
      const round = (at: number) => 5 * Math.round((at - facts.readAt) / (5 * minute)) || 0;
      return { ...who, since: round(since), renewedAt: round(renewedAt), expiresAt: round(expiresAt) };
    });
  const byAnna = { account: anna.account, computer: anna.computer, technician: anna.technician };
  const who = 'Anna Å, NORD\\anna, ADMIN-7';

  test('[row 89] a live hold refuses everybody else, by Set-Lease and by Start-Run, and its own account renews it', async () => {
    expect(await shown()).toBeNull();
    expect(await set(first, anna)).toEqual({ held: true });
    expect(await shown()).toEqual({ runId: first, ...byAnna, since: 0, renewedAt: 0, expiresAt: 60 });
    expect(await set(second, bert)).toBe(`run.leased: ${who}`);
    expect(await set(second, { ...bert, takeOver: first })).toBe(`run.leased: ${who}`);
    expect(await set(second, { ...anna, computer: bert.computer })).toBe(`run.leased: ${who}`);
    expect(await start(second, 1, bert, false)).toBe(`run.leased: ${who}`);
    expect(await start(second, 1, null, false)).toBe(`run.leased: ${who}`);
    for (const side of sides) side.age(10 * minute);
    expect(await start(first, 1, { ...anna, account: 'nord\\ANNA' }, false)).toBe('ended');
    expect(await shown()).toMatchObject({ runId: first, since: -10, renewedAt: 0, expiresAt: 60 });
  });

  test('[row 90] an expired hold is taken over by whoever names its run, and by nobody else', async () => {
    for (const side of sides) side.age(61 * minute);
    expect(await set(second, bert)).toBe('run.leaseExpired: Anna Å, nord\\ANNA, ADMIN-7');
    expect(await start(second, 1, bert, false)).toContain('run.leaseExpired: ');
    expect(await start(second, 1, null, false)).toContain('run.leaseExpired: ');
    expect(await set(second, { ...bert, takeOver: 'run-another' })).toContain('run.leaseExpired: ');
    expect(await set(second, { ...bert, takeOver: first })).toEqual({ held: true });
    expect(await shown()).toMatchObject({ runId: second, technician: null, account: bert.account, since: 0 });
    expect(await start(first, 2, anna, false)).toContain('run.leased: ');
  });

  test('[row 89] a run gives back its own hold, and that of nobody else; the runner of its last action does it by itself', async () => {
    expect(await set(first, null)).toEqual({ held: false });
    expect(await shown()).toMatchObject({ runId: second });
    expect(await set(second, null)).toEqual({ held: false });
    expect(await shown()).toBeNull();
    expect(await start(first, 3, anna, true)).toBe('ended');
    // The record of the end comes first, and the runner lets go after it.
    await expect.poll(() => readFileSync(lease(), 'utf8'), { timeout: 60_000 }).toBe('');
    expect(await shown()).toBeNull();
    expect(await start(second, 2, null, false)).toBe('ended');
  });

  test('[row 90] a hold that does not parse, and one from a clock that was ahead, are expired ones', async () => {
    const [script] = sides;
    if (script === undefined) throw new Error('no side');
    const set = (claim: LeaseClaim) => script.shell.run('Set-Lease', { runId: second, lease: claim });
    writeFileSync(lease(), '{"runId":');
    const facts = await script.shell.run('Get-ServerState', { antivirusServices: [], eventsSince: 0 });
    expect(facts.lease).toMatchObject({ runId: '', account: '', expiresAt: 0 });
    await expect(set(bert)).rejects.toMatchObject({ code: 'run.leaseExpired' });
    await set({ ...bert, takeOver: '' });
    script.age(-30 * minute);
    await expect(set(anna)).rejects.toMatchObject({ code: 'run.leaseExpired' });
    await set({ ...anna, takeOver: second });
  });
});
