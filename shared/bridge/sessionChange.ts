import { z } from 'zod';
import { sessionSchema, targetViewSchema, type Session } from './session';
import { targetIdSchema } from '../model/target';

const partsSchema = sessionSchema.omit({ revision: true, targets: true });
const partNames = partsSchema.keyof().options;

/**
 * What changed in a session between two revisions: each part and each server that changed, as a whole, and nothing else.
 * So the cost of a change does not grow with the list of servers.
 */
export const sessionChangeSchema = z.strictObject({
  /** The revision that was told before this one, and the one that this leads to. */
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative(),
  parts: partsSchema
    .partial()
    // A part without a value would replace the old one, so a part that did not change is left out.
    .refine((parts) => !Object.values<unknown>(parts).includes(undefined)),
  views: z.array(targetViewSchema),
  /** The ids of all servers in their order, where servers came, went or moved; else null. */
  order: z.array(targetIdSchema).nullable(),
});
export type SessionChange = z.infer<typeof sessionChangeSchema>;

/**
 * What changed over some states of the session, of which the first was sent before. A part that changed and then changed back
 * counts too, because a page may have a state from between. The session is never changed in place, so the same object means no
 * change. There is at least one state.
 */
export function changeOver(states: readonly Session[]): SessionChange {
  const [first, last] = [states[0], states.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('no state of the session');
  const touched = new Set<string>();
  let isSameList = true;
  for (const [index, after] of states.entries()) {
    const before = states[index - 1] ?? first;
    const known = new Set(before.targets);
    for (const view of after.targets) if (!known.has(view)) touched.add(view.target.id);
    isSameList &&= hasSameList(before, after);
  }
  return {
    from: first.revision,
    to: last.revision,
    parts: partsOf(states, last),
    views: last.targets.filter(({ target }) => touched.has(target.id)),
    order: isSameList ? null : last.targets.map(({ target }) => target.id),
  };
}

const hasSameList = (before: Session, after: Session): boolean =>
  before.targets === after.targets ||
  (before.targets.length === after.targets.length &&
    after.targets.every(({ target }, index) => target.id === before.targets[index]?.target.id));

/** The parts that changed over some states, as they are in the last one. */
function partsOf(states: readonly Session[], last: Session): SessionChange['parts'] {
  const parts: SessionChange['parts'] = {};
  for (const name of partNames)
    if (states.some((state) => state[name] !== last[name])) Object.assign(parts, { [name]: last[name] });
  return parts;
}

/**
 * Applies a change to a session. Servers and parts that the change does not name stay the same objects. A change older than the
 * session changes nothing. Null when a change between the two was missed, so that the whole session is needed. The session may be
 * newer than the beginning of the change, because a change brings each of its parts whole.
 */
export function withChange(session: Session, change: SessionChange): Session | null {
  if (change.to <= session.revision) return session;
  if (change.from > session.revision) return null;
  const known = new Map(session.targets.map((view) => [view.target.id, view]));
  for (const view of change.views) known.set(view.target.id, view);
  const order = change.order ?? session.targets.map(({ target }) => target.id);
  const targets = order.flatMap((id) => known.get(id) ?? []);
  // The order names a server that is nowhere, or a server has no place in the order.
  const isWhole =
    targets.length === order.length && (change.order !== null || known.size === session.targets.length);
  return isWhole ? { ...session, ...change.parts, targets, revision: change.to } : null;
}
