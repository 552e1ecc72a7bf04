import { execFile, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { sha256 } from '../../../main/field/hashed';
import { parseResult } from '../../../main/field/readResult';
import type { Platform } from '../../../main/platform';
import { createWebPlatform } from '../../../main/web/platform';
import type { TargetView } from '../../../shared/bridge/session';
import { Walker } from '../../unit/app/walker';
import type { LabMachine } from '../labMachine';
import { createLabTargets, type LabTargets } from '../labTarget';
import { commandArgs, type Surroundings } from '../startLab';
import { runFile } from '../warmEngine';

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
const runKit = join(import.meta.dirname, 'RunKit.ps1');

/** How a kit ended: its exit code and what it said. */
export interface KitEnd {
  readonly code: number;
  readonly said: string;
}

/** The script of a kit, and what its start file gives it. */
export type KitStart = Readonly<Record<'script' | 'parameter' | 'sha256' | 'folder', string>> & {
  readonly out?: string;
};

/** Runs the script of a kit, with the code that it answers as the exit code. The engine has run others before. */
export async function startKit(env: Surroundings, { out = '', ...kit }: KitStart): Promise<KitEnd> {
  const { script, parameter, sha256: hash, folder } = kit;
  const parameters = { Script: script, Parameter: parameter, Sha256: hash, Folder: folder, Out: out };
  const told = await runFile({ env, file: runKit, parameters, timeout: 400_000 });
  const [said = '', code] = told.split('\u001e');
  return { code: Number(code ?? -1), said };
}

/** The same in a process of its own, as the start file does, which can be stopped and ended. */
export function startKitAlone(
  engine: string,
  env: Surroundings,
  { script, parameter, sha256: hash, folder, out = '' }: KitStart,
): { readonly end: Promise<KitEnd>; kill(signal?: NodeJS.Signals): void } {
  const command =
    `exit (& ([ScriptBlock]::Create([IO.File]::ReadAllText(${quote(script)}))) ` +
    `-Folder ${quote(folder)} -${parameter} ${quote(hash)} -Out ${quote(out)})`;
  const started: { child?: ChildProcess } = {};
  const end = new Promise<KitEnd>((resolve) => {
    started.child = execFile(
      engine,
      commandArgs(env, command),
      { env: { ...process.env, ...env }, timeout: 400_000 },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), said: stdout + stderr }),
    );
  });
  return { end, kill: (signal = 'SIGKILL') => void started.child?.kill(signal) };
}

/** A platform on which every dialog is answered with these paths. */
export const answering = (folder: string, files: readonly string[] = []): Platform => ({
  carrier: 'electron',
  realTargets: true,
  elevated: true,
  locale: 'en-US',
  downloadFolder: null,
  outbound: null,
  pickFiles: async () => [...files],
  pickFolder: async () => folder,
  saveAs: async () => null,
  openFile: async () => undefined,
  showFile: async () => undefined,
  openLink: async () => undefined,
  relaunchElevated: async () => undefined,
});

/** The whole app over lab machines: kits are written for them, started on them as run.cmd does, and their results taken in. */
export class FieldLab {
  private constructor(
    private readonly engine: string,
    readonly lab: LabTargets,
    readonly w: Walker,
    private readonly picks: { path: string },
  ) {}

  static async open(engine: string): Promise<FieldLab> {
    const folder = mkdtempSync(join(tmpdir(), 'gangway-field-'));
    const lab = createLabTargets(engine);
    const picks = { path: '' };
    const platform = { ...createWebPlatform(folder, 'en-US'), pickFiles: async () => [picks.path] };
    const w = await Walker.start(folder, { openShell: lab.openShell, platform });
    return new FieldLab(engine, lab, w, picks);
  }

  async close(): Promise<void> {
    await this.w.stop();
    this.lab.remove();
  }

  machineOf(id: string): LabMachine {
    const found = this.lab.machines().get(id);
    if (found === undefined) throw new Error(`no machine of ${id}`);
    return found;
  }

  /** Writes run.cmd for a server, with the hash of the plan, which run.cmd holds, beside it. */
  async write(id: string): Promise<string> {
    const { w } = this;
    w.session = await w.ask('getSession', {});
    const { planHash = '' } = w.assess(id).known ?? {};
    const { name } = w.view(id).target;
    const { path } = await w.ask('writeFieldRun', { targetId: id, journey: 'onboard', planHash, name });
    if (path === null) throw new Error('nothing was written');
    const hash = sha256(readFileSync(join(path, 'gangway', 'plan.json')));
    writeFileSync(join(path, 'hash.json'), JSON.stringify(hash));
    return path;
  }

  start(id: string, kit: string): Promise<KitEnd> {
    return startKit(this.around(id), startOf(kit));
  }

  /** Starts it in a process of its own. */
  startAlone(id: string, kit: string): ReturnType<typeof startKitAlone> {
    return startKitAlone(this.engine, this.around(id), startOf(kit));
  }

  private around(id: string): Surroundings {
    return { ...this.machineOf(id).env, GANGWAYLAB: '1', GANGWAY_LAB_SPEED: '600' };
  }

  /** What the driver told in its own folder on the server so far. */
  toldOn(id: string): string {
    const field = join(this.machineOf(id).disk, 'ProgramData/Gangway/field');
    const own = existsSync(field) ? readdirSync(field) : [];
    const path = own.map((name) => join(field, name, 'result.jsonl')).find((one) => existsSync(one));
    return path === undefined ? '' : readFileSync(path, 'utf8');
  }

  /** The result in a folder, each line by its kind. */
  kindsIn(folder: string): string[] {
    return parseResult(readFileSync(resultIn(folder))).lines.map((line) =>
      line.kind === 'ended' ? `${line.nn} ${line.verdict}` : line.kind === 'end' ? line.outcome : line.kind,
    );
  }

  async takeIn(id: string, folder: string): Promise<TargetView> {
    this.picks.path = resultIn(folder);
    await this.w.ask('importFieldResult', { targetId: id, partial: false });
    return this.w.until(id, 'taken in', ({ busy }) => busy === 'idle', 60_000);
  }

  /** Restarts the machine, as the technician does who is asked to. */
  async restart(id: string, before: number): Promise<void> {
    const { shell } = await this.lab.openShell(this.w.view(id).target);
    await shell.run('Restart-Server', { delaySeconds: 0 });
    const read = () => shell.run('Get-ServerState', { antivirusServices: [], eventsSince: 0 });
    await expect
      .poll(async () => ((await read().catch(() => null))?.boot.startedAt ?? 0) > before, {
        timeout: 120_000,
      })
      .toBe(true);
    await shell.close();
  }
}

const startOf = (kit: string): KitStart => ({
  script: join(kit, 'gangway', 'run.ps1'),
  parameter: 'PlanSha256',
  sha256: JSON.parse(readFileSync(join(kit, 'hash.json'), 'utf8')) as string,
  folder: kit,
});

const resultIn = (folder: string): string =>
  join(folder, readdirSync(folder).find((file) => file.startsWith('result-')) ?? 'no result');
