import { GangwayError } from '../../shared/errors';
import { modeValueIn, setMode } from '../../shared/plan/actions/onboarding';
import type { PlanItem } from '../../shared/plan/plan';
import type { ParamsOf } from '../../shared/model/operations';
import type { Server } from '../servers/server';
import type { Purpose } from './purposes';

type Mode = ParamsOf<'Set-PassiveMode'>['mode'];

/**
 * Takes back the protection mode: the value returns to what the newest change that can be undone found there. Throws
 * `step.blocked` when the ledger has no such change.
 */
export function undoPurpose(server: Server): Purpose {
  const change = server.view().changes.findLast((entry) => entry.undo === 'possible');
  const value = modeValueIn(change?.before ?? '');
  if (value === undefined) throw new GangwayError('step.blocked', 'nothing can be taken back');
  return undoTo(value === 1 ? 'passive' : value === 0 ? 'active' : 'unset');
}

const values: Readonly<Record<Mode, number | null>> = { passive: 1, active: 0, unset: null };

/** The undo whose value is known: it is in the journal where the app ended in the middle of one. */
export function undoTo(mode: Mode): Purpose {
  const wanted = values[mode];
  const call = { operation: 'Set-PassiveMode' as const, params: { mode } };
  const action = {
    ...setMode,
    applies: () => true,
    isDone: ({ facts }: Parameters<typeof setMode.isDone>[0]) =>
      facts.policy.forceDefenderPassiveMode === wanted,
    call: () => call,
  };
  return {
    name: 'undo',
    items: (situation): PlanItem[] => {
      const needed = !action.isDone(situation);
      return [
        {
          action,
          id: 'set-mode',
          step: 'install',
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
