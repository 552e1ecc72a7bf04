import { GangwayError } from '../../shared/errors';
import { setMode } from '../../shared/actions/onboarding';
import type { PlanItem } from '../../shared/plan';
import type { ParamsOf } from '../../shared/operations';
import type { Context } from './context';
import type { Errand } from './runs';

type Mode = ParamsOf<'Set-PassiveMode'>['mode'];
const modes: Readonly<Record<string, Mode>> = { '1': 'passive', '0': 'active', '-': 'unset' };

/**
 * Takes back the protection mode: the value returns to what the newest change that can be undone found there. Throws
 * `step.blocked` when the ledger has no such change.
 */
export function undoErrand(context: Context, targetId: string): Errand {
  const change = context.session.target(targetId).changes.findLast((entry) => entry.undo === 'possible');
  const value = change?.before.split('= ')[1] ?? '';
  const mode = modes[value];
  if (change === undefined || mode === undefined)
    throw new GangwayError('step.blocked', 'nothing can be taken back');
  const wanted = value === '-' ? null : Number(value);
  const call = { operation: 'Set-PassiveMode' as const, params: { mode } };
  const action = {
    ...setMode,
    applies: () => true,
    isDone: ({ facts }: Parameters<typeof setMode.isDone>[0]) =>
      facts.policy.forceDefenderPassiveMode === wanted,
    call: () => call,
  };
  return {
    purpose: 'undo',
    items: (situation): PlanItem[] => {
      const needed = !action.isDone(situation);
      return [
        {
          action,
          id: 'set-mode',
          step: 7,
          needed,
          call: needed ? call : null,
          blocked: false,
          key: `undo ${mode}`,
        },
      ];
    },
    agreed: () => true,
  };
}
