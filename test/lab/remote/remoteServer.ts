import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { describe, test } from 'vitest';
import { describeWithLabEngine, engine } from '../engine';
import { type LabMachine, type MachineFile, openLabMachine } from '../labMachine';

const remoting = join(import.meta.dirname, 'Remoting.psm1');

/** Folder of the program that stands in for ssh: `GANGWAY_LAB_SSH`, else beside the engine. Null where there is none. */
function findSsh(): string | null {
  const named = process.env.GANGWAY_LAB_SSH;
  const folder = named !== undefined && named !== '' ? named : dirname(engine ?? '');
  return existsSync(join(folder, 'ssh')) && folder !== '/usr/bin' ? folder : null;
}
const ssh = findSsh();

/**
 * A suite that needs a second engine behind a session. Without the stand-in for ssh, or with an engine that imports nothing
 * into a session by itself, it is skipped and its name says why.
 */
export function describeWithRemote(name: string, suite: (engine: string) => void): void {
  if (engine === null || ssh !== null) {
    describeWithLabEngine(name, 'imports nothing into a session', suite);
    return;
  }
  const reason = 'no stand-in for ssh: set GANGWAY_LAB_SSH to its folder';
  console.warn(`SKIPPED ${name} (${reason})`);
  describe.skip(`${name} (skipped: ${reason})`, () => {
    test('needs a second engine', () => undefined);
  });
}

/** What the way to a server does to what is said over it (`slowLink.mjs`); everything left out is as on a good one. */
export interface LinkConditions {
  /** One way, in milliseconds; `jitterMs` more at most, at random. */
  readonly delayMs?: number;
  readonly jitterMs?: number;
  readonly bytesPerSecond?: number;
  /** How many of a hundred pieces of 4 KB, as a fraction, come 200 to 600 ms late and hold up all that follow. */
  readonly loss?: number;
  /** Half open: nothing crosses, and nobody is told. */
  readonly silent?: boolean;
  /** The link breaks once so many more bytes have crossed in a direction; another `id` counts anew. */
  readonly cutAfter?: { readonly id: string; readonly direction: 'up' | 'down'; readonly bytes: number };
  /** The first links of all break after so many bytes from the server, one after the other. */
  readonly lives?: readonly number[];
}

/** How a computer of the lab answers to New-PSSession; `refuses` is a name of the table in Remoting.psm1. */
export interface Link {
  readonly refuses?: string;
  readonly password?: string;
  readonly ports?: readonly number[];
  /** The connection is made, and nothing is ever said. */
  readonly hangs?: boolean;
  /** Whether its administrative share answers. */
  readonly share?: boolean;
  /** The way there is one of these conditions. Those of links that are open change with the next answer. */
  readonly conditions?: LinkConditions;
}

/** A server behind a session, and the computer of the technician in front of it. */
export interface RemoteServer {
  readonly lab: LabMachine;
  /** For the technician's process; nothing of the server's machine is in it. */
  readonly env: Readonly<Record<string, string>>;
  /** Process ids of the engines behind the sessions opened so far, the newest last. */
  sessions(): number[];
  /** Changes how the server (named `LAB-SERVER`) answers from now on. */
  answer(link: Link): void;
  remove(): void;
}

/**
 * Puts a server with this machine file behind `New-PSSession -ComputerName LAB-SERVER`; its sessions import `modules` too and
 * have `surroundings` in their environment.
 */
export function openRemoteServer(
  machine: MachineFile = {},
  modules: readonly string[] = [],
  surroundings: Readonly<Record<string, string>> = {},
): RemoteServer {
  const lab = openLabMachine(machine);
  const desk = mkdtempSync(join(tmpdir(), 'gangway-desk-'));
  const program = join(desk, 'server');
  const list = join(desk, 'sessions');
  const opened = () => (existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n').map(Number) : []);
  // Numbers of processes are given again: what bears one now must have this computer's surroundings.
  const isOurs = (pid: number) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(desk);
    } catch {
      return false;
    }
  };
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const imports = [lab.env.GANGWAY_ENGINE_IMPORT, ...modules].join(';');
  const lines = Object.entries({ ...lab.env, ...surroundings, GANGWAY_ENGINE_IMPORT: imports }).flatMap(
    ([name, value]) =>
      // A name with brackets (ProgramFiles(x86)) is none to the shell.
      /^\w+$/.test(name) ? [`export ${name}=${quote(value)}`] : [],
  );
  writeFileSync(
    program,
    ['#!/bin/sh', `echo $$ >> ${quote(list)}`, ...lines, `exec ${quote(engine ?? '')} "$@"`, ''].join('\n'),
  );
  const silent = join(desk, 'silent');
  writeFileSync(silent, ['#!/bin/sh', `echo $$ >> ${quote(list)}`, 'exec sleep 60', ''].join('\n'));
  const far = join(desk, 'far');
  const conditionsFile = join(desk, 'conditions.json');
  const words = [process.execPath, join(import.meta.dirname, 'slowLink.mjs'), conditionsFile, program];
  writeFileSync(far, `#!/bin/sh\nexec ${words.map(quote).join(' ')} "$@"\n`);
  for (const path of [program, silent, far]) chmodSync(path, 0o755);
  const links = join(desk, 'links.json');
  const answer = ({ hangs, conditions, ...link }: Link) => {
    writeFileSync(conditionsFile, JSON.stringify(conditions ?? {}));
    const way = conditions === undefined ? program : far;
    const entry = { ...link, program: hangs === true ? silent : way };
    writeFileSync(links, JSON.stringify({ 'LAB-SERVER': entry }));
  };
  answer({});
  return {
    lab,
    env: {
      NO_COLOR: '1',
      PATH: `${ssh ?? ''}${delimiter}${process.env.PATH ?? ''}`,
      GANGWAY_ENGINE_IMPORT: remoting,
      GANGWAY_LAB_LINKS: links,
    },
    sessions: opened,
    answer,
    remove: () => {
      // A frozen one does not see that nobody is there any more.
      for (const pid of opened()) if (isOurs(pid)) process.kill(pid, 'SIGKILL');
      lab.remove();
      rmSync(desk, { recursive: true, force: true });
    },
  };
}
