import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sha256 } from '../../../main/field/hashed';
import { parseResult } from '../../../main/field/readResult';
import { createWebPlatform } from '../../../main/web/platform';
import type { TargetView } from '../../../shared/bridge/session';
import { Walker } from '../../unit/app/walker';
import { describeWithEngine } from '../engine';
import type { LabMachine } from '../labMachine';
import { createLabTargets, type LabTargets } from '../labTarget';
import { startKit, type KitEnd } from './stage';

/** 3010, as far as a system that is not Windows keeps it. */
const restartCode = process.platform === 'win32' ? 3010 : 3010 & 0xff;

describeWithEngine('run.cmd on a server, from the confirmed plan to the report', (engine) => {
  let lab: LabTargets;
  let folder = '';
  let w: Walker;
  let picked = '';
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gangway-field-'));
    lab = createLabTargets(engine);
    const platform = { ...createWebPlatform(folder, 'en-US'), pickFiles: async () => [picked] };
    w = await Walker.start(folder, { openShell: lab.openShell, platform });
  });
  afterEach(async () => {
    await w.stop();
    lab.remove();
  });

  const machineOf = (id: string): LabMachine => {
    const found = lab.machines().get(id);
    if (found === undefined) throw new Error(`no machine of ${id}`);
    return found;
  };
  const write = async (id: string): Promise<string> => {
    w.session = await w.ask('getSession', {});
    const { planHash = '' } = w.assess(id).known ?? {};
    const { name } = w.view(id).target;
    const { path } = await w.ask('writeFieldRun', { targetId: id, journey: 'onboard', planHash, name });
    if (path === null) throw new Error('nothing was written');
    return path;
  };
  const start = (id: string, kit: string): Promise<KitEnd> & { kill(): void } =>
    startKit(
      engine,
      { ...machineOf(id).env, GANGWAYLAB: '1', GANGWAY_LAB_SPEED: '600' },
      {
        script: join(kit, 'gangway', 'run.ps1'),
        parameter: 'PlanSha256',
        sha256: JSON.parse(readFileSync(join(kit, 'hash.json'), 'utf8')) as string,
        folder: kit,
      },
    );
  /** What run.cmd holds: the hash of the plan as it was written. */
  const ready = async (id: string): Promise<string> => {
    const kit = await write(id);
    writeFileSync(
      join(kit, 'hash.json'),
      JSON.stringify(sha256(readFileSync(join(kit, 'gangway', 'plan.json')))),
    );
    return kit;
  };
  const resultOf = (kit: string): string =>
    join(kit, readdirSync(kit).find((file) => file.startsWith('result-')) ?? 'no result');
  const kindsOf = (kit: string): string[] =>
    parseResult(readFileSync(resultOf(kit))).lines.map((line) =>
      line.kind === 'ended' ? `${line.nn} ${line.verdict}` : line.kind === 'end' ? line.outcome : line.kind,
    );
  const takeIn = async (id: string, kit: string): Promise<TargetView> => {
    picked = resultOf(kit);
    await w.ask('importFieldResult', { targetId: id, partial: false });
    return w.until(id, 'taken in', ({ busy }) => busy === 'idle', 60_000);
  };

  it(
    'onboards a 2019, and the result gives the same run, proofs and report',
    { timeout: 150_000 },
    async () => {
      const id = await w.prepare('2019-fresh', ['onboarding'], 'active');
      const kit = await ready(id);
      const end = await start(id, kit);
      expect(end.said).toContain('The plan is done.');
      expect(end.code).toBe(0);
      const view = await takeIn(id, kit);
      expect(view.run?.failure).toBeNull();
      expect(view.run).toMatchObject({ outcome: 'done', purpose: 'plan', journey: 'onboard' });
      expect(view.run?.actions.filter(({ state }) => state === 'done').map((one) => one.id)).toEqual([
        'send-kit',
        'onboard',
      ]);
      expect(view.changes.map(({ action }) => action)).toEqual(['send-kit', 'onboard']);
      expect(w.states(id).onboard).toMatch(/done|waiting/);
      const { lines } = await w.ask('getOutput', { runId: view.run?.runId ?? '', from: 0, limit: 5000 });
      expect(lines.length).toBeGreaterThan(5);
      await w.decide(id, { kind: 'alert', seen: true });
      await w.ask('saveReport', { journey: 'onboard', targetId: id });
      // Nothing is left to be begun, and the file is not taken twice.
      expect(await w.refused('importFieldResult', { targetId: id, partial: false })).toBe('field.twice');
      const again = await start(id, kit);
      expect(again.code).toBe(0);
      expect(again.said).toContain('has come to its end');
    },
  );

  it(
    'waits for the restart of a 2016, goes on behind it, and is taken in in two parts',
    { timeout: 900_000 },
    async () => {
      const id = await w.prepare(
        '2016-prerequisites',
        ['onboarding', 'installation', 'platformUpdate'],
        'active',
      );
      for (const check of w.assess(id).known?.checks ?? [])
        if (check.state === 'toFix' && check.fix !== null)
          await w.decide(id, { kind: 'acceptFix', fix: check.fix });
      const kit = await ready(id);
      const first = await start(id, kit);
      expect(first.said).toContain('Windows must restart');
      expect(first.code).toBe(restartCode);
      // Windows has not restarted: nothing goes on.
      expect((await start(id, kit)).code).toBe(restartCode);
      const half = await takeIn(id, kit);
      expect(half.run?.outcome).toBe('restartRequired');
      const before = half.facts?.boot.startedAt ?? 0;
      const { shell } = await lab.openShell(half.target);
      await shell.run('Restart-Server', { delaySeconds: 0 });
      const read = () => shell.run('Get-ServerState', { antivirusServices: [], eventsSince: 0 });
      await expect
        .poll(async () => ((await read().catch(() => null))?.boot.startedAt ?? 0) > before, {
          timeout: 120_000,
        })
        .toBe(true);
      await shell.close();
      const second = await start(id, kit);
      expect(second.said).toContain('The plan is done.');
      expect(second.code).toBe(0);
      const view = await takeIn(id, kit);
      expect(view.run?.failure).toBeNull();
      expect(view.run?.outcome).toBe('done');
      expect(view.run?.actions.at(-1)).toMatchObject({ id: 'onboard', state: 'done' });
      expect(new Set(view.changes.map(({ action }) => action)).size).toBe(view.changes.length);
    },
  );

  it('stops at a failure and at a conflict, and does not begin again', { timeout: 200_000 }, async () => {
    for (const [fault, code, verdict] of [
      [
        { effect: 'fail', operation: 'Invoke-Onboarding', native: 10, line: 'refused', times: null },
        16,
        'failed',
      ],
      [
        { effect: 'noop', operation: 'Invoke-Onboarding', native: null, line: '', times: null },
        15,
        'conflict',
      ],
    ] as const) {
      const id = await w.prepare(
        fault.effect === 'fail' ? '2019-fresh' : '2019-rtm',
        ['onboarding'],
        'active',
      );
      const kit = await ready(id);
      const machine = machineOf(id);
      const file = machine.env.GANGWAY_LAB ?? '';
      const { registry: _, ...rest } = machine.read();
      writeFileSync(file, JSON.stringify({ ...rest, faults: [fault] }));
      const end = await start(id, kit);
      expect(end.code, end.said).toBe(code);
      expect(kindsOf(kit).some((kind) => kind.endsWith(verdict))).toBe(true);
      const lines = kindsOf(kit).length;
      expect((await start(id, kit)).code).toBe(code);
      expect(kindsOf(kit)).toHaveLength(lines);
      const view = await takeIn(id, kit);
      expect(view.run?.outcome).toBe(verdict);
    }
  });

  it(
    'refuses another machine, changed files, another account that works there, and a server that has changed',
    { timeout: 200_000 },
    async () => {
      const id = await w.prepare('2019-fresh', ['onboarding'], 'active');
      const kit = await ready(id);
      const machine = machineOf(id);
      const registry = machine.env.GANGWAY_LAB_REGISTRY ?? '';
      const own = readFileSync(registry, 'utf8');
      const plan = readFileSync(join(kit, 'gangway/plan.json'), 'utf8');

      writeFileSync(
        registry,
        own.replace(/("MachineGuid":\s*")[^"]+/, '$1ffffffff-0000-4000-8000-000000000000'),
      );
      expect((await start(id, kit)).code).toBe(11);
      writeFileSync(registry, own);

      writeFileSync(join(kit, 'gangway/plan.json'), plan.replace('"nn":2', '"nn":3'));
      expect((await start(id, kit)).code).toBe(12);
      writeFileSync(join(kit, 'gangway/plan.json'), plan);
      const script = join(kit, 'gangway/scripts/Invoke-Onboarding.ps1');
      const text = readFileSync(script, 'utf8');
      writeFileSync(script, `${text}\n`);
      expect((await start(id, kit)).code).toBe(12);
      writeFileSync(script, text);
      expect(existsSync(join(machine.disk, 'ProgramData/Gangway/field'))).toBe(false);

      const lease = join(machine.disk, 'ProgramData/Gangway/lease.json');
      machine.ownFolder('ProgramData', 'Gangway');
      const now = Date.now();
      const held = {
        runId: 'other-run-1',
        account: 'CONTOSO\\else',
        computer: 'PC-2',
        technician: null,
        since: now,
        renewedAt: now,
      };
      writeFileSync(lease, JSON.stringify({ ...held, expiresAt: now + 3_600_000 }));
      const busy = await start(id, kit);
      expect(busy.code).toBe(14);
      expect(busy.said).toContain('CONTOSO\\else');
      // Expired, it is nobody's to take over from here either.
      writeFileSync(
        lease,
        JSON.stringify({ ...held, renewedAt: now - 7_200_000, expiresAt: now - 3_600_000 }),
      );
      expect((await start(id, kit)).code).toBe(14);
      rmSync(lease);

      const policies = JSON.parse(own) as Record<string, Record<string, unknown>>;
      policies['HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection'] = {
        ForceDefenderPassiveMode: { type: 'DWord', value: 1 },
      };
      writeFileSync(registry, JSON.stringify(policies));
      const other = await start(id, kit);
      expect(other.code, other.said).toBe(13);
      expect(other.said).toContain('set-mode');
      expect(kindsOf(kit)).not.toContain('intent');
      // As it was, it goes on.
      writeFileSync(registry, own);
      expect((await start(id, kit)).code).toBe(0);
    },
  );

  it(
    'is killed and started again: it follows what runs, and nothing is sent twice',
    { timeout: 200_000 },
    async () => {
      const id = await w.prepare('2019-fresh', ['onboarding'], 'active');
      const kit = await ready(id);
      const { disk } = machineOf(id);
      const field = join(disk, 'ProgramData/Gangway/field');
      const first = start(id, kit);
      const told = () => {
        const [name] = existsSync(field) ? readdirSync(field) : [];
        const path = join(field, name ?? '', 'result.jsonl');
        return existsSync(path) ? readFileSync(path, 'utf8') : '';
      };
      await expect.poll(() => told().includes('"kind":"sent"'), { timeout: 60_000, interval: 20 }).toBe(true);
      first.kill();
      await first;
      // What was told is whole, whenever it was killed.
      expect(parseResult(Buffer.from(told())).lines.length).toBeGreaterThan(3);
      const second = await start(id, kit);
      expect(second.code, second.said).toBe(0);
      const kinds = kindsOf(kit);
      expect(kinds.filter((kind) => kind === 'begin')).toHaveLength(2);
      const runs = readdirSync(join(disk, 'ProgramData/Gangway/runs'));
      expect(runs).toHaveLength(1);
      const view = await takeIn(id, kit);
      expect(view.run?.outcome).toBe('done');
    },
  );
});
