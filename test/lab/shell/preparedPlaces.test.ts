import { mkdirSync, readFileSync, readdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scripts } from '../../../main/operations/index';
import { BrokerShell } from '../../../main/shell/brokerShell';
import type { RunRecord } from '../../../shared/bridge/records';
import { describeWithEngine } from '../engine';
import { type LabMachine, openLabMachine } from '../labMachine';
import { machineOf } from '../operations/stage/onMachine';
import { registryOf, type RegistryFile } from '../registry';
import { startLab } from '../startLab';
import { quickTimes, resultText, scriptText } from './scriptText';

const runId = 'run-prepared';
const done = resultText('@{ changed = $true; before = $null; after = 1 }');
const tells = scriptText(`[CmdletBinding()] param([string]$Mode, [string]$RunFolder)
  [pscustomobject]@{ Kind = 'step'; Key = 'one'; State = 'begin'; Detail = "$env:SystemRoot|$env:windir|$env:Path" }
  ${done}`);

describeWithEngine('what others could have prepared for a run', (engine) => {
  let lab: LabMachine;
  let shell: BrokerShell | null = null;
  beforeEach(() => {
    const machine = machineOf('2019-fresh');
    lab = openLabMachine({ ...machine, registry: registryOf(machine) });
  });
  afterEach(async () => {
    await shell?.close();
    shell = null;
    lab.remove();
  });
  const start = (more: Readonly<Record<string, string>> = {}) => {
    const env = { ...lab.env, ...more };
    shell ??= new BrokerShell(
      () => startLab({ executable: engine, env }),
      { ...scripts, 'Set-PassiveMode': tells },
      quickTimes,
    );
    return shell.start(runId, 1, 'Set-PassiveMode', { mode: 'passive' });
  };

  test('a folder of somebody else is refused, whatever the level, and so is a link', async () => {
    const refused = { code: 'run.folderNotOurs' };
    const gangway = join(lab.disk, 'ProgramData/Gangway');
    mkdirSync(join(lab.disk, 'elsewhere'));
    symlinkSync(join(lab.disk, 'elsewhere'), gangway);
    await expect(start()).rejects.toMatchObject(refused);
    unlinkSync(gangway);
    mkdirSync(gangway);
    await expect(start()).rejects.toMatchObject(refused);
    lab.ownFolder('ProgramData', 'Gangway');
    mkdirSync(join(gangway, 'runs'));
    await expect(start()).rejects.toMatchObject(refused);
    expect(readdirSync(join(gangway, 'runs'))).toEqual([]);
  });

  test('variables of the account do not tell where Windows is', async () => {
    const windows = join(lab.disk, 'Windows');
    const path = lab.env.GANGWAY_LAB_REGISTRY ?? '';
    const registry = JSON.parse(readFileSync(path, 'utf8')) as RegistryFile;
    const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
    writeFileSync(path, JSON.stringify({ ...registry, [key]: { ...registry[key], SystemRoot: windows } }));
    const evil = join(lab.disk, 'Evil');
    await start({ SystemRoot: evil, windir: evil });
    const records: RunRecord[] = [];
    const { signal } = new AbortController();
    await shell?.follow(runId, 1, 0, async (more) => void records.push(...more), signal);
    const system = join(windows, 'System32');
    const tools = [system, windows, join(system, 'Wbem'), join(system, 'WindowsPowerShell', 'v1.0')].join(
      ';',
    );
    const told = `${windows}|${windows}|${tools}`;
    expect(records).toContainEqual(expect.objectContaining({ kind: 'step', detail: told }));
  });

  test('its task and the folder of tasks are for SYSTEM and Administrators alone', async () => {
    await start();
    const tasks = join(lab.folder, 'tasks');
    const lists = readdirSync(tasks).filter((name) => name.endsWith('.sddl'));
    const ours = 'O:BAG:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)';
    // To that of the task nobody is added, not even its own account (16).
    expect(lists.map((name) => readFileSync(join(tasks, name), 'utf8')).sort()).toEqual([
      `${ours} 0`,
      `${ours} 16`,
    ]);
  });
});
