import { describe, expect, it } from 'vitest';
import { engine } from '../../../main/practice/answers/antivirusStatus';
import { readMachine } from '../../../main/practice/machine/machines';
import { current } from '../../../main/practice/sources/platform';
import { changesIn, receivedBy } from '../app/received';
import { Walker } from '../app/walker';
import { checks } from '../../../shared/checks/prerequisites';
import { emptyKit } from '../../fixtures/kits';
import { anOnboardingPackage } from '../../fixtures/onboardingPackage';
import { holds, rowOf } from '../../ground/row';
import { facts, bench } from './bench';

/** Opens the app before one practice server, and closes it again. */
async function before<T>(look: (walker: Walker) => Promise<T>): Promise<T> {
  const walker = await Walker.start();
  try {
    return await look(walker);
  } finally {
    await walker.stop();
  }
}

describe('a practice server whose start time moves', () => {
  it('tells another one from reading to reading, by seconds', async () => {
    const { open, clock } = bench('2019core-restart', { speed: 1 });
    const shell = open();
    const seen: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      seen.push((await facts(shell)).boot.startedAt ?? 0);
      clock.now += 1;
    }
    expect(new Set(seen).size).toBe(3);
    expect(Math.max(...seen) - Math.min(...seen)).toBe(2_000);
    expect(holds(rowOf('servicing/servicing-boot-time-moves'), 'several seconds')).toBe(true);
  });

  it(
    'is waited for until it has really restarted',
    () =>
      before(async (walker) => {
        const id = await walker.prepare('2019core-restart', ['onboarding'], 'active');
        // Slow enough that its moves are seen: 20 ms and more at each look.
        await walker.ask('setPractice', { targetId: id, speed: 60 });
        await walker.decide(id, { kind: 'acceptFix', fix: 'restart' });
        expect((await walker.carryOut(id)).run?.outcome).toBe('restartRequired');
        // From the earliest of the starts that it tells of, each other one is later.
        const told: number[] = [];
        while (told.at(-1) !== Math.min(...told) || new Set(told).size < 2) {
          await walker.ask('readFacts', { targetId: id });
          walker.session = await walker.ask('getSession', {});
          told.push(walker.view(id).facts?.boot.startedAt ?? 0);
        }
        await walker.ask('restartServer', { targetId: id });
        await walker.until(
          id,
          'under way again',
          ({ run }) => run?.actions.some((one) => one.id === 'onboard' && one.startedAt !== null) === true,
          20_000,
        );
        const received = await receivedBy(walker.folder, '2019core-restart');
        const [asked, onboarded] = ['Restart-Server', 'Invoke-Onboarding'].map(
          (name) => received.find(({ operation }) => operation === name)?.at ?? 0,
        );
        // 270 s of a restart, at this speed.
        expect((onboarded ?? 0) - (asked ?? 0)).toBeGreaterThan(4_500);
      }),
    30_000,
  );
});

describe('versions', () => {
  // Row servicing/servicing-platform-versions: platform and engine carry their month in the third part.
  const monthOf = (version: string) => /^\d+\.\d+\.(\d{4})/.exec(version)?.[1];
  it('of the current platform and of the engine are of one month, as in the maker’s list', () => {
    expect(monthOf('4.18.25010.11')).toBe('2501');
    expect(holds(rowOf('servicing/servicing-platform-versions'), '4.18.25010.11')).toBe(true);
    expect(monthOf(current.platform)).toBe(monthOf(engine));
  });

  it.each(['2019-fresh', '2022-fresh', '2025-fresh'])(
    'of %s are enough for streamlined connectivity',
    async (id) => {
      const onboarding = anOnboardingPackage({}, { connectivity: 'streamlined' });
      const found = checks(await facts(bench(id).open()), { ...emptyKit, onboarding });
      expect(found.find((one) => one.id === 'streamlined')?.state).toBe('passed');
    },
  );
});

describe('a practice server whose platform folder is written in small letters', () => {
  it('has the platform of the others', async () => {
    const path = readMachine('2022core-fresh').services.WinDefend?.imagePath ?? '';
    expect(path).toContain('\\platform\\');
    expect(holds(rowOf('defender/mde-svc-displayname-resources'), '\\platform\\')).toBe(true);
    const { defender } = await facts(bench('2022core-fresh').open());
    expect(defender.platformVersion).toBe(current.platform);
  });
});

describe('a practice server that was offboarded', () => {
  it('is not called onboarded, and the plan onboards it', () =>
    before(async (walker) => {
      const id = await walker.prepare('2025core-fresh', ['onboarding'], 'active');
      expect(walker.view(id).facts?.sensor.onboardingState).toBe(0);
      expect(walker.states(id).onboard).toBe('ahead');
      expect((await walker.carryOut(id)).run?.outcome).toBe('done');
      expect(changesIn(await receivedBy(walker.folder, '2025core-fresh'))).toContain('Invoke-Onboarding');
      expect(walker.view(id).facts?.sensor.onboardingState).toBe(1);
    }));
});

describe('a practice server whose Defender log is flooded', () => {
  it('still shows what is looked for there, and what the sensor wrote', async () => {
    const { events } = await facts(bench('2019core-onboarded').open());
    const ids = events.map(({ log, id }) => `${log} ${String(id)}`);
    expect(ids).toEqual(expect.arrayContaining(['defender 1116', 'sense 4', 'sense 11', 'onboarding 20']));
    expect(ids.filter((one) => one === 'defender 5007').length).toBeLessThan(10);
  });
});

describe('a practice server whose feature is enabled and whose service is not there', () => {
  it('is asked for a restart, and Defender is there after it', () =>
    before(async (walker) => {
      const id = await walker.prepare('2022-prerequisites', ['onboarding'], 'active');
      const { facts: found } = walker.view(id);
      expect(found?.defender.feature).toBe('enabled');
      expect(found?.services.winDefend).toBeNull();
      expect(found?.restartPending).toEqual([]);
      // Row servicing/servicing-ips1-onboarded-and-state-tests: "enabled" alone is no proof.
      const open = (walker.assess(id).known?.checks ?? []).filter(({ state }) => state === 'toFix');
      expect(open.map(({ id: check, fix }) => [check, fix])).toEqual([
        ['defenderRunning', 'enable-defender'],
      ]);
      await walker.decide(id, { kind: 'acceptFix', fix: 'enable-defender' });
      await walker.decide(id, { kind: 'acceptNoProtector', accepted: true });
      expect((await walker.carryOut(id)).run?.outcome).toBe('restartRequired');
      await walker.ask('restartServer', { targetId: id });
      const end = await walker.until(
        id,
        'done',
        ({ busy, run }) => busy === 'idle' && run?.outcome === 'done',
      );
      expect(end.facts?.services.winDefend?.status).toBe('running');
      expect(changesIn(await receivedBy(walker.folder, '2022-prerequisites'))).toEqual([
        'Send-Package',
        'Install-Prerequisite',
        'Restart-Server',
        'Invoke-Onboarding',
      ]);
    }));
});

describe('a practice server that is not passive at once', () => {
  it('is called neither wrong nor done while its antivirus says that it does not run', () =>
    before(async (walker) => {
      const id = await walker.prepare('sac20h2-fresh', ['onboarding'], 'passive');
      await walker.ask('setPractice', { targetId: id, speed: 300 });
      expect((await walker.carryOut(id)).run?.outcome).toBe('done');
      expect(holds(rowOf('defender/mde-mpstatus-mode-after-passive-key'), 'Not running')).toBe(true);
      await walker.readUntil(id, 'onboarded', () => walker.view(id).facts?.sensor.lastConnectedAt !== null);
      expect(walker.view(id).facts?.defender.runningMode).toBe('Not running');
      expect(walker.states(id).onboard).toBe('waiting');
      await walker.readUntil(
        id,
        'passive',
        () => walker.view(id).facts?.defender.runningMode === 'Passive Mode',
      );
      expect(walker.states(id).onboard).toBe('done');
    }));
});
