import { afterEach, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { readMachine } from '../../main/practice/machine/machines';
import type { Machine } from '../../main/practice/machine/machine';
import { createPracticeShell, type PracticeShell } from '../../main/practice/practiceShell';
import { createTexts } from '../../main/texts';
import { failureText } from '../../renderer/frame/failureText';
import { toolOf } from '../../shared/knowledge/tools';
import { assess } from '../../shared/steps/progress';
import { quickly } from '../unit/app/stage';
import { Walker } from '../unit/app/walker';

const machine = '2016-onboarded';
const id = `practice-${machine}`;

let walker: Walker | null = null;
let shell: PracticeShell | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

/** Where a test holds the start of the removal back: it came, and how it is let go. */
interface Held {
  came: boolean;
  letGo: () => void;
}

/** The app before that practice server, which `change` makes another than its scenario says. */
async function open(
  change: (machine: Machine) => void = () => undefined,
  folder?: string,
  held?: Held,
): Promise<Walker> {
  const start = readMachine(machine);
  change(start);
  let place = folder ?? '';
  const openShell = () => {
    shell = createPracticeShell({
      file: join(place, 'practice', `${machine}.json`),
      scenario: machine,
      machine: start,
      speed: 6000,
    });
    const { start: begin } = shell;
    const waits: typeof begin = (runId, nn, name, ...rest) => {
      if (held === undefined || name !== 'Remove-Sensor') return begin(runId, nn, name, ...rest);
      held.came = true;
      return new Promise((_, reject) => {
        held.letGo = () => reject(new Error('the app was killed'));
      });
    };
    return Promise.resolve({ shell: { ...shell, start: waits }, practice: null });
  };
  const opened = await Walker.start(folder, { openShell, pace: quickly });
  place = opened.folder;
  walker = opened;
  return opened;
}
const sent = () =>
  (shell?.received() ?? []).filter(({ kind }) => kind === 'change').map(({ operation }) => operation);
const planOf = (app: Walker) => {
  const library = app.session?.libraries.practice ?? [];
  return assess(app.view(id), library, Date.now(), 'takeOff').known;
};
const atRest = (app: Walker) =>
  app.until(id, 'at rest', ({ busy, run }) => busy === 'idle' && run?.outcome !== 'running');

/** Reads the server, gives it its package, decides that the sensor goes as well, and starts the plan. */
async function leave(app: Walker): Promise<void> {
  await app.ask('addTarget', { kind: 'practice', machine });
  for (const request of ['connect', 'readFacts'] as const) await app.ask(request, { targetId: id });
  await app.ask('addPracticePackages', { to: id, ids: ['offboarding'] });
  await app.decide(id, { kind: 'afterwards', uninstall: true });
  await app.decide(id, { kind: 'acceptNobodyAfter', accepted: true });
  app.session = await app.ask('getSession', {});
  const { target } = app.view(id);
  const planHash = planOf(app)?.planHash ?? '';
  await app.ask('startPlan', { journey: 'takeOff', targetId: id, planHash, name: target.name });
}

const whole = ['Send-Package', 'Invoke-Offboarding', 'Remove-Sensor'];

describe('a server that is taken off, in the whole app', () => {
  it('is offboarded, and then its sensor is removed', async () => {
    const app = await open();
    await leave(app);
    const { run } = await atRest(app);
    expect(run?.outcome).toBe('done');
    expect(sent().filter((name) => whole.includes(name))).toEqual(whole);
    expect(planOf(app)?.plan.filter(({ needed }) => needed)).toEqual([]);
  });

  it('[row 123] goes on with the removal alone where the app was killed after the offboarding', async () => {
    const held: Held = { came: false, letGo: () => undefined };
    const first = await open(undefined, undefined, held);
    await leave(first);
    await first.until(id, 'offboarded', () => held.came);
    const { folder } = first;
    const stopped = first.stop(true);
    held.letGo();
    await stopped;
    expect(sent().filter((name) => whole.includes(name))).toEqual(whole.slice(0, 2));
    walker = null;
    const again = await open(undefined, folder);
    await again.ask('connect', { targetId: id });
    await again.until(
      id,
      'at rest',
      ({ busy, run }) => busy === 'idle' && run?.outcome !== 'interrupted' && run?.outcome !== 'running',
    );
    await again.ask('readFacts', { targetId: id });
    again.session = await again.ask('getSession', {});
    const left = planOf(again)?.plan.filter(({ needed }) => needed) ?? [];
    expect(left.map((item) => item.id)).toEqual(['remove-sensor']);
    await again.ask('resumePlan', { targetId: id });
    await atRest(again);
    expect(sent().filter((name) => whole.includes(name))).toEqual(whole);
    expect(shell?.machine().services.Sense).toBeUndefined();
  });

  it.each([
    ['Invoke-Offboarding', 15],
    ['Invoke-Offboarding', 70],
    ['Remove-Sensor', 1603],
  ] as const)(
    '[row 118, 121] stops at %s with %i, and says it in both languages',
    async (operation, native) => {
      const line = 'CustomAction X returned actual error code 1603';
      const app = await open((start) => {
        start.faults = [{ operation, effect: 'fail', native, line, times: null }];
      });
      await leave(app);
      const { run } = await atRest(app);
      expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'operation.failed', native } });
      // It was sent once, and nothing came behind it.
      const done = sent().filter((name) => whole.includes(name));
      expect(done).toEqual(whole.slice(0, whole.indexOf(operation) + 1));
      const failure = run?.failure;
      if (!failure) throw new Error('no failure is shown');
      const tool = toolOf(operation, { engine: 'msiexec' });
      const [english, french] = (['en', 'fr'] as const).map((locale) =>
        failureText(createTexts(locale), failure, tool),
      );
      for (const words of [english, french])
        for (const part of [words?.title, words?.cause, words?.next]) expect(part).toMatch(/\S \S/);
      expect(french?.title).not.toBe(english?.title);
    },
  );

  it('[row 118] is not called off where the sensor keeps its start, and nothing is removed', async () => {
    const app = await open((start) => {
      start.faults = [{ operation: 'Invoke-Offboarding', effect: 'noop', native: 0, line: '', times: null }];
    });
    await leave(app);
    const { run } = await atRest(app);
    expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'sensor.stillOnboarded' } });
    expect(sent()).not.toContain('Remove-Sensor');
  });
});
