import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { OperationName } from '../../shared/model/operations';
import { scripts } from '../../main/operations/index';
import { type MachineFile, openLabMachine } from './labMachine';
import { runFile } from './warmEngine';

const bootstrap = join(import.meta.dirname, 'RunOperation.ps1');

/** One object that the operation emitted: `Kind` and its fields, as the script wrote them. */
export type Emitted = Readonly<Record<string, unknown>> & { readonly Kind: string };

const endSchema = z.object({
  Where: z.string(),
  End: z.object({ ok: z.literal(false), code: z.string(), text: z.string(), native: z.number().nullable() }),
});

/** The terminating error of a run, as the end record of the product tells it; null where there was none. */
export function errorOf(emitted: readonly Emitted[]): LabRun['error'] {
  const failed = emitted.find((one) => one.Kind === 'error');
  if (failed === undefined) return null;
  const { Where: where, End } = endSchema.parse(failed);
  return { code: End.code, text: End.text, native: End.native, where };
}

/** What one run of an operation on a lab machine gave. */
export interface LabRun {
  /** Everything emitted except the result and the error, in order. */
  readonly records: readonly Emitted[];
  /** The Value of the one result; undefined when there was none. Two results fail the run. */
  readonly result: unknown;
  /** The terminating error: code, text and native code of its end record, and the script stack; null when there was none. */
  readonly error: {
    readonly code: string;
    readonly text: string;
    readonly native: number | null;
    readonly where: string;
  } | null;
  /** The machine file afterwards. */
  readonly machine: MachineFile;
}

/** How a run may be prepared and looked at: both get the machine's disk (folder of `%SystemDrive%`), before and after. */
export interface LabRunOptions {
  readonly prepare?: (disk: string) => void;
  readonly inspect?: (disk: string) => void;
  readonly env?: Readonly<Record<string, string>>;
  /** The registry commands are those of FakeWindows, which can play what the engine's own registry cannot. */
  readonly ordinary?: boolean;
}

/** Runs `main/operations/<name>.ps1` once on the engine, over FakeWindows and the given machine file. */
export async function runOperation(
  name: OperationName,
  params: object,
  machine: MachineFile,
  options: LabRunOptions = {},
): Promise<LabRun> {
  const script = scripts[name];
  const lab = openLabMachine(machine, options.ordinary);
  try {
    const gangway = lab.ownFolder('ProgramData', 'Gangway');
    lab.ownFolder('ProgramData', 'Gangway', 'runs');
    options.prepare?.(lab.disk);
    const run = join(gangway, 'runs', 'lab-run-0001', '01');
    mkdirSync(run, { recursive: true });
    const scriptFile = join(lab.folder, `${name}.ps1`);
    writeFileSync(scriptFile, script.text);
    const paramsFile = join(lab.folder, 'params.json');
    writeFileSync(paramsFile, JSON.stringify(params));
    const stdout = await runFile({
      env: { ...lab.env, ...options.env },
      file: bootstrap,
      parameters: {
        Script: scriptFile,
        ParamsFile: paramsFile,
        LibraryFolder: join(gangway, 'library'),
        RunFolder: run,
      },
      timeout: 60_000,
    });
    options.inspect?.(lab.disk);
    const emitted = stdout
      .split('\n')
      .filter((line) => line.startsWith('\u001e'))
      .map((line) => JSON.parse(line.slice(1)) as Emitted);
    const results = emitted.filter((one) => one.Kind === 'result');
    if (results.length > 1) throw new Error(`${name} emitted ${results.length} results`);
    return {
      records: emitted.filter((one) => one.Kind !== 'result' && one.Kind !== 'error'),
      result: results[0]?.Value,
      error: errorOf(emitted),
      machine: lab.read(),
    };
  } finally {
    lab.remove();
  }
}
