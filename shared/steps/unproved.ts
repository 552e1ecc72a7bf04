import type { Knowledge } from './assessment';
import { dangerNow } from '../plan/guard';
import type { Inputs } from '../model/inputs';
import { testSentAt } from '../plan/situation';

/**
 * What nothing on a server proves, as keys of `proofs:unproved`. The Handover page and the report list the same, and nothing is
 * left out, whatever else went well. Pure.
 */
export function unproved({ proofs, situation }: Knowledge, { alert }: Inputs) {
  const open = proofs
    .filter(({ state }) => state !== 'agrees')
    .map(({ id, state }) => {
      if (state === 'unread' && id !== 'portal') return `unread.${id}` as const;
      return state === 'unsafe' ? (dangerNow(situation.facts) ?? id) : id;
    });
  const sent = testSentAt(situation.facts) !== null;
  return [
    ...open,
    sent ? ('account' as const) : ('test' as const),
    ...(alert?.seen === true && sent ? [] : ['alert' as const]),
  ];
}
