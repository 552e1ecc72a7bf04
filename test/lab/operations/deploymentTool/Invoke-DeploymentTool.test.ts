import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Machine } from '../../../../main/practice/machine/machine';
import type { ParamsOf } from '../../../../shared/model/operations';
import { toolWords } from '../../../../shared/plan/toolWords';
import { holds, rowOf } from '../../../ground/row';
import { describeWithEngine } from '../../engine';
import { labFile, stepsOf, type LabFile } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';
import {
  deploy,
  failing,
  fast,
  joins,
  leave,
  leaves,
  renamed,
  stranger,
  tool,
  unsigned,
  withFiles,
} from './stage';

type Params = ParamsOf<'Invoke-DeploymentTool'>;
const policy = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
const startedSchema = z.array(
  z.object({ path: z.string(), line: z.string(), folder: z.string().optional() }),
);

/** A run with what was started, and what lies in the folder of the run afterwards. */
async function run(
  params: Params,
  machine: Machine,
  files: readonly LabFile[] = [tool, joins, leaves],
  log?: Buffer | string,
) {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  const journal = join(folder, 'journal.txt');
  try {
    let left: boolean | null = null;
    const inspect = (disk: string) => {
      left = existsSync(join(disk, 'ProgramData/Gangway/runs/lab-run-0001/01/tool'));
    };
    const ended = await onMachine('Invoke-DeploymentTool', params, machine, {
      prepare: withFiles(files, log),
      inspect,
      env: { ...fast, GANGWAY_LAB_JOURNAL: journal },
    });
    const lines = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n') : [];
    return {
      ...ended,
      left,
      started: startedSchema
        .parse(lines.filter((line) => line.includes('"line"')).map((line) => JSON.parse(line) as unknown))
        .filter(({ path }) => path.endsWith('DefenderDT.exe')),
      said: ended.records.flatMap((one) => (one.Source === 'DefenderDT' ? [String(one.Text)] : [])),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describeWithEngine('Invoke-DeploymentTool', () => {
  it.each(['2019-fresh', '2022-fresh', '2016-trellix', '2012r2-fresh'])(
    'brings %s on board in one start',
    async (id) => {
      const { error, result, records, left, said, machine } = await run(deploy, machineOf(id));
      expect(error).toBeNull();
      expect(result).toMatchObject({ changed: true, restart: false, native: 0, onboardingState: 1 });
      expect(result?.logPath).toContain('DefenderDeploymentTool-');
      expect(stepsOf(records)).toEqual([
        ...['verifyFile begin', 'verifyFile done', 'deployByTool begin', 'deployByTool done'],
        ...['awaitSensor begin', 'awaitSensor done'],
      ]);
      expect(machine.services.Sense).toMatchObject({ status: 'Running', start: 2 });
      expect(said.at(-1)).toBe('Microsoft Defender deployment tool completed, exit code: 0 [Success]');
      expect(holds(rowOf('servicing/servicing-ddt-log'), said.at(-1) ?? '')).toBe(true);
      expect(left).toBe(false);
      expect(JSON.stringify(records)).not.toContain('sha256sig');
    },
  );

  it('is told what is wanted, in the words of the plan, and starts in an empty folder of ours', async () => {
    const wanted: Params = {
      ...deploy,
      passive: true,
      tag: 'Web 1',
      proxy: 'edr.example:8080',
      source: 'D:\\DefenderDT',
    };
    const { started, error, machine: after } = await run(wanted, machineOf('2019-fresh'));
    expect(error).toBeNull();
    const [entry, ...more] = started;
    expect(more).toEqual([]);
    const words =
      toolWords({ operation: 'Invoke-DeploymentTool', params: wanted })
        ?.map(({ word }) => word)
        .join(' ') ?? '';
    // The lab keeps its library elsewhere.
    const inLab = words.replace('C:\\ProgramData\\Gangway\\library', '').replaceAll('\\', '/');
    expect(entry?.line.replaceAll('\\', '/').replace(/"[^"]*\/library/, '"')).toBe(inLab);
    expect(entry?.folder).toMatch(/\\runs\\lab-run-0001\\01\\tool$/);
    expect(after.registry[policy]).toMatchObject({ ForceDefenderPassiveMode: 1 });
    expect(after.registry[`${policy}\\DeviceTagging`]).toMatchObject({ Group: 'Web 1' });
    expect(after.defender?.AMRunningMode).toBe('Passive Mode');
  });

  it('asks for the restart that the tool asks for, and goes on after it', async () => {
    const first = await run(deploy, machineOf('2016-prerequisites'));
    expect(first.error).toBeNull();
    expect(first.result).toMatchObject({ changed: true, restart: true, native: 10, onboardingState: null });
    expect(stepsOf(first.records).at(-1)).toBe('deployByTool done');
    expect(first.machine.features['Windows-Defender']).toBe('EnablePending');
  });

  it.each([5, 6])('starts the tool once more where it ended with %i, and no third time', async (code) => {
    const once = await run(deploy, failing('2019-fresh', 'fail', code, 'Invoke-DeploymentTool', 1));
    expect(once.result).toMatchObject({ native: 0, onboardingState: 1 });
    expect(once.started).toHaveLength(2);
    const always = await run(deploy, failing('2019-fresh', 'fail', code));
    expect(always.error).toMatchObject({ code: 'operation.failed', native: code });
    expect(always.started).toHaveLength(2);
  });

  it('does not start what the tool replaced itself by, where Microsoft did not sign it', async () => {
    const machine = failing('2019-fresh', 'fail', 6);
    machine.faults = machine.faults.map((fault) => ({
      ...fault,
      line: 'lab-internal-name: DefenderDT.exe\n',
    }));
    const { error, started } = await run(deploy, machine);
    expect(error?.code).toBe('package.notTrusted');
    expect(started).toHaveLength(1);
  });

  it('does not take 0 for an onboarded server, nor 2 for a change', async () => {
    const nothing = await run(deploy, failing('2019-fresh', 'noop', 0));
    expect(nothing.result).toMatchObject({ changed: true, native: 0, onboardingState: null });
    expect(nothing.records.filter(({ Kind }) => Kind === 'progress')).toHaveLength(6);
    const before = await run(deploy, machineOf('2019-onboarded'));
    expect(before.result).toMatchObject({ changed: false, restart: false, native: 2, onboardingState: 1 });
  });

  it.each([11, 90, 710, 1, 1000, 99])('fails with the code of the tool: %i', async (code) => {
    const { error, left, said } = await run(deploy, failing('2019-fresh', 'fail', code));
    expect(error).toMatchObject({ code: 'operation.failed', native: code });
    expect(said.at(-1)).toContain(`exit code: ${code}`);
    expect(left).toBe(false);
  });

  it.each<[string, Params, Machine, readonly LabFile[], string]>([
    [
      'a tool that nobody signed',
      { ...deploy, tool: unsigned.file },
      machineOf('2019-fresh'),
      [unsigned, joins],
      'package.notTrusted',
    ],
    [
      'another program under its name',
      { ...deploy, tool: renamed.file },
      machineOf('2019-fresh'),
      [renamed, joins],
      'package.notTrusted',
    ],
    [
      'a tool that was swapped',
      deploy,
      machineOf('2019-fresh'),
      [
        labFile(
          'DefenderDT.exe',
          'lab-version: 1.0.0.6\nlab-internal-name: DefenderDT.exe\nlab-signature: Valid\n',
          'another',
        ),
        joins,
      ],
      'operation.hashMismatch',
    ],
    ['a tool that is not there', deploy, machineOf('2019-fresh'), [joins], 'package.missing'],
    ['a file that is not there', deploy, machineOf('2019-fresh'), [tool], 'package.missing'],
    [
      'a file of another tenant',
      { ...deploy, orgId: stranger },
      machineOf('2019-fresh'),
      [tool, joins],
      'package.notTrusted',
    ],
    ['a server of another tenant', deploy, machineOf('2019-othertenant'), [tool, joins], 'step.blocked'],
    [
      'a server of another tenant that is to leave',
      leave,
      machineOf('2019-othertenant'),
      [tool, leaves],
      'package.otherTenant',
    ],
    [
      'a file that has expired',
      { ...leave, expiresAt: 1 },
      machineOf('2019-onboarded'),
      [tool, leaves],
      'package.expired',
    ],
  ])('starts nothing with %s', async (_, params, machine, files, code) => {
    const { error, started, left } = await run(params, machine, files);
    expect(error?.code).toBe(code);
    expect(started).toEqual([]);
    expect(left).toBe(false);
  });

  it.each([
    ['2019-onboarded', 'offboard'],
    ['2019-onboarded', 'uninstall'],
    ['2016-onboarded', 'uninstall'],
    ['2012r2-onboarded', 'uninstall'],
  ] as const)('takes %s off: %s', async (id, what) => {
    const { error, result, machine, started } = await run({ ...leave, what }, machineOf(id));
    expect(error).toBeNull();
    expect(result).toMatchObject({ changed: true, native: 0 });
    expect(started.at(-1)?.line).toMatch(what === 'offboard' ? / -Offboard -Yes$/ : / -Uninstall -Yes$/);
    const removed = what === 'uninstall' && id !== '2019-onboarded';
    expect(machine.services.Sense?.status).toBe(removed ? undefined : 'Stopped');
    const again = await run({ ...leave, what: 'offboard' }, machine);
    expect(again.result).toEqual({
      changed: false,
      restart: false,
      native: null,
      onboardingState: result?.onboardingState ?? null,
      logPath: '',
    });
    expect(again.started).toEqual([]);
  });

  it('leaves a server without a way to the cloud only where that was wanted', async () => {
    const machine = {
      ...machineOf('2019-onboarded'),
      cloud: { ...machineOf('2019-onboarded').cloud, reachable: false },
    };
    expect((await run(leave, machine)).error?.native).toBe(300);
    expect((await run({ ...leave, offline: true }, machine)).result).toMatchObject({
      native: 0,
      onboardingState: 0,
    });
  });

  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from('of yesterday, exit code: 90\r\n')],
    ['UTF-16', Buffer.from('\ufeffof yesterday, exit code: 90\r\n', 'utf16le')],
  ])('shows only what this start adds to a log in %s', async (_, log) => {
    const { said } = await run(deploy, machineOf('2019-fresh'), [tool, joins], log);
    expect(said.join('\n')).not.toContain('yesterday');
  });
});
