import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fieldPlanSchema } from '../../../shared/field/fieldPlan';
import { usualTool } from '../../../shared/model/deploymentTool';
import type { Walker } from '../../unit/app/walker';
import { describeWithEngine } from '../engine';
import { FieldLab } from './stage';

describeWithEngine('run.cmd on a server where something comes between', (engine) => {
  let f: FieldLab;
  let w: Walker;
  beforeEach(async () => {
    f = await FieldLab.open(engine);
    w = f.w;
  });
  afterEach(() => f.close());

  const isTold = (id: string, what: string) =>
    expect.poll(() => f.toldOn(id).includes(what), { timeout: 60_000, interval: 20 }).toBe(true);

  it(
    'begins a tool again that asked for a restart in the middle of its work',
    { timeout: 200_000 },
    async () => {
      const id = await w.prepare('2016-tool', ['deploymentTool', 'onboardingFile'], 'passive');
      await w.decide(id, { kind: 'chooseTool', journey: 'onboard', tool: usualTool });
      await w.decide(id, { kind: 'acceptNoProtector', accepted: true });
      const kit = await f.write(id);
      const before = w.view(id).facts?.boot.startedAt ?? 0;
      const first = await f.start(id, kit);
      expect(first.said).toContain('Windows must restart');
      await f.restart(id, before);
      const second = await f.start(id, kit);
      expect(second.code, second.said).toBe(0);
      expect(second.said).toContain('begun anew');
      expect(f.kindsIn(kit).filter((kind) => /^\d/.test(kind))).toEqual([
        '1 done',
        '2 done',
        '3 restart',
        '3 again',
        '3 done',
      ]);
      const { run, changes } = await f.takeIn(id, kit);
      expect(run).toMatchObject({ outcome: 'done', failure: null });
      expect(changes.map(({ action }) => action)).toEqual(['send-kit', 'deploy-by-tool']);
    },
  );

  it(
    'does not take a secret that Gangway may not know for a change of the server',
    { timeout: 100_000 },
    async () => {
      const id = await w.prepare('2019-fresh', ['onboarding'], 'active');
      const { env } = f.machineOf(id);
      const registry = env.GANGWAY_LAB_REGISTRY ?? '';
      const own = JSON.parse(readFileSync(registry, 'utf8')) as Record<string, Record<string, unknown>>;
      const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\DataCollection';
      const proxyIs = (value: string) =>
        writeFileSync(
          registry,
          JSON.stringify({
            ...own,
            [key]: { ...own[key], TelemetryProxyServer: { type: 'String', value } },
          }),
        );
      proxyIs('http://nord:Geheim-12@proxy.contoso.example:8080');
      await w.ask('readFacts', { targetId: id });
      await w.decide(id, { kind: 'wish', wishes: { sensorProxy: 'proxy.contoso.example:8080' } });
      const kit = await f.write(id);
      const plan = fieldPlanSchema.parse(JSON.parse(readFileSync(join(kit, 'gangway/plan.json'), 'utf8')));
      expect(plan.actions.flatMap(({ stands }) => stands)).toContain('proxy.telemetry');
      expect(readFileSync(join(kit, 'gangway/facts.json'), 'utf8')).not.toContain('Geheim-12');
      // Another proxy is one, however often it is started.
      proxyIs('http://nord:Geheim-12@elsewhere.contoso.example:8080');
      for (const again of [false, true]) {
        const other = await f.start(id, kit);
        expect([again, other.code], other.said).toEqual([again, 13]);
      }
      proxyIs('http://nord:Geheim-12@proxy.contoso.example:8080');
      const end = await f.start(id, kit);
      expect(end.code, end.said).toBe(0);
    },
  );

  it(
    'is joined by no second driver while it works, and keeps its result on the server where the stick is full, was pulled or refuses',
    { timeout: 200_000 },
    async () => {
      const id = await w.prepare('2019-fresh', ['onboarding'], 'active');
      const [kit, other] = [await f.write(id), await f.write(id)];
      const own = join(f.machineOf(id).disk, 'ProgramData/Gangway/field');
      const plan = fieldPlanSchema.parse(JSON.parse(readFileSync(join(kit, 'gangway/plan.json'), 'utf8')));
      const name = `result-${plan.computerName}-${plan.nonce.slice(0, 8)}.jsonl`;
      // A device on which there is never room.
      symlinkSync('/dev/full', join(kit, `${name}.part`));
      const running = f.startAlone(id, kit);
      await isTold(id, '"kind":"intent"');
      // It holds the server, and comes no further while the others try.
      running.kill('SIGSTOP');
      const [same, another] = await Promise.all([f.start(id, kit), f.start(id, other)]);
      expect([same.code, another.code], same.said + another.said).toEqual([20, 20]);
      running.kill('SIGCONT');
      await isTold(id, '"kind":"sent"');
      renameSync(kit, `${kit}-pulled`);
      const end = await running.end;
      expect(end.code, end.said).toBe(0);
      expect(end.said).toMatch(/was not written: .*No space left/);
      expect(end.said).toMatch(/Take this file to Gangway: .*ProgramData/);
      expect((await f.takeIn(id, join(own, plan.nonce))).run?.outcome).toBe('done');
      const kinds = f.kindsIn(join(own, plan.nonce));
      expect(kinds.filter((kind) => kind === 'begin' || kind === 'sent')).toEqual(['begin', 'sent']);
      renameSync(`${kit}-pulled`, kit);
      expect(existsSync(join(kit, name))).toBe(false);
      mkdirSync(join(kit, `${name}.part`));
      const refused = await f.start(id, kit);
      expect(refused.said).toMatch(/was not written: .*denied/);
      rmSync(join(kit, `${name}.part`), { recursive: true, force: true });
      await f.start(id, kit);
      expect(readFileSync(join(kit, name))).toEqual(readFileSync(join(own, plan.nonce, name)));
    },
  );
});
