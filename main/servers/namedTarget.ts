import type { InputOf } from '../../shared/bridge/contract';
import type { Target } from '../../shared/model/target';
import { localTarget, practiceTarget } from './practice';
import { remoteTarget } from './servers';

/** The server that a person asks for. Throws `target.badAddress`, `input.invalid`. */
export function namedTarget(input: InputOf<'addTarget'>): Target {
  if (input.kind === 'local') return localTarget();
  return input.kind === 'remote' ? remoteTarget(input.address) : practiceTarget(input.machine);
}
