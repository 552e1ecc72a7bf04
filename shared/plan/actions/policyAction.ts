import { unreadable, type ServerState } from '../../model/facts';
import type { ParamsOf } from '../../model/operations';
import type { PolicyValueName } from '../../model/catalogue/policyNames';
import { policyValues } from '../../model/catalogue/policyValues';
import { holds, type Rule } from '../rules/rule';
import type { Action, ActionRules, TakeBack, Wanted } from './action';
import { always, byRules } from './byRules';
import { tellValues, valuesIn } from './evidenceValues';

/** One policy value as it is sent; null removes it. */
type Sent = ParamsOf<'Set-Policy'>['values'][number];

/** What one policy value shall be (null: removed), and what else than that is as good: such a value stays as it is. */
export type PolicyWanted = Sent & { readonly orSo?: Rule };

/** What is wanted of policy values, and of which servers alone; left out: of all. */
export interface PolicyWish {
  readonly only?: Rule;
  readonly values: readonly PolicyWanted[];
}

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
const backTo = (name: PolicyValueName, value: Sent['value']): Sent =>
  name === 'deviceTag' && value === null ? { name, value: '' } : { name, value };

/** The value is as it shall be, or as good. */
function isSo({ name, value, orSo }: PolicyWanted): Rule {
  const exactly: Rule = { fact: policyValues[name].fact, is: value };
  return orSo === undefined ? exactly : { any: [exactly, orSo] };
}

/** A value that could not be read is so only by being changed and read back. */
const areSo = (values: readonly PolicyWanted[]): Rule => ({
  all: values.flatMap((one) => [{ read: policyValues[one.name].fact }, isSo(one)]),
});

/** What an action of policy values is made of: its id, the values, and what they shall be; null: nothing is wanted. */
interface PolicyPart {
  readonly id: Action['id'];
  readonly names: readonly PolicyValueName[];
  wanted(wanted: Pick<Wanted, 'inputs'>): PolicyWish | null;
}

/** Such an action. What it wants can be asked without a server, for many of them. */
export type PolicyAction = Action & Pick<PolicyPart, 'wanted'>;

/** An action that makes policy values what a wish calls for. */
export function policyAction(own: PolicyPart): PolicyAction {
  const rules = (wanted: Wanted): ActionRules | null => {
    const wish = own.wanted(wanted);
    if (wish === null) return null;
    const { only } = wish;
    const done = areSo(wish.values);
    return only === undefined
      ? { applies: always, done }
      : { applies: only, done: { any: [{ not: only }, done] } };
  };
  return {
    id: own.id,
    wanted: (asked) => own.wanted(asked),
    operation: 'Set-Policy',
    restart: 'no',
    oneWay: false,
    minutes: [0, 1],
    ...byRules(rules),
    call: (situation) => {
      const { facts } = situation;
      const wish = own.wanted(situation);
      if (wish === null || !holds(wish.only ?? always, facts)) return null;
      const values = wish.values.map((one) => ({
        name: one.name,
        value: holds(isSo(one), facts) ? policyValues[one.name].of(facts) : one.value,
      }));
      return { operation: 'Set-Policy', params: { values } };
    },
    evidence: (facts) => policyEvidence(facts, own.names),
    takeBack(before): TakeBack | null {
      const told = valuesIn(before, own.names.map(nameOf));
      if (told === null) return null;
      const values = own.names.map((name, index) => backTo(name, told[index] ?? null));
      return {
        call: { operation: 'Set-Policy', params: { values } },
        isDone: (facts) => holds(areSo(values), facts),
      };
    },
  };
}
