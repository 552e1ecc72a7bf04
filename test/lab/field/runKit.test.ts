import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseResult } from '../../../main/field/readResult';
import type { Walker } from '../../unit/app/walker';
import { describeWithEngine } from '../engine';
import { FieldLab } from './stage';

describeWithEngine('run.cmd on a server, from the confirmed plan to the report', (engine) => {
  let f: FieldLab;
  let w: Walker;
  beforeEach(async () => {
    f = await FieldLab.open(engine);
    w = f.w;
  });
  afterEach(() => f.close());

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
      const kit = await f.write(id);
      const first = await f.start(id, kit);
      expect(first.said).toContain('Windows must restart');
      expect(first.code).toBe(3010);
      // Windows has not restarted: nothing goes on.
      expect((await f.start(id, kit)).code).toBe(3010);
      const half = await f.takeIn(id, kit);
      expect(half.run?.outcome).toBe('restartRequired');
      const before = half.facts?.boot.startedAt ?? 0;
      await f.restart(id, before);
      const second = await f.start(id, kit);
      expect(second.said).toContain('The plan is done.');
      expect(second.code).toBe(0);
      const view = await f.takeIn(id, kit);
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
      const kit = await f.write(id);
      const machine = f.machineOf(id);
      const file = machine.env.GANGWAY_LAB ?? '';
      const { registry: _, ...rest } = machine.read();
      writeFileSync(file, JSON.stringify({ ...rest, faults: [fault] }));
      const end = await f.start(id, kit);
      expect(end.code, end.said).toBe(code);
      expect(f.kindsIn(kit).some((kind) => kind.endsWith(verdict))).toBe(true);
      const lines = f.kindsIn(kit).length;
      expect((await f.start(id, kit)).code).toBe(code);
      expect(f.kindsIn(kit)).toHaveLength(lines);
      const view = await f.takeIn(id, kit);
      expect(view.run?.outcome).toBe(verdict);
    }
  });

  it(
    'refuses another machine, changed files, another account that works there, and a server that has changed; as it was, it is onboarded, and the result gives the same run, proofs and report',
    { timeout: 200_000 },
    async () => {
      const id = await w.prepare('2019-fresh', ['onboarding'], 'active');
      const kit = await f.write(id);
      const machine = f.machineOf(id);
      const registry = machine.env.GANGWAY_LAB_REGISTRY ?? '';
      const own = readFileSync(registry, 'utf8');
      const plan = readFileSync(join(kit, 'gangway/plan.json'), 'utf8');

      writeFileSync(
        registry,
        own.replace(/("MachineGuid":\s*")[^"]+/, '$1ffffffff-0000-4000-8000-000000000000'),
      );
      expect((await f.start(id, kit)).code).toBe(11);
      writeFileSync(registry, own);

      writeFileSync(join(kit, 'gangway/plan.json'), plan.replace('"nn":2', '"nn":3'));
      expect((await f.start(id, kit)).code).toBe(12);
      writeFileSync(join(kit, 'gangway/plan.json'), plan);
      const script = join(kit, 'gangway/scripts/Invoke-Onboarding.ps1');
      const text = readFileSync(script, 'utf8');
      writeFileSync(script, `${text}\n`);
      expect((await f.start(id, kit)).code).toBe(12);
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
      const busy = await f.start(id, kit);
      expect(busy.code).toBe(14);
      expect(busy.said).toContain('CONTOSO\\else');
      // Expired, it is nobody's to take over from here either.
      writeFileSync(
        lease,
        JSON.stringify({ ...held, renewedAt: now - 7_200_000, expiresAt: now - 3_600_000 }),
      );
      expect((await f.start(id, kit)).code).toBe(14);
      rmSync(lease);

      const policies = JSON.parse(own) as Record<string, Record<string, unknown>>;
      policies['HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection'] = {
        ForceDefenderPassiveMode: { type: 'DWord', value: 1 },
      };
      writeFileSync(registry, JSON.stringify(policies));
      const other = await f.start(id, kit);
      expect(other.code, other.said).toBe(13);
      expect(other.said).toContain('set-mode');
      expect(f.kindsIn(kit)).not.toContain('intent');
      writeFileSync(registry, own);
      const end = await f.start(id, kit);
      expect(end.said).toContain('The plan is done.');
      expect(end.code).toBe(0);
      const view = await f.takeIn(id, kit);
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
      const again = await f.start(id, kit);
      expect(again.code).toBe(0);
      expect(again.said).toContain('has come to its end');
    },
  );

  it(
    'is killed and started again: it follows what runs, and nothing is sent twice',
    { timeout: 200_000 },
    async () => {
      const id = await w.prepare('2019-fresh', ['onboarding'], 'active');
      const kit = await f.write(id);
      const { disk } = f.machineOf(id);
      const first = f.startAlone(id, kit);
      await expect
        .poll(() => f.toldOn(id).includes('"kind":"sent"'), { timeout: 60_000, interval: 20 })
        .toBe(true);
      first.kill();
      await first.end;
      // What was told is whole, whenever it was killed.
      expect(parseResult(Buffer.from(f.toldOn(id))).lines.length).toBeGreaterThan(3);
      const second = await f.start(id, kit);
      expect(second.code, second.said).toBe(0);
      const kinds = f.kindsIn(kit);
      expect(kinds.filter((kind) => kind === 'begin')).toHaveLength(2);
      const runs = readdirSync(join(disk, 'ProgramData/Gangway/runs'));
      expect(runs).toHaveLength(1);
      const view = await f.takeIn(id, kit);
      expect(view.run?.outcome).toBe('done');
    },
  );
});
