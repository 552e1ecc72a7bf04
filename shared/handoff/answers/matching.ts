import type { NamedAnswer, ReadAnswer } from '../../bridge/fleet';
import type { TargetView } from '../../bridge/session';
import { noteMoment, type FleetNote } from '../../model/servers/fleetNotes';

/** Which server of the list an answer is about. `several`: its name stands for more than one, so it is about none. */
export type Match =
  | { readonly kind: 'known'; readonly targetId: string }
  | { readonly kind: 'new' }
  | { readonly kind: 'several'; readonly count: number };

const isAddress = (name: string): boolean => /^[\d.]+$|:/.test(name);

/** A name as it is compared: lower case, without the dot at its end. */
const named = (name: string): string => name.trim().toLowerCase().replace(/\.$/, '');

/** The first label of a name; an address has no labels. */
const labelOf = (name: string): string => (isAddress(name) ? name : (name.split('.')[0] ?? name));

/**
 * Whether two names can be those of one server: the same name, or the same first label where one of them has no domain. Windows cuts a name
 * after 15 letters for itself (NetBIOS), so a name of exactly 15 letters may be the beginning of a longer one.
 */
function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  if (isAddress(one) || isAddress(other)) return false;
  if (one.includes('.') && other.includes('.')) return false;
  const [a, b] = [labelOf(one), labelOf(other)];
  const cut = (!one.includes('.') && a.length === 15) || (!other.includes('.') && b.length === 15);
  return cut ? a.slice(0, 15) === b.slice(0, 15) : a === b;
}

/** The names by which a server of the list may be called. */
function namesOf({ target, facts }: Pick<TargetView, 'target' | 'facts'>): string[] {
  const own = facts?.computer.name;
  if (target.kind === 'practice')
    // Practice servers of one Windows share a name; what they are made of tells them apart.
    return [named(target.id.slice('practice-'.length))];
  if (target.kind !== 'remote') return [named(target.name), ...(own === undefined ? [] : [named(own)])];
  const address = named(target.address);
  // Beside a full name its own beginning would stand for a server of every other domain.
  const adds = own !== undefined && (!address.includes('.') || labelOf(address) !== named(own));
  return [address, ...(adds ? [named(own)] : [])];
}

/** Finds the server of a list that each answer is about. Names by which the list has several are never guessed. */
export function createMatching(
  views: readonly Pick<TargetView, 'target' | 'facts'>[],
): (answer: Pick<NamedAnswer, 'name'>) => Match {
  // By the beginning of the first label, so that five thousand answers do not each look at every server.
  const byStart = new Map<string, { readonly id: string; readonly names: readonly string[] }[]>();
  for (const view of views) {
    const names = namesOf(view);
    for (const start of new Set(names.map((name) => labelOf(name).slice(0, 15))))
      byStart.set(start, [...(byStart.get(start) ?? []), { id: view.target.id, names }]);
  }
  return ({ name }) => {
    const called = named(name);
    const near = byStart.get(labelOf(called).slice(0, 15)) ?? [];
    // A full name means one server. A short one may mean each whose name begins so.
    const isFull = isAddress(called) || called.includes('.');
    const exact = isFull ? near.filter(({ names }) => names.includes(called)) : [];
    const found =
      exact.length > 0 ? exact : near.filter(({ names }) => names.some((one) => isSame(one, called)));
    const [first] = found;
    if (first === undefined) return { kind: 'new' };
    return found.length > 1
      ? { kind: 'several', count: found.length }
      : { kind: 'known', targetId: first.id };
  };
}

/** Whether an answer is newer than another one; one without a moment is older than every other, and of equals the later one counts. */
const isNewer = (one: NamedAnswer, other: NamedAnswer): boolean =>
  one.at === null || other.at === null ? one.at !== null || other.at === null : one.at >= other.at;

/** The newest answer of each server, by name; a name without a domain joins the only one with a domain that begins like it. */
export function newestOf(answers: readonly NamedAnswer[]): ReadAnswer[] {
  const full = new Map<string, Set<string>>();
  for (const { name } of answers) {
    const called = named(name);
    if (!isAddress(called) && called.includes('.')) {
      const start = labelOf(called).slice(0, 15);
      full.set(start, (full.get(start) ?? new Set()).add(called));
    }
  }
  const keyOf = (name: string): string => {
    const called = named(name);
    if (isAddress(called) || called.includes('.')) return called;
    const near = full.get(called.slice(0, 15)) ?? new Set();
    // So many names that begin alike are no fleet: they would only keep this computer busy.
    const longer = near.size > 50 ? [] : [...near].filter((one) => isSame(one, called));
    return longer.length === 1 ? (longer[0] ?? called) : called;
  };
  const newest = new Map<string, ReadAnswer>();
  for (const answer of answers) {
    const key = keyOf(answer.name);
    const before = newest.get(key);
    // The longer name says more, whichever answer is newer.
    const name = before !== undefined && before.name.length > answer.name.length ? before.name : answer.name;
    if (before === undefined) newest.set(key, { ...answer, older: 0 });
    else newest.set(key, { ...(isNewer(answer, before) ? answer : before), name, older: before.older + 1 });
  }
  return [...newest.values()];
}

/** Whether the list has this answer, or a newer one, already. */
export const isNoted = (answer: ReadAnswer, note: FleetNote | null | undefined): boolean =>
  note != null &&
  ((note.at === answer.at && note.outcome === answer.outcome && note.file === answer.file) ||
    (answer.at !== null && noteMoment(note) > answer.at));

/** Whether a server was read after what its fleet told: then the server says it itself, and the list shows that. */
export const isOutdated = (
  note: FleetNote,
  { factsAt, lastReadAt }: Pick<TargetView, 'factsAt' | 'lastReadAt'>,
): boolean => (factsAt ?? lastReadAt ?? 0) > noteMoment(note);
