import { type SpawnOptions, spawn } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { KitFile } from '../../shared/model/kit';
import { type OperationName, type ParamsOf, type ResultOf, operations } from '../../shared/model/operations';
import type { Machine } from '../../main/practice/machine/machine';
import { scripts } from '../../main/operations/index';
import { errorOf, type LabRun } from '../lab/run';
import { canBeWarm, isFresh, WarmEngine } from '../lab/warmEngine';
import { type Made, makePrograms } from './made';
import { tools } from './wine';

const bootstrap = join(import.meta.dirname, '../lab/RunOperation.ps1');
const fake = join(import.meta.dirname, 'FakeOnWine/FakeOnWine.psm1');
const limitMs = 150_000;
/** What `console.c` is, by the name of its file. */
const programs = ['find', 'timeout', 'eventcreate', 'choice', 'net'];
const emittedSchema = z.looseObject({ Kind: z.string() });

/** How a Windows program ended. The streams hold the bytes as they were written, in whatever code page. */
export interface Ended {
  readonly code: number | null;
  readonly out: Buffer;
  readonly err: Buffer;
}

/** What one run of an operation gave; the result is already parsed with the catalogue's schema. */
export interface WineRun<N extends OperationName> {
  readonly records: readonly z.infer<typeof emittedSchema>[];
  readonly result: ResultOf<N> | undefined;
  readonly error: LabRun['error'];
}

/** The path as Windows programs see it: Wine shows the whole disk as drive Z. */
export const onZ = (path: string) => `Z:${path.replaceAll('/', '\\')}`;

/** A Windows of its own below a temporary folder. Close it: it leaves processes running. */
export class WineServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'gangway-wine-'));
  readonly disk = join(this.folder, 'prefix', 'drive_c');
  readonly #machine: Machine;
  #made: Made | null = null;
  #warm: WarmEngine | null = null;
  #runs = 0;

  private constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Makes the Windows: Server 2016 by its registry, with the machine file for what Wine lacks. */
  static async open(machine: Machine): Promise<WineServer> {
    const server = new WineServer(machine);
    const prefix = join(server.folder, 'prefix');
    const name = machine.os.Caption.replace(/^Microsoft /, '');
    const ended = await server.start(tools.prefix, [prefix, name, String(machine.os.BuildNumber)]);
    if (ended.code !== 0) throw new Error(`wine-prefix: ${ended.err.toString()}`);
    server.#made = await makePrograms(process.env.GANGWAY_WINE_MADE ?? join(server.folder, 'made'));
    const system = join(server.disk, 'windows/system32');
    renameSync(join(system, 'net.exe'), join(system, 'wine-net.exe'));
    for (const program of programs) {
      // The prefix shares its files with the template: replace them, never write into them.
      rmSync(join(system, `${program}.exe`), { force: true });
      copyFileSync(server.#made.console, join(system, `${program}.exe`));
    }
    // Wine takes its own program of a name that it knows, unless told otherwise.
    const overrides = join(server.folder, 'overrides.reg');
    const lines = programs.map((program) => `"${program}.exe"="native"`);
    writeFileSync(
      overrides,
      ['REGEDIT4', '', '[HKEY_CURRENT_USER\\Software\\Wine\\DllOverrides]', ...lines, ''].join('\r\n'),
    );
    const imported = await server.wine(['reg', 'import', onZ(overrides)]);
    if (imported.code !== 0) throw new Error(`reg import: ${imported.err.toString('latin1')}`);
    return server;
  }

  /** The test package. */
  get msi(): string {
    if (this.#made === null) throw new Error('The server is not open.');
    return this.#made.msi;
  }

  /** The program that plays Microsoft's deployment tool. */
  get deploy(): string {
    if (this.#made === null) throw new Error('The server is not open.');
    return this.#made.deploy;
  }

  /** Puts a file into the library of this server, as Send-Package leaves it. */
  addToLibrary(name: string, bytes: Buffer): KitFile {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const folder = join(this.disk, 'ProgramData/Gangway/library', sha256);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), bytes);
    return { sha256, name, bytes: bytes.length };
  }

  /** Environment of a process that PowerShell is to find this machine file and the fake commands by. */
  fakes(folder: string): Readonly<Record<string, string>> {
    const machine = join(folder, 'machine.json');
    writeFileSync(machine, JSON.stringify(this.#machine));
    // Wine keeps no access lists of Windows; these folders count as made by our own scripts.
    const lists = join(folder, 'acl');
    mkdirSync(lists, { recursive: true });
    for (const name of ['', '\\library', '\\runs']) {
      const list = join(lists, encodeURIComponent(`C:\\ProgramData\\Gangway${name}`));
      writeFileSync(list, 'O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)');
    }
    return { GANGWAY_LAB: onZ(machine), GANGWAY_ENGINE_IMPORT: onZ(fake) };
  }

  /**
   * Runs an operation's own script in PowerShell, as a Windows program. `env` is added to its environment; `text` is given where a test
   * makes its waits shorter.
   */
  async run<N extends OperationName>(
    name: N,
    params: ParamsOf<N>,
    env: Readonly<Record<string, string>> = {},
    text = scripts[name].text,
  ): Promise<WineRun<N>> {
    const folder = join(this.folder, String(++this.#runs));
    mkdirSync(folder);
    const run = `C:\\ProgramData\\Gangway\\runs\\wine-run-01\\${String(this.#runs).padStart(2, '0')}`;
    mkdirSync(join(this.disk, run.slice(3).replaceAll('\\', '/')), { recursive: true });
    writeFileSync(join(folder, 'operation.ps1'), text);
    writeFileSync(join(folder, 'params.json'), JSON.stringify(params));
    const out = await this.runFile(
      onZ(bootstrap),
      {
        Script: onZ(join(folder, 'operation.ps1')),
        ParamsFile: onZ(join(folder, 'params.json')),
        LibraryFolder: 'C:\\ProgramData\\Gangway\\library',
        RunFolder: run,
      },
      { ...this.fakes(folder), ...env },
    );
    const emitted = out
      .split('\n')
      .filter((line) => line.startsWith('\u001e'))
      .map((line) => emittedSchema.parse(JSON.parse(line.slice(1))));
    const [result, more] = emitted.filter((one) => one.Kind === 'result');
    if (more !== undefined) throw new Error(`${name} emitted two results`);
    const error = errorOf(emitted);
    if (result === undefined && error === null) throw new Error(`${name}: ${out}`);
    return {
      records: emitted.filter((one) => one.Kind !== 'result' && one.Kind !== 'error'),
      result: result === undefined ? undefined : parseResult(name, result.Value),
      error,
    };
  }

  /** Runs a script file, on the engine that stays for this Windows unless it must speak another language; gives what it wrote. */
  private async runFile(
    file: string,
    parameters: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>>,
  ): Promise<string> {
    if (isFresh || !canBeWarm(env)) {
      const words = Object.entries(parameters).flatMap(([name, value]) => [`-${name}`, value]);
      return (await this.powerShell(['-File', file, ...words], env)).out.toString('utf8');
    }
    const warm =
      this.#warm?.lives === true
        ? this.#warm
        : await WarmEngine.start(tools.engine, this.surroundings(), onZ);
    this.#warm = warm;
    const all = { ...this.surroundings(), ...env };
    return warm.run({ env: all, file, parameters, timeout: limitMs });
  }

  /** Runs PowerShell under Wine. */
  powerShell(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const host = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', ...words];
    return this.start(tools.engine, host, env);
  }

  /** Runs another Windows program, by its path or its name in System32. */
  wine(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return this.start('wine', words, env);
  }

  /** Ends every process of this Windows and removes it. */
  async close(): Promise<void> {
    this.#warm?.end();
    await this.start('wineserver', ['-k']);
    await this.start('wineserver', ['-w']);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private surroundings(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      DISPLAY: undefined,
      // Debian's wineserver (10.0) crashes where this is set.
      TMPDIR: undefined,
      WAYLAND_DISPLAY: undefined,
      WINEPREFIX: join(this.folder, 'prefix'),
      WINEDEBUG: '-all',
      WINEARCH: 'win64',
      NO_COLOR: '1',
    };
  }

  /** Files rather than pipes: what Wine starts in the background holds a pipe open for ever. Input is the null device. */
  private start(
    program: string,
    words: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    const base = join(this.folder, `streams-${String(Date.now())}-${String(Math.random()).slice(2)}`);
    const files = [`${base}.out`, `${base}.err`] as const;
    const [out, err] = [openSync(files[0], 'w'), openSync(files[1], 'w')];
    const options: SpawnOptions = {
      stdio: ['ignore', out, err],
      env: { ...this.surroundings(), ...env },
      timeout: limitMs,
      killSignal: 'SIGKILL',
    };
    return new Promise((resolve, reject) => {
      const child = spawn(program, words, options);
      child.once('error', reject);
      child.once('exit', (code) => {
        closeSync(out);
        closeSync(err);
        resolve({ code, out: readFileSync(files[0]), err: readFileSync(files[1]) });
      });
    });
  }
}

type Catalogue = { readonly [N in OperationName]: { readonly result: z.ZodType<ResultOf<N>> } };
const catalogue: Catalogue = operations;

function parseResult<N extends OperationName>(name: N, value: unknown): ResultOf<N> {
  return catalogue[name].result.parse(value);
}
