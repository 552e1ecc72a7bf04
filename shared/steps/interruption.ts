import { isTestRun } from '../bridge/session';
import { stepOf } from '../plan/actions/work';
import type { Assessment } from './assessment';
import type { Failure } from '../errors';
import type { ChangingStep } from '../model/journeys';

/**
 * A run that was cut off: its step, and what it waits for. `following`: its action is followed again, and the facts will come.
 * `password`: it needs the account's password. `closed`: only a person can open the way, on the Connect page. `contact`: it is
 * enough to connect. `restart`: it asked for a restart, and nobody has seen the result yet.
 */
export interface Interruption {
  readonly step: ChangingStep;
  readonly waitsFor: 'following' | 'password' | 'closed' | 'contact';
  readonly restart: boolean;
  /** What went wrong at the last try, and whether the server only did not answer. */
  readonly failure: Failure | null;
  readonly away: boolean;
}

/** A server that is away or still starts answers with these codes. Asking again may help. */
const away: readonly Failure['code'][] = [
  'target.unreachable',
  'target.portClosed',
  'target.noManagement',
  'target.quota',
  'operation.timedOut',
  'shell.exited',
];

/** What a run waits for after it was cut off; null when Gangway sees the server itself. Pure. */
export function interruption({ view, known }: Pick<Assessment, 'view' | 'known'>): Interruption | null {
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
  const facts = known?.situation.facts ?? null;
  return {
    step: isTestRun(run) ? 'test' : stepOf(action?.id ?? '', run.journey, facts),
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
