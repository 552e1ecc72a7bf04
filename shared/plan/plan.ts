import type { ChangingStep } from '../model/journeys';
import type { Action, ActionId, Call, Hindrance } from './actions/action';
import { actionsOf } from './actions';
import { stepOf } from './actions/work';
import type { Situation } from './situation';

/** One line of the plan. `key` is what was agreed to: the action and its parameters as canonical text. */
export interface PlanItem {
  readonly action: Action;
  readonly id: ActionId;
  readonly step: ChangingStep;
  readonly needed: boolean;
  /** Null when the action is already so, or when it cannot be carried out (`blocked`): a file is missing, or `hindered` says why. */
  readonly call: Call | null;
  readonly blocked: boolean;
  readonly hindered: Hindrance | null;
  readonly key: string;
}

/** The actions of the journey that apply to the situation, in order, each needed or already so. */
export function plan(situation: Situation): PlanItem[] {
  return actionsOf(situation)
    .filter((action) => action.applies(situation))
    .map((action) => {
      const needed = !action.isDone(situation);
      const call = needed ? action.call(situation) : null;
      return {
        action,
        id: action.id,
        step: stepOf(action.id, situation.journey, situation.facts),
        needed,
        call,
        blocked: needed && call === null,
        hindered: needed && call === null ? (action.hindered?.(situation) ?? null) : null,
        key: keyOf(action, call),
      };
    });
}

/** The plan's actions that change the server on the plan's word: the detection test has a page of its own. */
export const remaining = (items: readonly PlanItem[]): PlanItem[] =>
  items.filter((item) => item.needed && item.step !== 'test');

// What is sent shrinks as files arrive and a restart is asked for again on its own page: agreeing to them by name is enough.
const agreedByName: readonly ActionId[] = ['send-kit', 'restart'];

function keyOf(action: Action, call: Call | null): string {
  return agreedByName.includes(action.id) ? action.id : `${action.id} ${canonical(call?.params ?? null)}`;
}

/** JSON with sorted keys: equal values give equal text whatever order they were built in. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/**
 * Short name of a plan: FNV-1a (64 bit) over the keys of its remaining actions. It tells a stale page from a fresh
 * one; it is no signature (the journal has the full keys).
 */
export function planHash(items: readonly PlanItem[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of remaining(items)
    .map((item) => item.key)
    .join('\n')) {
    hash ^= BigInt(character.codePointAt(0) ?? 0);
    hash = (hash * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, '0');
}

/** True while everything that facts still call for was agreed to; what is finished meanwhile does not void a plan. */
export function isConfirmed(
  items: readonly PlanItem[],
  confirmed: { keys: readonly string[] } | null,
): boolean {
  if (confirmed === null) return false;
  return remaining(items).every((item) => item.id === 'restart' || confirmed.keys.includes(item.key));
}
