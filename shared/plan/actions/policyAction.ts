import { unreadable, type ServerState } from '../../model/facts';
import type { ParamsOf } from '../../model/operations';
import type { PolicyValueName } from '../../model/catalogue/policyNames';
import { policyValues } from '../../model/catalogue/policyValues';
import type { Situation } from '../situation';
import type { Action, TakeBack } from './action';
import { tellValues, valuesIn } from './evidenceValues';

/** What one policy value shall be; null removes it. */
export type PolicyWanted = ParamsOf<'Set-Policy'>['values'][number];

/** Whether a value was read: a null may also be one that nobody could read. */
export const isRead = (facts: ServerState, name: PolicyValueName): boolean =>
  unreadable(facts, policyValues[name].fact) === null;

/** Its name in Windows. That of the tag says nothing without its key. */
const nameOf = (name: PolicyValueName): string =>
  name === 'deviceTag' ? 'DeviceTagging\\Group' : policyValues[name].value;

/** Policy values as evidence tells them. */
export const policyEvidence = (facts: ServerState, names: readonly PolicyValueName[]): string =>
  tellValues(
    names.map((name) => [nameOf(name), isRead(facts, name) ? policyValues[name].of(facts) : undefined]),
  );

/**
 * The value that brings back what was there. A tag is cleared and never removed, because the sensor drops it from the portal
 * by an empty text and not by its absence (machine-tags).
 */
const backTo = (name: PolicyValueName, value: PolicyWanted['value']): PolicyWanted =>
  name === 'deviceTag' && value === null ? { name, value: '' } : { name, value };

/** A value that could not be read is so only by being changed and read back. */
const isSo = (facts: ServerState, values: readonly PolicyWanted[]): boolean =>
  values.every(({ name, value }) => policyValues[name].of(facts) === value && isRead(facts, name));

/** An action that makes policy values what a wish calls for: its id, the values, and what they shall be; null: nothing is wanted. */
export function policyAction(own: {
  readonly id: Action['id'];
  readonly names: readonly PolicyValueName[];
  wanted(situation: Situation): readonly PolicyWanted[] | null;
}): Action {
  return {
    id: own.id,
    operation: 'Set-Policy',
    restart: 'no',
    oneWay: false,
    minutes: [0, 1],
    applies: (situation) => own.wanted(situation) !== null,
    isDone: (situation) => isSo(situation.facts, own.wanted(situation) ?? []),
    call: (situation) => {
      const values = own.wanted(situation);
      return values && { operation: 'Set-Policy', params: { values } };
    },
    evidence: (facts) => policyEvidence(facts, own.names),
    takeBack(before): TakeBack | null {
      const told = valuesIn(before, own.names.map(nameOf));
      if (told === null) return null;
      const values = own.names.map((name, index) => backTo(name, told[index] ?? null));
      return {
        call: { operation: 'Set-Policy', params: { values } },
        isDone: (facts) => isSo(facts, values),
      };
    },
  };
}
