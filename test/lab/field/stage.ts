import { execFile, type ChildProcess } from 'node:child_process';
import type { Platform } from '../../../main/platform';
import { commandArgs, type Surroundings } from '../startLab';

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** How a kit ended: its exit code and what it said. */
export interface KitEnd {
  readonly code: number;
  readonly said: string;
}

/** Runs the script of a kit as its start file does, with the code that it answers as the exit code. */
export function startKit(
  engine: string,
  env: Surroundings,
  {
    script,
    parameter,
    sha256,
    folder,
    out = '',
  }: Readonly<Record<'script' | 'parameter' | 'sha256' | 'folder', string>> & { out?: string },
): Promise<KitEnd> & { kill(): void } {
  const command =
    `exit (& ([ScriptBlock]::Create([IO.File]::ReadAllText(${quote(script)}))) ` +
    `-Folder ${quote(folder)} -${parameter} ${quote(sha256)} -Out ${quote(out)})`;
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
  return Object.assign(end, { kill: () => void started.child?.kill('SIGKILL') });
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
