import { z } from 'zod';
import type { Machine } from '../../../main/practice/machine/machine';
import { emptyInputs } from '../../../shared/model/inputs';
import type { OperationName } from '../../../shared/model/operations';
import type { Kit } from '../../../shared/model/kit';
import { noWishes, type Wishes } from '../../../shared/model/wishes';
import { settings } from '../../../shared/plan/settings';
import { kitFileOf } from '../../../shared/plan/situation';
import { emptyKit } from '../../fixtures/kits';
import { act, bench, facts } from './bench';

/** A wish of one setting, carried out on a practice server. */
interface WishedChange {
  readonly id: string;
  /** The files that the library has for it. */
  readonly kit?: Partial<Kit>;
  readonly wish: Partial<Wishes>;
  /** The server that meets the operation of the setting so. */
  readonly machineFor: (operation: OperationName) => Machine;
  /** `hangs`: it is looked at ten minutes after its start. `again`: it is carried out a second time. */
  readonly how: 'hangs' | 'again' | 'once';
  /** When it is looked at once more after its end. */
  readonly laterMs: number;
}

/**
 * How it ended by what the facts show: `running` and `over` where it `hangs`; `notShown` right after it, `undone` only later;
 * `restart` where Windows must restart first; `alreadySo` where the second time changed nothing; and the code of an operation that failed.
 */
export type WishEnding =
  | { readonly kind: 'running' | 'over' | 'notShown' | 'undone' | 'restart' | 'alreadySo' | 'done' }
  | { readonly kind: 'failed'; readonly code: string };

const restartSchema = z.object({ restart: z.literal(true) });
const unchangedSchema = z.object({ changed: z.literal(false) });

/** Carries the wish out and says how it ended. Throws where the setting puts nothing into the plan. */
export async function wishEnding({
  id,
  wish,
  kit,
  machineFor,
  how,
  laterMs,
}: WishedChange): Promise<WishEnding> {
  const [action] = settings.find((setting) => setting.id === id)?.actions ?? [];
  if (action === undefined) throw new Error(`no action of ${id}`);
  const machine = machineFor(action.operation);
  // Copied before, as the plan does.
  for (const pkg of Object.values(kit ?? {}).flat()) if (pkg !== null) machine.kit.push(kitFileOf(pkg));
  const { clock, open } = bench('endings', { speed: 60, machine });
  const shell = open();
  const situation = async () => ({
    facts: await facts(shell),
    inputs: { ...emptyInputs('local'), wishes: { ...noWishes, ...wish } },
    kit: { ...emptyKit, ...kit },
    journey: 'maintain' as const,
  });
  const call = action.call(await situation());
  if (call === null) throw new Error(`${id} is not part of the plan`);
  const params = call.params as never;
  if (how === 'hangs') {
    await shell.start('run-endings', 1, call.operation, params);
    clock.now += 10 * 60_000;
    return { kind: (await facts(shell)).runs[0]?.outcome === 'running' ? 'running' : 'over' };
  }
  const { end, result } = await act(shell, call.operation, params, 'run-endings-1');
  if (end?.kind !== 'end') throw new Error('no end');
  if (end.code !== null) return { kind: 'failed', code: end.code };
  if (restartSchema.safeParse(result).success) return { kind: 'restart' };
  if (!action.isDone(await situation())) return { kind: 'notShown' };
  if (how === 'again') {
    const second = await act(shell, call.operation, params, 'run-endings-2');
    return { kind: unchangedSchema.safeParse(second.result).success ? 'alreadySo' : 'done' };
  }
  clock.now += laterMs;
  return { kind: action.isDone(await situation()) ? 'done' : 'undone' };
}
