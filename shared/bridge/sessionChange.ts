import { z } from 'zod';
import { sessionSchema, targetViewSchema, type Session } from './session';
import { targetIdSchema } from '../model/target';

const partsSchema = sessionSchema.omit({ revision: true, targets: true });
const partNames = partsSchema.keyof().options;

/**
 * What became of a session between two revisions: the parts and the servers that are others now, each whole, and nothing
 * of the rest. So a change costs what changed, however long the list of servers is.
 */
export const sessionChangeSchema = z.strictObject({
  /** The revision that was told before this one, and the one that this leads to. */
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative(),
  parts: partsSchema
    .partial()
    // A part is there or it is not; one without a value would take the old one away.
    .refine((parts) => !Object.values<unknown>(parts).includes(undefined)),
  views: z.array(targetViewSchema),
  /** The ids of all servers in their order, where servers came, went or moved; else null. */
  order: z.array(targetIdSchema).nullable(),
});
export type SessionChange = z.infer<typeof sessionChangeSchema>;

/**
 * What changed over states of the session that followed each other, the first of them told before. Whatever was touched on the way
 * counts, also where it is in the end as it was: somebody may have been given a state in between. The session is never changed in
 * place, so what is the same object is the same. There is at least one state.
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

/** The parts that became other ones over some states, as they are in the end. */
function partsOf(states: readonly Session[], last: Session): SessionChange['parts'] {
  const parts: SessionChange['parts'] = {};
  for (const name of partNames)
    if (states.some((state) => state[name] !== last[name])) Object.assign(parts, { [name]: last[name] });
  return parts;
}

/**
 * A session with a change: servers and parts that it does not name stay the same objects. The session itself where the change is
 * older. Null where something between the two was missed, so that only a whole session can help: a session may be newer than
 * the change's beginning, because each change brings all that it names whole.
 */
export function withChange(session: Session, change: SessionChange): Session | null {
  if (change.to <= session.revision) return session;
  if (change.from > session.revision) return null;
  const known = new Map(session.targets.map((view) => [view.target.id, view]));
  for (const view of change.views) known.set(view.target.id, view);
  const order = change.order ?? session.targets.map(({ target }) => target.id);
  const targets = order.flatMap((id) => known.get(id) ?? []);
  // A server that is named and nowhere told, or told and in no place.
  const isWhole =
    targets.length === order.length && (change.order !== null || known.size === session.targets.length);
  return isWhole ? { ...session, ...change.parts, targets, revision: change.to } : null;
}
