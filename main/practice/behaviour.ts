import { GangwayError } from '../../shared/errors';
import type { KitFile } from '../../shared/model/kit';
import type { OperationName, ParamsOf, ResultOf } from '../../shared/model/operations';
import type { Fault, Machine } from './machine/machine';
import type { Timeline } from './answers/timeline';

/** What a behaviour is told when its action starts. `takeFault` gives its next fault, each one once. */
export interface Told<N extends OperationName> {
  readonly machine: Machine;
  readonly params: ParamsOf<N>;
  readonly operation: N;
  readonly takeFault: () => Fault | null;
  readonly runFolder: string;
}

/**
 * How a practice server plays one detached operation: it writes the course of the action into the timeline and
 * answers its result, or throws a `GangwayError` as the script of that name would fail.
 */
export type Behaviour<N extends OperationName> = (timeline: Timeline, told: Told<N>) => ResultOf<N>;

/** Thrown when a tool never returns: the action says nothing more and never ends. */
export class NeverEnds extends Error {}

/** The file of the kit must lie in the server's library, or the action fails as the script does. */
function requireFile(machine: Machine, file: KitFile): void {
  const found = machine.kit.find((item) => item.sha256 === file.sha256 && item.name === file.name);
  if (found === undefined) throw new GangwayError('package.missing', file.name);
}

/** The usual first stage: the file is hashed again immediately before use. `more`: files that go with it. */
export function verifyFile(
  timeline: Timeline,
  machine: Machine,
  file: KitFile,
  more: readonly KitFile[] = [],
): void {
  timeline.step('verifyFile', 'begin', file.name);
  timeline.wait(800);
  for (const item of [file, ...more]) requireFile(machine, item);
  timeline.step('verifyFile', 'done', file.name);
}
