import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { engine, longLived } from './engine';
import { always, fileArgs, type Surroundings } from './startLab';

const host = join(import.meta.dirname, 'RunWarm.ps1');
const mark = '\n\u001c';
const endSchema = z.object({ Why: z.string() });
/** Each run starts an engine of its own: what they say must be what the warm ones say. */
export const isFresh = process.env.GANGWAY_LAB_FRESH === '1';

/** What a run of a script file is given besides its parameters. */
export interface FileRun {
  /** All variables of its process. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly file: string;
  readonly parameters: Surroundings;
  /** Milliseconds after which the engine is ended and the run has failed. */
  readonly timeout: number;
}

/** One engine that stays for many runs. It ends with the worker, because then nobody is at the other end of its connection. */
export class WarmEngine {
  private constructor(
    private readonly child: ChildProcess,
    private readonly connection: Socket,
    private readonly given: Readonly<NodeJS.ProcessEnv>,
  ) {
    connection.setEncoding('utf8');
  }

  /** Starts one; `given` are its variables, `place` says how it calls a path of this computer. */
  static async start(
    path: string,
    given: Readonly<NodeJS.ProcessEnv>,
    place = (file: string) => file,
  ): Promise<WarmEngine> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const words = [...always, '-File', place(host), '-Port', String(address.port)];
    const child = spawn(path, words, { env: given, stdio: 'ignore' });
    try {
      const connection = await new Promise<Socket>((resolve, reject) => {
        server.once('connection', resolve);
        child.once('error', reject);
        child.once('exit', (code) => reject(new Error(`the engine ended with ${code} before its first run`)));
      });
      // An idle engine keeps no worker from its end.
      child.unref();
      connection.unref();
      connection.on('error', () => undefined);
      return new WarmEngine(child, connection, given);
    } finally {
      server.close();
    }
  }

  /** Whether another run may be given to it. An engine may also end between two runs, when nobody listens. */
  get lives(): boolean {
    const { exitCode, killed, signalCode } = this.child;
    return exitCode === null && signalCode === null && !killed;
  }

  /** What one run wrote. The engine must live; one that is lost in the run does not afterwards. */
  async run({ env, file, parameters, timeout }: FileRun): Promise<string> {
    // An engine changes its own variables when it starts; what it was given with the same value stays as it made it.
    const differing = [...new Set([...Object.keys(this.given), ...Object.keys(env)])].flatMap((name) =>
      env[name] === this.given[name] ? [] : [[name, env[name] ?? null]],
    );
    const request = { env: differing, import: importText(env), file, parameters: Object.entries(parameters) };
    const { child, connection } = this;
    let said = '';
    const end = await new Promise<string>((resolve, reject) => {
      const take = (chunk: string) => {
        said += chunk;
        const at = said.lastIndexOf(mark);
        if (at >= 0 && said.endsWith('\n')) settle(() => resolve(said.slice(at + mark.length)));
      };
      const lost = (why: string) => settle(() => reject(new Error(`${why}: ${said.slice(-2000)}`)));
      const gone = (code: number | null) => lost(`The engine ended with ${code}`);
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        lost(`No end after ${timeout} ms`);
      }, timeout);
      const settle = (then: () => void) => {
        clearTimeout(timer);
        connection.off('data', take);
        child.off('exit', gone);
        then();
      };
      child.once('exit', gone);
      connection.on('data', take);
      connection.write(`${JSON.stringify(request)}\n`);
    });
    const { Why: why } = endSchema.parse(JSON.parse(end));
    if (why !== '') throw new Error(why);
    return said.slice(0, said.lastIndexOf(mark));
  }

  /** Lets it go: at the end of its run it ends. */
  end(): void {
    this.connection.destroy();
  }
}

/** The command that lays the fake Windows under a session, for every kind of engine. */
function importText(env: FileRun['env']): string {
  const first = env.GANGWAY_LAB_IMPORT ?? '';
  if (first !== '') return first;
  const names = (env.GANGWAY_ENGINE_IMPORT ?? '').split(';').map((path) => `'${path.replaceAll("'", "''")}'`);
  return `Import-Module -Global -DisableNameChecking -ErrorAction Stop -Name ${names.join(', ')}`;
}

let idle: readonly WarmEngine[] = [];

/** Variables that an engine reads once in its life: its culture, the roots that it trusts, the language mode. */
const once = ['LANG', 'LC_ALL', 'SSL_CERT_FILE', 'GANGWAY_LANGUAGEMODE'];

/** Whether a run needs nothing of the engine but what can be made anew. */
export const canBeWarm = (env: Surroundings): boolean =>
  once.every((name) => env[name] === undefined || env[name] === process.env[name]);

async function runFresh(path: string, env: Surroundings, run: FileRun): Promise<string> {
  const running = promisify(execFile)(path, fileArgs(env, run.file, run.parameters), {
    env: run.env,
    maxBuffer: 64 * 1024 * 1024,
    timeout: run.timeout,
  });
  running.child.stdin?.end();
  return (await running).stdout;
}

/**
 * Runs a script file over the fake Windows and gives what it wrote to standard output; `env`: the surroundings of `openLabMachine`,
 * with more over them. The engine has run others before, of which this one sees nothing (`warmEngine.test.ts`); with `fresh`, or
 * `GANGWAY_LAB_FRESH=1` for all, it is a new one. Throws where the script fails.
 */
export async function runFile(
  { env, ...what }: Omit<FileRun, 'env'> & { readonly env: Surroundings },
  fresh = isFresh,
): Promise<string> {
  if (engine === null) throw new Error('No PowerShell: use describeWithEngine.');
  const run = { ...what, env: { ...process.env, ...env } };
  if (fresh || !canBeWarm(env)) return runFresh(engine, env, run);
  const [free, ...others] = idle.filter((one) => one.lives);
  idle = others;
  // What a run starts does not inherit its long life.
  const warm = free ?? (await WarmEngine.start(engine, { ...process.env, ...longLived, NO_COLOR: '1' }));
  try {
    return await warm.run(run);
  } finally {
    // The one that ran last runs next: it is warmest, and a test can say which one it will be.
    idle = [warm, ...idle];
  }
}
