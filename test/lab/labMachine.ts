import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { engine, isOrdinary } from './engine';
import { assertSafe } from './safety';

const fakeWindows = join(import.meta.dirname, 'FakeWindows');
/** Windows' folders by the environment variables that name them, below the machine's disk. */
const folders = {
  SystemDrive: '',
  SystemRoot: 'Windows',
  windir: 'Windows',
  ProgramData: 'ProgramData',
  ALLUSERSPROFILE: 'ProgramData',
  ProgramFiles: 'Program Files',
  'ProgramFiles(x86)': 'Program Files (x86)',
  TEMP: 'Windows/Temp',
  TMP: 'Windows/Temp',
} as const;

const cultureOf = (name: string) => ({ LANG: `${name}.UTF-8`, LC_ALL: `${name}.UTF-8` });
/** The culture of an engine on a Windows of that language. */
const cultures: Readonly<Record<string, object>> = { fr: cultureOf('fr_FR'), de: cultureOf('de_DE') };

/** What a machine file holds; FakeWindows defines the rest. `registry` goes into the registry file. */
export interface MachineFile {
  readonly registry?: unknown;
  readonly [part: string]: unknown;
}

/** A machine of the lab on disk: what the engine must be given to stand on it, and what became of it. */
export interface LabMachine {
  readonly folder: string;
  /** Where `%SystemDrive%` lies. */
  readonly disk: string;
  readonly env: Readonly<Record<string, string>>;
  /** Makes a folder of the disk as our own scripts leave one: for SYSTEM and Administrators only. */
  ownFolder(...names: readonly string[]): string;
  /** The machine file as it is now, with the registry put back into it. */
  read(): MachineFile;
  remove(): void;
}

type Places = readonly (readonly [name: string, path: string])[];
const modules = readdirSync(fakeWindows)
  .filter((name) => name.endsWith('.psm1'))
  .sort()
  .map((name) => join(fakeWindows, name));

/** The lab's own engine imports the modules everywhere, and has a registry provider over the file. */
function engineEnv(places: Places, registry: string): Record<string, string> {
  return {
    ...Object.fromEntries(places),
    GANGWAY_REGISTRY: registry,
    GANGWAY_ENGINE_IMPORT: modules.join(';'),
  };
}

/** Any other is told to import them as its first command; Windows' folders are set from within, for PowerShell needs its own to start. */
function ordinaryEnv(places: Places): Record<string, string> {
  const names = modules.map((path) => `'${path.replaceAll("'", "''")}'`).join(', ');
  return {
    GANGWAY_LAB_FOLDERS: JSON.stringify(Object.fromEntries(places)),
    GANGWAY_LAB_ENGINE: engine ?? '',
    GANGWAY_LAB_IMPORT: `Import-Module -Global -DisableNameChecking -ErrorAction Stop -Name ${names}; `,
  };
}

const safe = new Set<boolean>();

/** Looks once in each process, with a machine that has every part. */
function lookOnce(ordinary: boolean): void {
  if (engine === null || safe.has(ordinary)) return;
  const whole = writeMachine({ os: { BuildNumber: 17763, InstallationType: 'Server' } }, ordinary);
  try {
    assertSafe(engine, whole.env);
  } finally {
    whole.remove();
  }
  safe.add(ordinary);
}

/**
 * Puts a machine file on disk, with an empty disk beside it. The caller removes it at the end of the test.
 * `ordinary`: the engine is not asked for anything that only the lab's own can (its registry, its imports).
 * Throws `LabUnsafe` where the engine would let a script reach the real computer.
 */
export function openLabMachine(machine: MachineFile = {}, ordinary = isOrdinary()): LabMachine {
  lookOnce(ordinary);
  return writeMachine(machine, ordinary);
}

function writeMachine(machine: MachineFile, ordinary: boolean): LabMachine {
  // By chance, a folder of the temporary folder may have the number of an update in its name: here each has.
  const folder = mkdtempSync(join(tmpdir(), 'gangway-lab-kb7-'));
  const disk = join(folder, 'disk');
  const places = Object.entries(folders).map(([name, path]) => [name, join(disk, path)] as const);
  for (const [, path] of places) mkdirSync(path, { recursive: true });
  const { registry = {}, ...rest } = machine;
  const machinePath = join(folder, 'machine.json');
  const registryPath = join(folder, 'registry.json');
  writeFileSync(machinePath, JSON.stringify(rest));
  writeFileSync(registryPath, JSON.stringify(registry));
  // Windows PowerShell lies where a task looks for it.
  const program = join(disk, 'Windows/System32/WindowsPowerShell/v1.0/powershell.exe');
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(program, `#!/bin/sh\nexec '${engine ?? 'no-powershell'}' "$@"\n`);
  chmodSync(program, 0o755);
  const culture = cultures[String(machine.language)] ?? {};
  return {
    folder,
    disk,
    env: {
      COMPUTERNAME: 'LAB-SERVER',
      ...culture,
      NO_COLOR: '1',
      GANGWAY_LAB: machinePath,
      GANGWAY_LAB_REGISTRY: registryPath,
      ...(ordinary ? ordinaryEnv(places) : engineEnv(places, registryPath)),
    },
    ownFolder: (...names) => {
      const path = join(disk, ...names);
      mkdirSync(join(folder, 'acl'), { recursive: true });
      mkdirSync(path, { recursive: true });
      writeFileSync(
        join(folder, 'acl', encodeURIComponent(path)),
        'O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)',
      );
      return path;
    },
    read: () => ({
      ...(JSON.parse(readFileSync(machinePath, 'utf8')) as MachineFile),
      registry: JSON.parse(readFileSync(registryPath, 'utf8')) as unknown,
    }),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
