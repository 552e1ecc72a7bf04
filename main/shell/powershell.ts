import { ChildProcess, execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PowerShell } from 'node-powershell';
import { GangwayError } from '../../shared/errors';
import { scripts } from '../operations/index';
import { windowsFolder } from '../windowsFolder';
import type { BrokerProcess, ProcessExit } from './brokerProcess';
import { BrokerShell } from './brokerShell';
import type { Shell } from './shell';
import { lineText, type SessionRequest } from './wire';

const run = promisify(execFile);
/** How long a free process gets to end by itself. */
const endMs = 1500;
/** How long the pipes of an ended process are read on: something it started may hold them open. */
const drainMs = 500;
const stderrKept = 2000;

/** What a PowerShell shell is made from. */
export interface PowerShellOptions {
  /** Absolute path of the program; `windowsPowerShell` finds the one of Windows. */
  readonly executable: string;
  /**
   * Whether it may ask a person on its console; usually it may not. The window of Get-Credential opens either way:
   * `-NonInteractive` refuses the console's questions alone (ConsoleHostUserInterfaceSecurity.cs of PowerShell).
   */
  readonly interactive?: boolean;
  /** Added to the environment of the process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where its operations run in a session on another computer. */
  readonly session?: SessionRequest;
}

/**
 * A shell on this computer: one PowerShell process, started at the first use and again after it has ended.
 * A program that is not there shows as `shell.missing` at the first use.
 */
export function createPowerShell(options: PowerShellOptions): Shell {
  return new BrokerShell(() => startPowerShell(options), scripts, undefined, options.session);
}

/**
 * Path of the 64-bit Windows PowerShell of this computer. A 32-bit process is shown another System32, and reaches
 * the real one as `sysnative`.
 */
export function windowsPowerShell(env: Readonly<Record<string, string | undefined>>): string {
  const system = env.PROCESSOR_ARCHITEW6432 === undefined ? 'System32' : 'sysnative';
  return `${windowsFolder(env)}\\${system}\\WindowsPowerShell\\v1.0\\powershell.exe`;
}

/**
 * The environment of a PowerShell that Gangway starts. `PSModulePath` stays behind, however it is written: started from a
 * prompt of PowerShell 7 it holds that one's modules, and Windows PowerShell then loads none of its own
 * (CouldNotAutoloadMatchingModule: no Get-Acl, no ConvertTo-SecureString). On Windows the folders of Windows are its own, and
 * `Path` is made of them alone, so that no tool is taken from a folder that somebody put before it.
 */
export function childEnvironment(
  inherited: Readonly<Record<string, string | undefined>>,
  onWindows: boolean,
): Record<string, string | undefined> {
  const left = ['psmodulepath', ...(onWindows ? ['path', 'systemroot', 'windir', 'comspec'] : [])];
  const kept = Object.entries(inherited).filter(([name]) => !left.includes(name.toLowerCase()));
  if (!onWindows) return Object.fromEntries(kept);
  const windows = windowsFolder(inherited);
  const system = `${windows}\\System32`;
  const path = [system, windows, `${system}\\Wbem`, `${system}\\WindowsPowerShell\\v1.0`].join(';');
  const own = { SystemRoot: windows, windir: windows, ComSpec: `${system}\\cmd.exe`, Path: path };
  return { ...Object.fromEntries(kept), ...own };
}

/** Starts PowerShell reading commands from its standard input. Rejects with `shell.missing`. */
export async function startPowerShell(options: PowerShellOptions): Promise<BrokerProcess> {
  try {
    await access(options.executable, constants.X_OK);
  } catch {
    throw new GangwayError('shell.missing', options.executable);
  }
  // node-powershell prefers this variable to the path it is given.
  delete process.env.NODE_POWERSHELL;
  const ps = new PowerShell({
    executable: options.executable,
    executableOptions: {
      '-NoProfile': true,
      ...(options.interactive === true ? {} : { '-NonInteractive': true }),
      '-ExecutionPolicy': 'Bypass',
    },
    // One character a byte: native tools write in code pages of their own, and the bytes are needed as they came.
    outputEncoding: 'latin1',
    spawnOptions: {
      windowsHide: true,
      env: {
        ...childEnvironment(process.env, process.platform === 'win32'),
        ...options.env,
        NO_COLOR: '1',
      },
    },
  });
  // Private, but without a handler a process that dies early ends this one too.
  Promise.resolve<unknown>(ps['exitPromise']).catch(() => undefined);
  const child: unknown = ps['process'];
  if (!(child instanceof ChildProcess))
    throw new GangwayError('internal', 'node-powershell gave no process.');
  return brokerProcess(ps, child);
}

function brokerProcess(ps: PowerShell, child: ChildProcess): BrokerProcess {
  const { stdin, stdout, stderr } = ps.streams;
  let said = '';
  stdin.on('error', () => undefined);
  // node-powershell detaches a reader of its own after the first words, which pauses the stream for all.
  stderr.on('pause', () => stderr.resume());
  const exited = new Promise<ProcessExit>((resolve) => {
    const done = () => resolve({ code: child.exitCode, signal: child.signalCode, stderr: said });
    child.once('error', (error) => {
      said += error.message;
      done();
    });
    child.once('exit', () => setTimeout(done, drainMs));
    child.once('close', done);
  });
  const kill = async () => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      await killTree(child.pid);
  };
  return {
    exited,
    send: (line) => {
      if (!stdin.writable) return;
      if (typeof line === 'string') {
        stdin.write(lineText(line));
        return;
      }
      // One write of the system for both. The end is long and goes out as it lies in memory.
      stdin.cork();
      stdin.write(line.begins, 'latin1');
      stdin.write(line.ends);
      stdin.uncork();
    },
    listen: (output, error) => {
      stdout.on('data', (text: string) => output(Buffer.from(text, 'latin1')));
      stderr.on('data', (text: string) => {
        said = (said + text).slice(-stderrKept);
        error(Buffer.from(text, 'latin1'));
      });
    },
    end: async () => {
      stdin.end();
      const timer = setTimeout(() => void kill(), endMs);
      await exited;
      clearTimeout(timer);
    },
    kill,
  };
}

async function killTree(pid: number): Promise<void> {
  if (process.platform === 'win32') {
    const taskkill = join(windowsFolder(process.env), 'System32', 'taskkill.exe');
    await run(taskkill, ['/pid', String(pid), '/T', '/F'], { windowsHide: true }).catch(() => undefined);
    return;
  }
  const listed = await run('ps', ['-A', '-o', 'pid=,ppid=']).catch(() => ({ stdout: '' }));
  for (const one of [...descendants(pid, listed.stdout), pid]) {
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // It has ended in the meantime.
    }
  }
}

/** Process ids of everything that `pid` started, from lines of `pid ppid`. */
function descendants(pid: number, table: string): number[] {
  const pairs = table.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  for (const parent of found) {
    for (const [child, ppid] of pairs) if (child !== undefined && ppid === parent) found.push(child);
  }
  return found.slice(1);
}
