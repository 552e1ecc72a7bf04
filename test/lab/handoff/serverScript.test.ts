import { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keys } from '../../../main/practice/machine/keys';
import { readFleetFile } from '../../../shared/handoff/answers/readAnswers';
import { exitCodes, orderName } from '../../../shared/handoff/result';
import { noWishes } from '../../../shared/model/wishes';
import { describeWithEngine } from '../engine';
import type { LabMachine } from '../labMachine';
import { machineOf } from '../operations/stage/onMachine';
import { asSystem, offboarding, runHandOff, tenant, untouched, usual } from './fleetServer';

const policy = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
/** Names that a command line or an expression would take for something else. */
const hostile = `Büro "Süd" $(calc) 'x' & %PATH% ]]> \u{1F600}`;
const runsOf = (lab: LabMachine) => {
  const runs = join(lab.disk, 'ProgramData', 'Gangway', 'runs');
  return existsSync(runs) ? readdirSync(runs) : [];
};
const leaving = {
  ...usual,
  direction: 'offboard' as const,
  tenantFile: offboarding,
};

describeWithEngine('the script on a server of a fleet', () => {
  it('installs, sets and onboards, leaves its runs for Gangway and its result on the share, and the second time does nothing', async () => {
    const wanted = { ...usual, wishes: { ...noWishes, mode: 'passive' as const, deviceTag: hostile } };
    let results = '';
    let first: string[] = [];
    const run = await runHandOff(asSystem('2016-trellix'), wanted, {
      before(lab, folder) {
        // A share of the lab is a folder of its disk: no path of this engine begins with two strokes.
        results = join(lab.disk, 'results');
        mkdirSync(results);
        const order = join(folder, orderName);
        const text = JSON.parse(readFileSync(order, 'utf8')) as object;
        writeFileSync(order, JSON.stringify({ ...text, results }));
      },
      after(lab) {
        first = runsOf(lab);
        const left = readFileSync(join(results, 'PRACTICE-2016.json'), 'utf8');
        expect(readFleetFile(left, 'PRACTICE-2016.json', Date.now())).toMatchObject({
          kind: 'answers',
          answers: [{ name: 'PRACTICE-2016', outcome: 'onboarded', handOff: wanted.name }],
        });
        expect(readdirSync(results)).toHaveLength(1);
      },
    });
    expect(run.result).toMatchObject({ outcome: 'onboarded', exitCode: 0, orgId: tenant, step: 'done' });
    expect(run.code).toBe(0);
    expect(run.machine.registry[policy]).toMatchObject({ ForceDefenderPassiveMode: 1 });
    expect(run.machine.registry[`${policy}\\DeviceTagging`]).toMatchObject({ Group: hostile });
    expect(run.machine.defender?.AMRunningMode).toMatch(/Passive/);
    expect(run.log).not.toContain('sha256sig');
    expect(first).toHaveLength(1);

    let again: string[] = [];
    const second = await runHandOff(run.machine, wanted, { after: (lab) => (again = runsOf(lab)) });
    expect(second.result).toMatchObject({ outcome: 'onboarded', exitCode: 0 });
    expect(second.log).not.toContain('begins');
    expect(again).toEqual([]);
  });

  it('stops where Windows asks for a restart, says so by Windows Installer’s code, and goes on afterwards', async () => {
    const machine = asSystem('2016-trellix');
    machine.faults = [{ operation: 'Install-Sensor', effect: 'restarts', native: 3010, line: '', times: 1 }];
    const run = await runHandOff(machine, usual);
    expect([run.code, run.result.outcome, run.result.step]).toEqual([exitCodes.restart, 'notYet', 'install']);
    expect(run.machine.services.Sense).toBeDefined();
    expect(run.result.onboardingState).not.toBe(1);
  });

  it.each([
    ['2019-othertenant', {}, exitCodes.conflict, 'conflict', 'another tenant'],
    ['2012r2-prerequisites', {}, exitCodes.prerequisites, 'failed', 'KB'],
    ['2016-prerequisites', {}, exitCodes.prerequisites, 'failed', 'Windows-Defender'],
    ['2016-trellix', { parts: usual.parts.slice(2) }, exitCodes.windows, 'failed', 'not for this Windows'],
  ] as const)('leaves %s alone and says why %#', async (id, other, code, outcome, why) => {
    const machine = asSystem(id);
    let runs: string[] = [];
    const run = await runHandOff(machine, { ...usual, ...other }, { after: (lab) => (runs = runsOf(lab)) });
    expect([run.code, run.result.outcome]).toEqual([code, outcome]);
    expect(run.result.detail).toContain(why);
    expect(runs).toEqual([]);
    expect(run.machine.registry).toEqual(untouched(machine));
  });

  it('leaves a server alone that Defender for Cloud onboards', async () => {
    const extension = 'Packages/Plugins/Microsoft.Azure.AzureDefenderForServers.MDE.Windows';
    const run = await runHandOff(asSystem('2019-fresh'), usual, {
      before: (lab) => void mkdirSync(join(lab.disk, extension), { recursive: true }),
    });
    expect([run.code, run.result.outcome]).toEqual([exitCodes.conflict, 'conflict']);
    expect(run.result.detail).toContain('MDE.Windows');
  });

  it.each([
    ['an operation', (folder: string) => join(folder, 'operations', 'Invoke-Onboarding.ps1')],
    ['the runner', (folder: string) => join(folder, 'operations', 'Runner.ps1')],
    [
      'a file of the kit',
      (folder: string) => join(folder, 'files', usual.tenantFile?.sha256 ?? '', usual.tenantFile?.name ?? ''),
    ],
  ])('runs nothing of a folder in which %s was changed', async (_what, place) => {
    const machine = asSystem('2019-fresh');
    const run = await runHandOff(machine, usual, {
      before: (_lab, folder) => writeFileSync(place(folder), 'echo changed'),
    });
    expect([run.code, run.result.outcome]).toEqual([exitCodes.files, 'failed']);
    expect(run.machine.services).toEqual(machine.services);
  });

  it('waits for whoever works on the server with Gangway', async () => {
    const run = await runHandOff(asSystem('2019-fresh'), usual, {
      before(lab) {
        const at = Date.now();
        const lease = { runId: 'theirs', account: 'NORD\\m', computer: 'PC1', technician: 'M', since: at };
        writeFileSync(
          join(lab.disk, 'ProgramData', 'Gangway', 'lease.json'),
          JSON.stringify({ ...lease, renewedAt: at, expiresAt: at + 3_600_000 }),
        );
      },
    });
    expect([run.code, run.result.outcome]).toEqual([exitCodes.busy, 'unknown']);
    expect(run.result.detail).toContain('PC1');
  });

  it('brings a server there although the folder for its results is away', async () => {
    const run = await runHandOff(asSystem('2019-onboarded'), usual, {
      before(lab, folder) {
        const order = join(folder, orderName);
        const text = JSON.parse(readFileSync(order, 'utf8')) as object;
        writeFileSync(order, JSON.stringify({ ...text, results: join(lab.disk, 'away', 'results') }));
      },
    });
    expect([run.code, run.result.outcome]).toEqual([0, 'onboarded']);
    expect(run.log).toMatch(/away.results/);
  });

  it('refuses anybody but SYSTEM, who may only ask what it would do', async () => {
    const machine = machineOf('2019-fresh');
    const refused = await runHandOff(machine, usual);
    expect([refused.code, refused.result.exitCode]).toEqual([exitCodes.rights, exitCodes.rights]);
    const wanted = { ...usual, wishes: { ...noWishes, deviceTag: 'Nord' } };
    const asked = await runHandOff(machine, wanted, { check: true });
    expect([asked.code, asked.result.detail]).toEqual([exitCodes.notYet, 'needed: set-deviceTag, onboard']);
    expect(asked.machine.registry).toEqual(untouched(machine));
  });

  it('takes a server off, and removes the sensor by the product that the server names', async () => {
    const machine = asSystem('2016-onboarded');
    // The engine forgets an empty key with the last one below it.
    machine.registry[`${keys.uninstall}\\Another program`] = { DisplayName: 'Another program' };
    const run = await runHandOff(machine, { ...leaving, uninstall: true });
    expect(run.result).toMatchObject({ outcome: 'offboarded', exitCode: 0 });
    expect(run.machine.services.Sense).toBeUndefined();
  });

  it('takes settings back and leaves the server onboarded', async () => {
    const machine = asSystem('2019-onboarded');
    machine.registry[policy] = { ...machine.registry[policy], ForceDefenderPassiveMode: 1 };
    const wishes = { ...noWishes, mode: 'passive' as const, sampleCollection: 'refused' as const };
    const back = { ...usual, direction: 'remove' as const, tenantFile: null, wishes };
    const run = await runHandOff(machine, back);
    expect(run.result).toMatchObject({ outcome: 'onboarded', exitCode: 0 });
    expect(run.machine.registry[policy]).not.toHaveProperty('ForceDefenderPassiveMode');
  });
});
