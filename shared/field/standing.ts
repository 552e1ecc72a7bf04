import { checkById, checks, type FixId } from '../checks/prerequisites';
import type { ServerState } from '../model/facts';
import { fixIds } from '../model/checkIds';
import type { Action } from '../plan/actions/action';
import type { Situation } from '../plan/situation';

/**
 * Facts that say when and by whom a server was read, what goes on there by the minute, and what Gangway itself leaves. They are others at
 * every reading, so no plan stands on them being the same.
 */
const passing = [
  'boot',
  'disk',
  'events',
  'kit',
  'lease',
  'powershell',
  'readAt',
  'runs',
  'sessions',
  'unreadable',
];

/**
 * The places of the facts that a question reads, found by asking it over facts that note it: lists count whole, and so does an object of
 * which nothing but its being there is asked. Pure; the question must be.
 */
export function factsRead(facts: ServerState, ask: (facts: ServerState) => unknown): string[] {
  const read = new Set<string>();
  const opened = new Set<string>();
  const watched = <T extends object>(of: T, path: string): T =>
    new Proxy(of, {
      get(target, name, receiver): unknown {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof name !== 'string') return value;
        const place = path === '' ? name : `${path}.${name}`;
        if (typeof value !== 'object' || value === null || Array.isArray(value)) {
          read.add(place);
          return value;
        }
        opened.add(place);
        return watched(value, place);
      },
      ownKeys(target) {
        if (path !== '') read.add(path);
        return Reflect.ownKeys(target);
      },
    });
  ask(watched(facts, ''));
  for (const place of opened)
    if (![...read, ...opened].some((other) => other.startsWith(`${place}.`))) read.add(place);
  return [...read].sort();
}

const isFix = (id: string): id is FixId => fixIds.some((fix) => fix === id);

/** The facts that an action whose questions are code reads to tell whether it is done. Of one that a prerequisite asks for: those of that prerequisite. */
export function readsOfDone(action: Action, situation: Situation): string[] {
  if (action.rules === 'files') return ['kit'];
  const { facts, kit } = situation;
  if (action.rules === 'check' && isFix(action.id)) {
    const asking = checks(facts, kit).filter(({ fix }) => fix === action.id);
    const own = factsRead(facts, (watched) => action.isDone({ ...situation, facts: watched }));
    // Where a file of the kit decides, no prerequisite is asked.
    const every = factsRead(facts, (watched) => checks(watched, kit));
    if (own.length < every.length) return own;
    return factsRead(facts, (watched) => asking.map(({ id }) => checkById(id, watched, kit)));
  }
  return factsRead(facts, (watched) => action.isDone({ ...situation, facts: watched }));
}

/**
 * The facts that must be as they were when the plan was confirmed, for an action to be what was confirmed: those that its parameters were
 * made from, and, where its questions are code, those that answered them. Rules are judged on the server, and need no fact to be the same.
 */
export function standsOn(action: Action, situation: Situation): string[] {
  // The files are in the folder, and the others that read them are held against the server themselves.
  if (action.rules === 'files') return [];
  const call = factsRead(situation.facts, (facts) => action.call({ ...situation, facts }));
  const asked =
    typeof action.rules === 'string'
      ? [
          ...readsOfDone(action, situation),
          ...factsRead(situation.facts, (facts) => action.applies({ ...situation, facts })),
        ]
      : [];
  const lasting = (path: string) => !passing.includes(path.split('.')[0] ?? '');
  return [...new Set([...call, ...asked])].filter(lasting).sort();
}
