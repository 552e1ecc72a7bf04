import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scripts } from '../../../main/operations/index';
import { machineSchema, type Machine } from '../../../main/practice/machine/machine';
import type { OperationName } from '../../../shared/model/operations';
import { openLabMachine } from '../labMachine';
import { leavePolicyFiles } from '../policyFiles';
import { registryOf, withRegistry, type RegistryFile } from '../registry';
import { type Emitted, errorOf } from '../run';
import { runFile } from '../warmEngine';

/** One operation to run: its name and parameters. */
export interface Step {
  readonly name: OperationName;
  readonly params: object;
  /** A machine of its own to begin with; null: as the step before left it. */
  readonly machine?: Machine | null;
  /** Its registry, where it is not what the machine file makes of it. */
  readonly registry?: RegistryFile;
  /** Breaks the script on purpose: the text that is replaced, once, and by what. */
  readonly breakBy?: { readonly from: string; readonly to: string };
  /** Variables of this step alone. */
  readonly env?: Readonly<Record<string, string>>;
}

function textOf({ name, breakBy }: Step): string {
  const { text } = scripts[name];
  if (breakBy === undefined) return text;
  if (!text.includes(breakBy.from)) throw new Error(`${name} has no such place: ${breakBy.from}`);
  return text.replace(breakBy.from, () => breakBy.to);
}

/** What a step says of its machine: nothing, that it goes on, or the two files of a machine of its own. */
function beginningOf({ machine, registry }: Step): object {
  if (machine === undefined) return {};
  if (machine === null) return { goesOn: true };
  const { registry: _elsewhere, ...rest } = machine;
  return { machine: JSON.stringify(rest), registry: JSON.stringify(registry ?? registryOf(machine)) };
}

/** What the script of one step gave, from the same beginning as every other step. */
export interface ScriptEnd {
  readonly records: readonly Emitted[];
  readonly result: unknown;
  readonly code: string | null;
  readonly native: number | null;
  readonly machine: Machine;
}

const bootstrap = join(import.meta.dirname, '..', 'RunOperations.ps1');

function endOf(text: string): ScriptEnd {
  const emitted = text
    .split('\n')
    .filter((line) => line.startsWith('\u001e'))
    .map((line) => JSON.parse(line.slice(1)) as Emitted);
  const after = emitted.find(({ Kind }) => Kind === 'after');
  if (after === undefined) throw new Error(`The engine gave no end: ${text.slice(-2000)}`);
  const failed = errorOf(emitted);
  const machine: unknown = JSON.parse(String(after.Machine));
  const parsed = machineSchema.parse(Object.assign(Object(machine), { registry: {} }));
  return {
    records: emitted.filter(({ Kind }) => !['result', 'error', 'after'].includes(Kind)),
    result: emitted.find(({ Kind }) => Kind === 'result')?.Value,
    code: failed?.code ?? null,
    native: failed?.native ?? null,
    machine: withRegistry(parsed, JSON.parse(String(after.Registry)) as RegistryFile),
  };
}

/** Runs every step by its script, in one process of the engine, each on the machine as it was at the beginning; `more`: variables of that process. */
export async function runScripts(
  machine: Machine,
  steps: readonly Step[],
  prepare: (disk: string) => void,
  more: Readonly<Record<string, string>> = {},
): Promise<ScriptEnd[]> {
  const lab = openLabMachine({ ...machine, registry: registryOf(machine) });
  try {
    const gangway = lab.ownFolder('ProgramData', 'Gangway');
    lab.ownFolder('ProgramData', 'Gangway', 'runs');
    leavePolicyFiles(machine, lab.disk);
    prepare(lab.disk);
    const write = (name: string, text: string) => {
      writeFileSync(join(lab.folder, name), text);
      return join(lab.folder, name);
    };
    const plan = {
      machine: readFileSync(lab.env.GANGWAY_LAB ?? '', 'utf8'),
      registry: readFileSync(lab.env.GANGWAY_LAB_REGISTRY ?? '', 'utf8'),
      library: join(gangway, 'library'),
      runs: join(gangway, 'runs', 'lab-run-0001'),
      steps: steps.map((step, index) => ({
        script: write(`${index}.ps1`, textOf(step)),
        params: write(`${index}.json`, JSON.stringify(step.params)),
        ...beginningOf(step),
        ...(step.env === undefined ? {} : { env: step.env }),
      })),
    };
    const stdout = await runFile({
      env: { ...lab.env, GANGWAY_LAB_SPEED: '2000', ...more },
      file: bootstrap,
      parameters: { Plan: write('plan.json', JSON.stringify(plan)) },
      // The limit of the test comes first, but for the longest.
      timeout: 200_000,
    });
    const ends = stdout.split('\u001d').slice(1).map(endOf);
    if (ends.length !== steps.length)
      throw new Error(`${ends.length} of ${steps.length} steps came to an end`);
    return ends;
  } finally {
    lab.remove();
  }
}
