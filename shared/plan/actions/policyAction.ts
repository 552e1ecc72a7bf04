import { z } from 'zod';
import { unreadable, type ServerState } from '../../model/facts';
import type { ParamsOf } from '../../model/operations';
import { policyValues, type PolicyValueName } from '../../model/policyValues';
import type { Situation } from '../situation';
import { rawValue, type Action, type TakeBack } from './action';

/** What one policy value shall be; null removes it. */
export type PolicyWanted = ParamsOf<'Set-Policy'>['values'][number];

/** A null that was read, and not one that nobody could read. */
const isRead = (facts: ServerState, name: PolicyValueName): boolean =>
  policyValues[name].of(facts) !== null || unreadable(facts, policyValues[name].fact) === null;

/** Texts stand in quotes, so that an empty one and one that looks like a number are told apart; `?` could not be read. */
function literal(facts: ServerState, name: PolicyValueName): string {
  if (!isRead(facts, name)) return '?';
  const value = policyValues[name].of(facts);
  return typeof value === 'string' ? JSON.stringify(value) : rawValue(value);
}

/** Its name in Windows. That of the tag says nothing without its key. */
const nameOf = (name: PolicyValueName): string =>
  name === 'deviceTag' ? 'DeviceTagging\\Group' : policyValues[name].value;

/** Policy values as evidence tells them, e.g. `AllowSampleCollection = 0`, parted by commas. */
export const policyEvidence = (facts: ServerState, names: readonly PolicyValueName[]): string =>
  names.map((name) => `${nameOf(name)} = ${literal(facts, name)}`).join(', ');

const dataSchema = z.union([z.string(), z.number().int()]);
function dataIn(text: string): PolicyWanted['value'] | undefined {
  if (text === '-') return null;
  try {
    return dataSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The values that a text of `policyEvidence` tells; null where it tells not every one of them. */
function wantedIn(text: string, names: readonly PolicyValueName[]): PolicyWanted[] | null {
  let rest = text;
  const wanted: PolicyWanted[] = [];
  for (const [index, name] of names.entries()) {
    const head = `${nameOf(name)} = `;
    const next = names[index + 1];
    const end = next === undefined ? rest.length : rest.indexOf(`, ${nameOf(next)} = `);
    if (!rest.startsWith(head) || end < 0) return null;
    const value = dataIn(rest.slice(head.length, end));
    if (value === undefined) return null;
    wanted.push({ name, value });
    rest = rest.slice(end + 2);
  }
  return wanted;
}

/**
 * The value that brings back what was there. A tag is cleared and never removed, because the sensor drops it from the portal
 * by an empty text and not by its absence (machine-tags).
 */
const backTo = ({ name, value }: PolicyWanted): PolicyWanted =>
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
    step: () => 'install',
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
      const values = wantedIn(before, own.names)?.map(backTo);
      return values === undefined
        ? null
        : {
            call: { operation: 'Set-Policy', params: { values } },
            isDone: (facts) => isSo(facts, values),
          };
    },
  };
}
