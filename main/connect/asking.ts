import type { TargetView } from '../../shared/bridge/session';
import type { Context } from '../context';

/**
 * Waits for an answer that only somebody else can give: a person at Windows' own window, or LAPS. The view says what is
 * waited for, and `cancelAsking` calls it off; so does closing the app, or asking again.
 */
export async function whileAsking<T>(
  context: Context,
  targetId: string,
  what: NonNullable<TargetView['asking']>,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const handle = context.handle(targetId);
  handle.asking?.abort();
  const leave = new AbortController();
  handle.asking = leave;
  context.session.changeTarget(targetId, () => ({ asking: what }));
  try {
    return await ask(AbortSignal.any([context.closing, leave.signal]));
  } finally {
    if (handle.asking === leave) {
      handle.asking = null;
      const isThere = context.session.get().targets.some(({ target }) => target.id === targetId);
      if (isThere) context.session.changeTarget(targetId, () => ({ asking: null }));
    }
  }
}
