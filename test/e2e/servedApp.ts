import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { defaultSettings, type Settings } from '../../shared/model/settings';

const started = z.object({ url: z.url() });

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
    const child = fork(
      fileURLToPath(new URL('./server.mjs', import.meta.url)),
      [this.folder, ...(this.real ? ['real'] : [])],
      {
        execArgv: [],
        env: { ...process.env, LC_ALL: 'en_GB.UTF-8', NODE_OPTIONS: '' },
      },
    );
    this.child = child;
    const [message] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error('the app ended while it was starting');
      }),
    ]);
    this.url = started.parse(message).url;
  }

  /** Ends the process at once: it can finish and save nothing. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Ends the app and removes what it left. */
  async remove(): Promise<void> {
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
