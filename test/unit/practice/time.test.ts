import { describe, expect, it } from 'vitest';
import type { OperationName, ParamsOf } from '../../../shared/model/operations';
import { compareVersions } from '../../../shared/version';
import type { Machine } from '../../../main/practice/machine/machine';
import { machineIds, readMachine } from '../../../main/practice/machine/machines';
import { engine } from '../../../main/practice/answers/antivirusStatus';
import { holds, rowOf } from '../../ground/row';
import { act, bench, codeOf, facts, kitFile, tenantA, writeKit } from './bench';

const msi = kitFile('md4ws.msi');
const cmd = kitFile('WindowsDefenderATPOnboardingScript.cmd');
const runtime = kitFile('Windows8.1-KB2999226-x64.msu');
const kernel = kitFile('Windows8.1-KB3045999-x64.msu');
const step = kitFile('UpdatePlatform.amd64fre.exe');
const platform = kitFile('UpdatePlatform.exe');
const kit = [msi, cmd, runtime, kernel, step, platform];

type Work = { [N in OperationName]: readonly [N, ParamsOf<N>] }[OperationName] | 'restart';
/** The way from nothing to a proof, in the order of the steps; what a Windows does not need or refuses changes nothing. */
const way: readonly Work[] = [
  ['Install-Prerequisite', { fix: 'windowsUpdate', kb: 'KB2999226', file: runtime }],
  ['Install-Prerequisite', { fix: 'windowsUpdate', kb: 'KB3045999', file: kernel }],
  ['Install-Prerequisite', { fix: 'defenderFeature' }],
  'restart',
  ['Install-Prerequisite', { fix: 'defenderEnable' }],
  ['Install-Prerequisite', { fix: 'platformUpdate', file: step }],
  ['Install-Prerequisite', { fix: 'platformUpdate', file: platform }],
  ['Install-Sensor', { engine: 'msiexec', file: msi, script: null, passive: false }],
  ['Set-PassiveMode', { mode: 'passive' }],
  ['Invoke-Onboarding', { file: cmd, orgId: tenantA }],
  ['Invoke-DetectionTest', {}],
  'restart',
];

/** Every version that the machine has, by where it stands; a platform is that of the file which the service runs. */
function versionsOf({ os, files, services, defender }: Machine): Map<string, string> {
  const path = /"([^"]+)"/.exec(services.WinDefend?.imagePath ?? '')?.[1] ?? '';
  return new Map(
    Object.entries({
      os: `${os.Version}.${os.UBR ?? 0}`,
      platform:
        Object.entries(files).find(([name]) => name.toLowerCase() === path.toLowerCase())?.[1].version ?? '0',
      told: defender?.AMProductVersion ?? '0',
      signatures: defender?.AntivirusSignatureVersion ?? '0',
      ...Object.fromEntries(Object.entries(files).map(([name, { version }]) => [name, version ?? '0'])),
    }),
  );
}

/** Events by what must have happened before them, in the order of the log; the oldest of each may lie before it. */
const causes: Readonly<Record<string, string>> = {
  // Rows defender/mde-sense-event-1, -13, -11, -4 and -50: a sensor that is onboarded was started, and one that speaks to the cloud is onboarded.
  'SENSE 13': 'SENSE 1',
  'SENSE 11': 'SENSE 13',
  'SENSE 4': 'SENSE 11',
  'SENSE 5': 'SENSE 11',
  'SENSE 50': 'SENSE 4',
  'WDATPOnboarding 20': 'SENSE 11',
  'EventLog 6005': 'EventLog 6009',
  'EventLog 6013': 'EventLog 6005',
};
const nameOf = ({ provider, id }: Machine['events'][number]) =>
  `${provider.replace('Microsoft-Windows-', '')} ${id}`;

function withoutCause(events: Machine['events']): string[] {
  return events.flatMap((event, index) => {
    const cause = causes[nameOf(event)];
    const before = events.slice(0, index).some((one) => nameOf(one) === cause && one.at <= event.at);
    return cause === undefined || before ? [] : [`${nameOf(event)} before ${cause}`];
  });
}

/** Times of the machine that must not lie ahead of its clock. */
function ahead(machine: Machine, now: number): string[] {
  const { events, boot, defender, processes } = machine;
  return [
    ...events.filter(({ at }) => at > now).map((event) => nameOf(event)),
    ...(boot.startedAt > now ? ['boot'] : []),
    ...((defender?.AntivirusSignatureLastUpdated ?? 0) > now ? ['signatures'] : []),
    ...processes.filter(({ startedAt }) => startedAt > now).map(({ name }) => name),
  ];
}

describe.each(machineIds)('%s', (id) => {
  it('has no time ahead of its clock, no event before its cause and no version that goes back', async () => {
    const { open, file, clock } = bench(id);
    open();
    writeKit(file, kit);
    const shell = open();
    let before = shell.machine();
    const from = before.events.length;
    expect(withoutCause(before.events)).toEqual([]);
    for (const [index, work] of way.entries()) {
      if (work === 'restart') {
        await shell.run('Restart-Server', { delaySeconds: 5 });
        clock.now += 5 * 60_000;
      } else {
        await codeOf(act(shell, work[0], work[1] as never, `run-${index}`));
        clock.now += 2 * 60_000;
      }
      const after = shell.machine();
      const moved = after.boot.startedAt !== before.boot.startedAt;
      expect(ahead(after, shell.status().time)).toEqual([]);
      expect(withoutCause(after.events)).toEqual([]);
      expect(moved).toBe(work === 'restart');
      const versions = versionsOf(after);
      for (const [what, version] of versionsOf(before))
        expect([what, compareVersions(versions.get(what) ?? '0', version) >= 0]).toEqual([what, true]);
      before = after;
    }
    // What came on the way came in the order of time.
    const times = before.events.slice(from).map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

describe('start types', () => {
  it.each(['2012r2-fresh', '2016-trellix', '2019-fresh', '2016fr-prerequisites'])(
    'of %s are those that Windows shows before and after',
    async (id) => {
      const { open, file, clock } = bench(id);
      open();
      writeKit(file, kit);
      const shell = open();
      await codeOf(act(shell, 'Install-Prerequisite', { fix: 'defenderFeature' }, 'run-feature'));
      await shell.run('Restart-Server', { delaySeconds: 0 });
      clock.now += 5 * 60_000;
      await codeOf(
        act(
          shell,
          'Install-Sensor',
          { engine: 'msiexec', file: msi, script: null, passive: false },
          'run-install',
        ),
      );
      const before = shell.machine().services;
      // Rows defender/mde-svc-sense-notonboarded, -sense-start-onboarded and -table-25h2.
      expect(before.Sense).toMatchObject({ status: 'Stopped', start: 3 });
      await act(shell, 'Invoke-Onboarding', { file: cmd, orgId: tenantA });
      const after = shell.machine().services;
      expect(after.Sense).toMatchObject({ status: 'Running', start: 2 });
      for (const [name, start] of Object.entries({ WinDefend: 2, WdNisSvc: 3, WdBoot: 0, WdFilter: 0 }))
        expect([name, before[name]?.start, after[name]?.start]).toEqual([name, start, start]);
    },
  );
});

describe('a restart', () => {
  it('is asked for, goes down and comes up in the log, in the order of Windows', async () => {
    const { open, clock } = bench('2019-restart');
    const shell = open();
    const from = shell.machine().events.length;
    const { askedAt } = await shell.run('Restart-Server', { delaySeconds: 5 });
    clock.now += 5 * 60_000;
    const { events, boot } = shell.machine();
    const came = events.slice(from);
    const [last] = boot.recent;
    expect(came.map((event) => [nameOf(event), event.at])).toEqual([
      ['User32 1074', askedAt],
      ['EventLog 6006', last?.downAt],
      ['Kernel-General 13', last?.downAt],
      ['Kernel-General 12', boot.startedAt],
      ['EventLog 6009', last?.upAt],
      ['EventLog 6005', last?.upAt],
      ['EventLog 6013', last?.upAt],
    ]);
    // As far apart as a start was seen to be, and the uptime that it told.
    const timed = rowOf('servicing/servicing-events-of-a-start-timed');
    const apart = ((last?.upAt ?? 0) - boot.startedAt) / 1000;
    expect(Math.round(apart)).toBe(
      secondsOf(timed.shows['EventLog 6005']) - secondsOf(timed.shows['Kernel-General 12']),
    );
    expect(came.at(-1)?.text).toBe(`The system uptime is ${String(timed.shows.uptimeSeconds)} seconds.`);
    const known = Object.keys(rowOf('servicing/servicing-events-of-a-restart').shows);
    expect(known).toEqual(expect.arrayContaining(['1074', '6005', '6006', '6009', '6013']));
    expect(came[0]?.text).toContain('PRACTICE-2019');
  });

  it('changes the marks, the sessions, what started with Windows, and nothing else', async () => {
    const { open, clock } = bench('2012r2-restart');
    const shell = open();
    const before = shell.machine();
    expect(before.sessions).toHaveLength(1);
    await shell.run('Restart-Server', { delaySeconds: 0 });
    clock.now += 5 * 60_000;
    const after = shell.machine();
    const { boot, events, sessions, processes, registry, clockOffset, ...rest } = after;
    expect(sessions).toEqual([]);
    expect(processes.map(({ startedAt }) => startedAt)).toEqual(processes.map(() => boot.startedAt));
    const marks = Object.keys(before.registry).filter((key) => !Object.hasOwn(registry, key));
    expect(marks.map((key) => key.split('\\').at(-1)).sort()).toEqual([
      'PackagesPending',
      'RebootPending',
      'RebootRequired',
    ]);
    expect(
      Object.entries(registry).filter(
        ([key, values]) =>
          before.registry[key] !== undefined &&
          JSON.stringify(before.registry[key]) !== JSON.stringify(values),
      ),
    ).toEqual([]);
    expect(events.slice(0, before.events.length)).toEqual(before.events);
    expect({ ...before, ...rest }).toEqual(before);
    expect(clockOffset).toBe(before.clockOffset);
  });

  it('starts what shall start by itself, and leaves what waits for a hand', async () => {
    const { open, clock } = bench('2019-onboarded');
    const shell = open();
    await shell.run('Restart-Server', { delaySeconds: 0 });
    clock.now += 5 * 60_000;
    const { services, events, boot } = shell.machine();
    expect(services.Sense).toMatchObject({ status: 'Running', start: 2 });
    expect(events.at(-1)).toMatchObject({ id: 1, at: boot.recent[0]?.upAt });
  });

  it('renames what it was asked to, and some products ask again at once', async () => {
    const { open, clock } = bench('2016-restart');
    const shell = open();
    for (let restart = 0; restart < 2; restart += 1) {
      await shell.run('Restart-Server', { delaySeconds: 0 });
      clock.now += 5 * 60_000;
    }
    const session = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager';
    expect(shell.machine().registry[session]).toEqual({});
  });
});

const secondsOf = (clock: unknown): number =>
  String(clock)
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);

describe('versions of one series each', () => {
  const all = machineIds.map((id) => readMachine(id));

  it('security intelligence is that of the event which says when it came, with the engine of its month', async () => {
    // Row defender/mde-wd-event-2000: the one that is current, and the engine that came with it.
    expect(holds(rowOf('defender/mde-wd-event-2000'), 'engineCurrent')).toBe(true);
    for (const { name, defender, events } of all) {
      const came = events.filter(({ id }) => id === 2000).at(-1);
      if (came === undefined || defender === null) continue;
      expect([name, came.at]).toEqual([name, defender.AntivirusSignatureLastUpdated]);
      expect(came.text).toContain(defender.AntivirusSignatureVersion);
      expect(came.text).toContain(engine);
    }
    // It proves no update of the platform, so nobody is shown it.
    const { events } = await facts(bench('2019-fresh').open());
    expect(events.filter(({ id }) => id === 2000)).toEqual([]);
    expect(all.filter(({ events: log }) => log.some(({ id }) => id === 2000)).length).toBeGreaterThan(10);
  });

  it('the product of the sensor is 4.18.60xxx, which no platform is', () => {
    // Row servicing/servicing-ips1-displayversion-numbers.
    const products = all.flatMap(({ registry }) =>
      Object.entries(registry).flatMap(([key, values]) =>
        key.includes('\\Uninstall\\') &&
        typeof values.DisplayName === 'string' &&
        values.DisplayName.includes('Defender')
          ? [values.DisplayVersion]
          : [],
      ),
    );
    expect([...new Set(products)]).toEqual(['4.18.60412']);
  });

  it('a running antivirus tells the version of the file that its service runs', () => {
    const odd = all.filter((machine) => {
      const { platform: runs, told } = Object.fromEntries(versionsOf(machine));
      return machine.defender !== null && machine.services.WinDefend?.status === 'Running' && runs !== told;
    });
    expect(odd.map(({ name }) => name)).toEqual([]);
  });

  it('an inbox antivirus of 2016 has the build of Windows in its version', () => {
    const { os, files } = readMachine('2016-inbox');
    expect(files['C:\\Program Files\\Windows Defender\\MsMpEng.exe']?.version).toBe(
      `4.10.${os.BuildNumber}.${os.UBR}`,
    );
  });

  it('the newest platform is where the registry and the service say', () => {
    const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows Defender';
    for (const { name, services, registry } of all) {
      const path = /"([^"]+\\)[^\\"]+"/.exec(services.WinDefend?.imagePath ?? '')?.[1];
      // Windows writes the folder in small letters or in capitals (row servicing/servicing-windefend-displayname-resource).
      const location = registry[key]?.InstallLocation;
      expect([name, typeof location === 'string' ? location.toLowerCase() : location]).toEqual([
        name,
        path?.toLowerCase(),
      ]);
    }
  });
});
