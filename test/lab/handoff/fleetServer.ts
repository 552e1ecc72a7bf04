import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scriptText } from '../../../main/handoff/scripts';
import { machineSchema, type Machine } from '../../../main/practice/machine/machine';
import type { HandOffFile } from '../../../shared/handoff/files';
import { serverResultSchema, serverScriptName, type ServerResult } from '../../../shared/handoff/result';
import { serverFolder } from '../../../shared/handoff/plain/serverFolder';
import type { FleetFile, Wanted } from '../../../shared/handoff/wanted';
import { noWishes } from '../../../shared/model/wishes';
import { engine } from '../engine';
import { type LabMachine, openLabMachine } from '../labMachine';
import { labFile, offboardingScript, onboardingScript } from '../operations/stage/kit';
import { machineOf } from '../operations/stage/onMachine';
import { registryOf, withRegistry, type RegistryFile } from '../registry';
import { commandArgs } from '../startLab';
import { runFile as runWarm } from '../warmEngine';

/** The tenant of the packages here. */
export const tenant = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const texts = new Map<string, string>();
const fleetFile = (kind: FleetFile['kind'], name: string, text: string): FleetFile => {
  const { file } = labFile(name, text);
  texts.set(file.sha256, text);
  return { ...file, kind };
};
const msi = fleetFile('installation', 'md4ws.msi', 'an installation package');
const onboarding = fleetFile(
  'onboarding',
  'WindowsDefenderATPOnboardingScript.cmd',
  onboardingScript(tenant),
);
export const offboarding = fleetFile(
  'offboarding',
  'WindowsDefenderATPOffboardingScript_valid_until_2099-12-31.cmd',
  offboardingScript(tenant),
);

/** An onboarding of all three families beside nothing else. */
export const usual: Wanted = {
  ...{ name: 'Nord', direction: 'onboard', language: 'en', results: null, tenant, uninstall: false },
  share: '\\\\nord-fs01.nord.example\\gangway$',
  tenantFile: onboarding,
  parts: [
    { family: '2012r2', installation: msi, updates: [], group: null },
    { family: '2016', installation: msi, updates: [], group: null },
    { family: '2019', installation: null, updates: [], group: null },
  ],
  servers: [],
  wishes: noWishes,
};

/** A practice machine on which a script runs as SYSTEM. */
export function asSystem(id: string): Machine {
  const machine = machineOf(id);
  return { ...machine, powershell: { ...machine.powershell, user: 'NT AUTHORITY\\SYSTEM', elevated: true } };
}

/** The registry of a machine on which nothing was changed, as a run hands it back. */
export const untouched = (machine: Machine): Machine['registry'] =>
  withRegistry({ ...machine, registry: {} }, registryOf(machine)).registry;

/** What one run of a script of a hand-off gave. */
export interface FleetRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly machine: Machine;
}

function writeFolder(folder: string, files: readonly HandOffFile[]): void {
  for (const { path, content } of files) {
    const at = join(folder, path);
    mkdirSync(dirname(at), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(at, content);
    else writeFileSync(at, texts.get(content.sha256) ?? `no text for ${content.name}`);
  }
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

interface Look {
  before?(lab: LabMachine, folder: string): void;
  after?(lab: LabMachine): void;
}
type Ended = Omit<FleetRun, 'machine'>;

/** Writes files into a folder of a machine, lets `start` run one of them there, and hands back how it ended. `look`: at the disk, before and afterwards. */
async function onServer(
  machine: Machine,
  files: readonly HandOffFile[],
  look: Look,
  start: (lab: LabMachine, folder: string) => Promise<Ended>,
): Promise<FleetRun> {
  const lab = openLabMachine({ ...machine, registry: registryOf(machine) });
  try {
    lab.ownFolder('ProgramData', 'Gangway');
    const folder = join(lab.disk, 'share');
    writeFolder(folder, files);
    look.before?.(lab, folder);
    const ran = await start(lab, folder);
    look.after?.(lab);
    const { registry, ...rest } = lab.read();
    return {
      ...ran,
      machine: withRegistry(machineSchema.parse({ ...rest, registry: {} }), registry as RegistryFile),
    };
  } finally {
    lab.remove();
  }
}

const fast = { GANGWAY_LAB_SPEED: '2000' };

/** Runs one of some files in a process of its own, as a tool that reads its streams and its code does. */
export function runFile(
  machine: Machine,
  files: readonly HandOffFile[],
  command: string,
  words = '',
  look: Look & { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<FleetRun> {
  return onServer(machine, files, look, async (lab, folder) => {
    const args = commandArgs(lab.env, `& ${quote(join(folder, command))}${words}; exit $LASTEXITCODE`);
    return new Promise<Ended>((resolve) => {
      execFile(
        engine ?? '',
        args,
        { env: { ...lab.env, PATH: process.env.PATH, ...fast, ...look.env }, timeout: 90_000 },
        (error, stdout, stderr) =>
          resolve({
            code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1,
            stdout,
            stderr,
          }),
      );
    });
  });
}

const mark = '\u001e';

/** Runs the script of a hand-off in the engine that stays. Its code is whole, where a process outside Windows keeps eight bits of it. */
async function runScript(lab: LabMachine, folder: string, words: string): Promise<Ended> {
  const file = join(lab.folder, 'Run.ps1');
  const script = quote(join(folder, serverScriptName));
  writeFileSync(file, `& ${script}${words}\n[Console]::Out.Write("\`n" + [char]30 + $LASTEXITCODE + "\`n")`);
  const text = await runWarm({ env: { ...lab.env, ...fast }, file, parameters: {}, timeout: 90_000 });
  const lines = text.split(/\r?\n/);
  const code = lines.find((line) => line.startsWith(mark))?.slice(1) ?? '';
  if (code === '') throw new Error(`no exit code: ${text}`);
  return {
    code: Number(code),
    stdout: lines.filter((line) => !line.startsWith(mark)).join('\n'),
    stderr: '',
  };
}

/** Runs the script of a hand-off on a machine; its result is that of its last line, which is also what it left on the disk. */
export async function runHandOff(
  machine: Machine,
  wanted: Wanted,
  options: {
    check?: boolean;
    before?(lab: LabMachine, folder: string): void;
    after?(lab: LabMachine): void;
  } = {},
): Promise<FleetRun & { readonly result: ServerResult; readonly log: string }> {
  let left = '';
  let log = '';
  const run = await onServer(
    machine,
    serverFolder('plain', wanted, scriptText),
    {
      before: options.before ?? (() => undefined),
      after: (lab) => {
        const own = join(lab.disk, 'ProgramData', 'Gangway', 'handoff');
        if (existsSync(join(own, 'result.json'))) left = readFileSync(join(own, 'result.json'), 'utf8');
        if (existsSync(join(own, 'log.txt'))) log = readFileSync(join(own, 'log.txt'), 'utf8');
        options.after?.(lab);
      },
    },
    (lab, folder) => runScript(lab, folder, options.check === true ? ' -Check' : ''),
  );
  const last = run.stdout.trim().split(/\r?\n/).at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`no result: ${run.stdout}`);
  const result = serverResultSchema.parse(JSON.parse(last));
  if (left !== '' && left.trim() !== last) throw new Error('another result lies on the disk');
  return { ...run, result, log };
}
