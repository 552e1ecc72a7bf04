import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { defaultSettings, type Settings } from '../../shared/model/settings';

const answer = z.object({ url: z.string() });

/** The process of a test that is over, if it lives: one that has served an app serves the next with half of the work. */
let idle: ChildProcess | null = null;
const isAlive = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

function startProcess(): ChildProcess {
  const child = fork(fileURLToPath(new URL('./server.mjs', import.meta.url)), [], {
    execArgv: [],
    env: { ...process.env, LC_ALL: 'en_GB.UTF-8', NODE_OPTIONS: '' },
  });
  // It keeps no worker from its end, and ends with it.
  child.unref();
  child.channel?.unref();
  return child;
}

/** Has a process end the app it serves and serve this folder, if any. Answers the address. */
async function serves(child: ChildProcess, folder: string | null, real = false): Promise<string> {
  const settled = new AbortController();
  const { signal } = settled;
  try {
    child.send({ folder, real });
    const [message] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(() => {
        throw new Error('the process of the app has ended');
      }),
    ]);
    return answer.parse(message).url;
  } finally {
    settled.abort();
  }
}

/** The app in a process of its own, over a data folder of its own that outlives it. */
export class ServedApp {
  private child: ChildProcess | null = null;
  /** The address of the last start, with the token that opens it once. */
  url = '';

  private constructor(
    readonly folder: string,
    private readonly real: boolean,
  ) {}

  /** A folder without anything in it but, where they are given, settings. `real`: real servers are offered, and a dialog picks the file `picked`. */
  static async prepare(settings: Partial<Settings> | null, real = false): Promise<ServedApp> {
    const app = new ServedApp(await mkdtemp(join(tmpdir(), 'gangway-e2e-')), real);
    if (settings !== null)
      await app.write('settings.json', JSON.stringify({ ...defaultSettings, ...settings }));
    return app;
  }

  /** Starts the app; it speaks English where the settings leave the language to the system. */
  async start(): Promise<void> {
    const child = idle ?? startProcess();
    idle = null;
    this.child = child;
    this.url = await serves(child, this.folder, this.real);
  }

  /** Which process serves it; undefined while none does. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Ends the process at once: it can finish and save nothing. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child === null || !isAlive(child)) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Ends the app and removes what it left. Its process waits for the next test. */
  async remove(): Promise<void> {
    const { child } = this;
    if (child !== null && isAlive(child) && idle === null) {
      await serves(child, null);
      idle = child;
      this.child = null;
    }
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Forgets everything, as on another computer; the settings of the test stay. */
  async empty(): Promise<void> {
    const settings = await this.read('settings.json').catch(() => null);
    for (const name of await readdir(this.folder)) await rm(join(this.folder, name), { recursive: true });
    if (settings !== null) await this.write('settings.json', settings);
  }

  async write(name: string, content: string): Promise<void> {
    const path = join(this.folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }

  read(name: string): Promise<string> {
    return readFile(join(this.folder, name), 'utf8');
  }

  /** Names of the files in a folder of the data folder; none where it does not exist. */
  list(name: string): Promise<string[]> {
    return readdir(join(this.folder, name)).catch(() => []);
  }
}
