import { afterEach, expect, it } from 'vitest';
import { Walker } from '../unit/app/walker';
import { describeWithEngine } from './engine';
import { createLabTargets, type LabTargets } from './labTarget';

let walker: Walker | null = null;
let lab: LabTargets | null = null;
afterEach(async () => {
  await walker?.stop();
  lab?.remove();
  walker = null;
  lab = null;
});

describeWithEngine('the wizard over the real scripts', (engine) => {
  it(
    'takes a 2019 as it was published to the end, although its platform tells no mode',
    { timeout: 150_000 },
    async () => {
      lab = createLabTargets(engine);
      walker = await Walker.start(undefined, { openShell: lab.openShell });
      const id = await walker.prepare('2019-rtm', ['onboarding'], 'active');
      const view = await walker.carryOut(id, 120_000);
      expect(view.run).toMatchObject({ failure: null, outcome: 'done' });
      expect(view.facts?.unreadable).toEqual([]);
      expect(view.facts?.defender).toMatchObject({ modeNotTold: true, runningMode: null });
      expect(walker.states(id).onboard).toMatch(/done|waiting/);
    },
  );

  it.each([
    [
      '2016fr-prerequisites',
      ['onboarding', 'installation', 'platformUpdate'],
      'passive',
      /Service Protection avancée .* a démarré\./,
    ],
    [
      '2019de-fresh',
      ['onboarding'],
      'active',
      /Advanced Threat Protection-Dienst wurde erfolgreich gestartet\./,
    ],
  ] as const)(
    'takes %s, whose Windows speaks another language, from nothing to a report',
    { timeout: 550_000 },
    async (machine, kit, mode, said) => {
      lab = createLabTargets(engine);
      const w = (walker = await Walker.start(undefined, { openShell: lab.openShell }));
      const id = await w.prepare(machine, [...kit], mode);
      expect(w.view(id).rungs.map((rung) => rung.state)).not.toContain('stopped');
      const ready = { connect: 'done', server: 'done', packages: 'done', mode: 'done' };
      expect(w.states(id)).toMatchObject(ready);
      for (const check of w.assess(id).known?.checks ?? [])
        if (check.state === 'toFix' && check.fix !== null)
          await w.decide(id, { kind: 'acceptFix', fix: check.fix });
      let view = await w.carryOut(id, 250_000);
      for (let restarts = 0; view.run?.outcome === 'restartRequired' && restarts < 3; restarts += 1) {
        await w.ask('restartServer', { targetId: id });
        const rests = ['done', 'restartRequired', 'failed', 'conflict', 'unknown'];
        view = await w.until(
          id,
          'back',
          (now) => now.busy === 'idle' && rests.includes(now.run?.outcome ?? ''),
          250_000,
        );
      }
      expect(view.run).toMatchObject({ failure: null, outcome: 'done' });
      expect(view.run?.actions.at(-1)).toMatchObject({ id: 'onboard', state: 'done' });
      expect(view.facts?.unreadable).toEqual([]);
      expect(view.facts?.sensor.onboardingState).toBe(1);
      if (mode === 'passive') {
        expect(view.facts?.otherAntivirus).not.toEqual([]);
        expect(view.facts?.defender.runningMode).toMatch(/passive/i);
        expect(view.facts?.policy.forceDefenderPassiveMode).toBe(1);
      }
      const { lines } = await w.ask('getOutput', { runId: view.run?.runId ?? '', from: 0, limit: 5000 });
      // Read from the code page of its consoles, letter by letter.
      expect(lines.map((line) => line.text).join('\n')).toMatch(said);
      expect(lines.some((line) => line.source === 'step')).toBe(true);
      expect(JSON.stringify(lines)).not.toContain('sha256sig');
      await w.readUntil(id, 'onboarded', () => w.states(id).onboard === 'done');
      await w.ask('startTest', { targetId: id });
      await w.until(id, 'tested', (now) => now.busy === 'idle' && now.run?.outcome === 'done', 60_000);
      await w.decide(id, { kind: 'alert', seen: true });
      await w.ask('saveReport', { journey: 'onboard', targetId: id });
      await w.until(id, 'handed over', () => w.states(id).handover === 'done');
    },
  );
});
