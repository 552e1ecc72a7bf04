import { create } from 'zustand';
import type { Session } from '../shared/session';

/** The copy of main's session. Only this file writes it; everybody else asks main and waits for the next snapshot. */
const useMirror = create<{ session: Session | null }>(() => ({ session: null }));

/**
 * Takes a snapshot over if it is newer than the copy. Replies and events carry no order between them, so an older
 * revision is dropped.
 */
export function applySnapshot(session: Session): void {
  const current = useMirror.getState().session;
  if (current === null || session.revision > current.revision) useMirror.setState({ session });
}

/** A part of the session. The app renders only after the first snapshot, so it is always there. */
export function useSession<T>(select: (session: Session) => T): T {
  return useMirror(({ session }) => {
    if (session === null) throw new Error('no snapshot yet');
    return select(session);
  });
}
