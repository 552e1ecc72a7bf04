import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { engine } from './engine';
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

/** What a machine file holds; FakeWindows defines the rest. `registry` goes into the engine's registry file. */
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

let isSafe = false;

/** Looks once in each process, with a machine that has every part. */
function lookOnce(): void {
  if (isSafe || engine === null) return;
  const whole = writeMachine({ os: { BuildNumber: 17763, InstallationType: 'Server' } });
  try {
    assertSafe(engine, whole.env);
  } finally {
    whole.remove();
  }
  isSafe = true;
}

/**
 * Puts a machine file on disk, with an empty disk beside it. The caller removes it at the end of the test.
 * Throws `LabUnsafe` where the engine would let a script reach the real computer.
 */
export function openLabMachine(machine: MachineFile = {}): LabMachine {
  lookOnce();
  return writeMachine(machine);
}

function writeMachine(machine: MachineFile): LabMachine {
  const folder = mkdtempSync(join(tmpdir(), 'gangway-lab-'));
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
  const modules = readdirSync(fakeWindows).filter((name) => name.endsWith('.psm1'));
  return {
    folder,
    disk,
    env: {
      ...Object.fromEntries(places),
      COMPUTERNAME: 'LAB-SERVER',
      NO_COLOR: '1',
      GANGWAY_LAB: machinePath,
      GANGWAY_REGISTRY: registryPath,
      GANGWAY_ENGINE_IMPORT: modules
        .sort()
        .map((name) => join(fakeWindows, name))
        .join(';'),
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
