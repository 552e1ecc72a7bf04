import { GangwayError } from '../../shared/errors';
import { actions } from '../../shared/plan/actions';
import { stepOf } from '../../shared/plan/actions/work';
import type { Change } from '../../shared/bridge/session';
import type { PlanItem } from '../../shared/plan/plan';
import type { Purpose } from './purposes';

/** What an undo is of: the change, and what the ledger says was there before it. */
export type Undone = Pick<Change, 'journey' | 'action' | 'before'>;

const keyOf = (before: string): string => `undo ${before}`;

/** What an undo found there before, from the key that its journal holds; undefined where the journal is of another run. */
export const beforeIn = (key: string): string | undefined => {
  const text = key.startsWith('undo ') ? key.slice('undo '.length) : undefined;
  // Gangway 0.1.0 knew the undo of the protection mode alone, and called it by the mode.
  return text === undefined ? undefined : (firstKeys[text] ?? text);
};
const firstKeys: Readonly<Partial<Record<string, string>>> = {
  passive: 'ForceDefenderPassiveMode = 1',
  active: 'ForceDefenderPassiveMode = 0',
  unset: 'ForceDefenderPassiveMode = -',
};

/** Takes a change back: the value returns to what was there before it. Throws `step.blocked` where there is no way back. */
export function undoPurpose({ journey, action: id, before }: Undone): Purpose {
  const record = actions.find((entry) => entry.id === id);
  const back = record?.takeBack?.(before) ?? null;
  if (record === undefined || back === null)
    throw new GangwayError('step.blocked', 'nothing can be taken back');
  const isDone = ({ facts }: Parameters<typeof record.isDone>[0]): boolean => back.isDone(facts);
  const action = { ...record, rules: 'ledger' as const, applies: () => true, isDone, call: () => back.call };
  return {
    journey,
    name: 'undo',
    items: (situation): PlanItem[] => {
      const needed = !isDone(situation);
      return [
        {
          action,
          id: record.id,
          step: stepOf(record.id, journey, situation.facts),
          needed,
          call: needed ? back.call : null,
          blocked: false,
          hindered: null,
          key: keyOf(before),
        },
      ];
    },
    agreed: () => true,
  };
}
