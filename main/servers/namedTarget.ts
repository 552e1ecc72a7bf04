import type { InputOf } from '../../shared/bridge/contract';
import type { Target } from '../../shared/model/target';
import { localTarget } from './practice';
import { remoteTarget } from './servers';

/** The server that a person asks for. Throws `target.badAddress`, `input.invalid`. */
export async function namedTarget(input: InputOf<'addTarget'>): Promise<Target> {
  if (input.kind === 'local') return localTarget();
  if (input.kind === 'remote') return remoteTarget(input.address);
  return (await import('./practiceTarget')).practiceTarget(input.machine);
}
