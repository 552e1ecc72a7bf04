import type { Machine } from '../../../../main/practice/machine/machine';
import type { OperationName, ParamsOf, ResultOf } from '../../../../shared/model/operations';
import { operations } from '../../../../shared/model/operations';
import { runScripts, type ScriptEnd } from '../../differential/scriptSide';
import type { LabFile } from './kit';

/** One run of an operation among several: on a machine of its own, or on what the run before left (`machine` is null). */
export interface Turn<N extends OperationName> {
  readonly params: ParamsOf<N>;
  readonly machine: Machine | null;
}

/** What one turn gave; its result is parsed with the catalogue's schema, undefined where there was none. */
export type TurnEnd<N extends OperationName> = Omit<ScriptEnd, 'result'> & {
  readonly result: ResultOf<N> | undefined;
};

/**
 * Runs an operation's script several times in one process of the engine, where starting one each time would take longer than
 * all the work. The turns share a disk with `files` in its library, so files of different content need different texts.
 */
export async function runTogether<N extends OperationName>(
  name: N,
  turns: Readonly<Record<string, Turn<N>>>,
  files: readonly LabFile[],
  env: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, TurnEnd<N>>> {
  const [first] = Object.values(turns);
  if (first?.machine == null) throw new Error('The first turn needs a machine.');
  const steps = Object.values(turns).map(({ params, machine }) => ({ name, params, machine }));
  const prepare = (disk: string) => files.forEach((file) => file.prepare(disk));
  const ends = await runScripts(first.machine, steps, prepare, env);
  const parse = (value: unknown) =>
    value === undefined ? undefined : (operations[name].result.parse(value) as ResultOf<N>);
  return new Map(
    Object.keys(turns).flatMap((key, index) => {
      const end = ends[index];
      return end === undefined ? [] : [[key, { ...end, result: parse(end.result) }]];
    }),
  );
}
