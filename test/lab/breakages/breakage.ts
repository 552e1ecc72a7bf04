import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Machine } from '../../../main/practice/machine/machine';
import type { OperationName } from '../../../shared/model/operations';
import type { ScriptEnd } from '../differential/scriptSide';
import { machineOf } from '../operations/stage/onMachine';

/** The ways in which a script that changes a server is broken. */
export const breaks = [
  'a wrong path',
  'an inverted test',
  'a missing wait',
  'a swallowed error',
  'a dropped check of an owner',
] as const;
export type Break = (typeof breaks)[number];

/** A place of a script, what stands there when it is broken, and what the whole script does and the broken one does not. */
export interface Breakage {
  readonly by: Break;
  readonly from: string;
  readonly to: string;
  /** What the whole script shows: the code of its failure, or `look`. */
  readonly whole: unknown;
  readonly look?: (end: ScriptEnd) => unknown;
  readonly params?: object;
  readonly machine?: Machine;
  readonly env?: Readonly<Record<string, string>>;
}

/** Breakages of one operation that begin on the same disk. */
export interface Bench {
  readonly step: OperationName;
  readonly machine: Machine;
  readonly params: object;
  readonly prepare?: (disk: string) => void;
  readonly breakages: readonly Breakage[];
}

export const failing = (
  id: string,
  operation: OperationName,
  native: number,
  times: number | null = null,
): Machine => ({
  ...machineOf(id),
  faults: [{ operation, effect: 'fail', native, line: 'It fails', times }],
});
export const field = (name: string) => (end: ScriptEnd) =>
  (end.result as Record<string, unknown> | undefined)?.[name];
export const warnings = (end: ScriptEnd) => end.records.filter(({ Level }) => Level === 'warn').length;

/** Gives a folder of ours to everybody, as one that a user made has it. */
export function makeTheirs(disk: string, ...names: string[]): void {
  const path = join(disk, 'ProgramData', 'Gangway', ...names);
  mkdirSync(path, { recursive: true });
  const lists = join(dirname(disk), 'acl');
  mkdirSync(lists, { recursive: true });
  writeFileSync(join(lists, encodeURIComponent(path)), 'O:BAG:BAD:AI(A;OICI;FA;;;BA)(A;OICI;FA;;;AU)');
}
export const withoutOwner = {
  by: 'a dropped check of an owner',
  from: 'Assert-OurFolder $path',
  to: '$null = $path',
  whole: 'run.folderNotOurs',
} as const;
