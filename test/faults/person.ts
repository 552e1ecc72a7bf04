import type { InputOf, RequestName } from '../../shared/bridge/contract';
import type { ScriptedServer } from '../fakes/scriptedServer';
import * as on from '../unit/app/stage';
import { Walker } from '../unit/app/walker';

/** What a person was told while they worked: codes of refusals and of the run's failure, and keys of messages. */
export interface Told {
  readonly codes: string[];
  readonly notices: string[];
  /** Whether the server is onboarded, the report saved, nothing under way, and every request was accepted. */
  readonly finished: boolean;
}

/**
 * Does the whole job as a person would, over whatever folder there is: opens the app, takes every decision that is
 * missing, goes on with the plan or starts it, saves the report, closes the app. A refusal is noted and not
 * repeated.
 */
export async function doTheJob(folder: string, server: ScriptedServer): Promise<Told> {
  const codes: string[] = [];
  const walker = await Walker.start(folder, { openShell: server.open, pace: on.quickly });
  const at = { targetId: on.id };
  const report = { ...at, journey: 'onboard' as const };
  const ask = async <N extends RequestName>(name: N, input: InputOf<N>): Promise<boolean> => {
    const code = await walker.refused(name, input);
    if (code !== 'accepted') codes.push(code);
    walker.session = await walker.ask('getSession', {});
    return code === 'accepted';
  };
  const decide = (change: InputOf<'changeInputs'>['change']) => ask('changeInputs', { ...at, change });
  try {
    walker.session = await walker.ask('getSession', {});
    if (!(await ask('addTarget', { kind: 'practice', machine: '2019-fresh' }))) return told(walker, codes);
    await ask('connect', at);
    await rest(walker);
    await ask('readFacts', at);
    if (walker.view(on.id).inputs.pathChosenAt === null) await decide({ kind: 'choosePath' });
    if (walker.session.libraries.practice.length === 0)
      await ask('addPracticePackages', { to: at.targetId, ids: ['onboarding'] });
    for (const file of walker.session.refused) codes.push(file.refusal);
    if (walker.view(on.id).inputs.wishes.mode === null)
      await decide({ kind: 'wish', wishes: { mode: 'active' } });
    const left = walker.assess(on.id).known?.plan.filter((item) => item.needed && item.step !== 'test') ?? [];
    if (left.length > 0) await carryOut(walker, ask);
    await ask('saveReport', report);
    return told(walker, codes);
  } finally {
    await walker.stop(true);
  }
}

type Ask = <N extends RequestName>(name: N, input: InputOf<N>) => Promise<boolean>;

async function carryOut(walker: Walker, ask: Ask): Promise<void> {
  const started =
    walker.view(on.id).inputs.journeys.onboard.confirmed !== null &&
    (await walker.refused('resumePlan', { targetId: on.id })) === 'accepted';
  if (started || (await ask('startPlan', on.planOf(walker)))) await rest(walker);
}

const rest = (walker: Walker) =>
  walker.until(
    on.id,
    'at rest',
    ({ busy, run }) => busy === 'idle' && (run?.outcome !== 'interrupted' || run.failure !== null),
  );

function told(walker: Walker, codes: string[]): Told {
  const view = walker.session?.targets.find(({ target }) => target.id === on.id);
  const failures = [
    view?.run?.failure,
    view?.readFailure,
    ...(view?.rungs ?? []).map(({ failure }) => failure),
  ];
  codes.push(...failures.flatMap((failure) => failure?.code ?? []));
  return {
    codes,
    notices: (walker.session?.notices ?? []).map(({ key }) => key),
    finished:
      codes.length === 0 &&
      view?.facts?.sensor.onboardingState === 1 &&
      view.inputs.journeys.onboard.report !== null &&
      view.run?.outcome !== 'interrupted' &&
      view.busy === 'idle',
  };
}
