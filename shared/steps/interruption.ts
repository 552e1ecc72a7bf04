import { actions } from '../plan/actions';
import type { Assessment } from './assessment';
import type { Failure } from '../errors';
import type { StepId } from './steps';

/**
 * A run whose server nobody looks at: on which step it stands, and what it waits for. `following`: its action is being
 * followed again, and facts are still to come. `password`: the account's password must be given. `closed`: only a person
 * can open the way, at the connection. `contact`: connecting is enough. `restart`: a restart was called for in it, and what
 * became of that has not been seen.
 */
export interface Interruption {
  readonly step: Extract<StepId, 'install' | 'onboard' | 'test'>;
  readonly waitsFor: 'following' | 'password' | 'closed' | 'contact';
  readonly restart: boolean;
  /** What went wrong when that was last tried, and whether it was only that the server did not answer. */
  readonly failure: Failure | null;
  readonly away: boolean;
}

/** A server that is away, or up by half, answers so; asking again may help. */
const away: readonly Failure['code'][] = [
  'target.unreachable',
  'target.portClosed',
  'target.noManagement',
  'target.quota',
  'operation.timedOut',
  'shell.exited',
];

/** What a run waits for that was cut off; null where the server itself is in view. Pure. */
export function interruption({ view, known }: Assessment): Interruption | null {
  const { run, busy } = view;
  if (run === null || busy === 'restarting') return null;
  const cut = run.outcome === 'interrupted';
  // With facts at hand a restart is decided and watched on its own page, unless the way to the server closed meanwhile.
  const restart =
    run.outcome === 'restartRequired' &&
    (known === null || (run.restartAskedAt !== null && run.failure !== null));
  const followed = busy === 'running' && (cut || run.outcome === 'running') && known === null;
  if (!cut && !restart && !followed) return null;
  if (busy === 'running' && !followed) return null;
  const failure = view.rungs.find((rung) => rung.failure !== null)?.failure ?? run.failure;
  const action = run.actions.find(({ state }) => state === 'running' || state === 'restartRequired');
  const number = known && actions.find(({ id }) => id === action?.id)?.step(known.situation);
  const step =
    run.purpose === 'test' ? 'test' : number === 8 || action?.id === 'onboard' ? 'onboard' : 'install';
  return {
    step,
    waitsFor: followed ? 'following' : waitsFor(failure),
    restart,
    failure,
    away: failure !== null && away.includes(failure.code),
  };
}

function waitsFor(failure: Failure | null): Interruption['waitsFor'] {
  if (failure?.code === 'credential.needed') return 'password';
  const ofTheWay = failure !== null && /^(?:target|credential)\./.test(failure.code);
  return ofTheWay && !away.includes(failure.code) ? 'closed' : 'contact';
}
