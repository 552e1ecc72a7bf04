import { create } from 'zustand';
import type { BridgeEvent } from '../shared/bridge/messages';
import type { Session } from '../shared/bridge/session';
import { withChange, type SessionChange } from '../shared/bridge/sessionChange';

/** What tells of main's session: the client. */
interface Source {
  subscribe(listener: (event: BridgeEvent) => void, onReady: () => void): () => void;
  getSession(input: object): Promise<Session>;
}

/** The copy of main's session. Only this file writes it; everybody else asks main and waits for the next change. */
const useMirror = create<{ session: Session | null }>(() => ({ session: null }));

/**
 * Takes a whole session over if it is newer than the copy. Replies and events carry no order between them, so an older
 * revision is dropped.
 */
export function applySnapshot(session: Session): void {
  const current = useMirror.getState().session;
  if (current === null || session.revision > current.revision) useMirror.setState({ session });
}

/** Takes a change over. False where the copy lacks what came before it. */
function applyChange(change: SessionChange): boolean {
  const current = useMirror.getState().session;
  const session = current === null ? null : withChange(current, change);
  if (session !== null && session !== current) useMirror.setState({ session });
  return session !== null;
}

/**
 * Keeps the copy equal to main's session from now on. Changes are applied one after the other. When one is missing, or the stream
 * was not open, the whole session is requested. Resolves with the first whole session, and rejects if main does not give it.
 */
export function followSession(client: Source): Promise<void> {
  let asking: Promise<void> | null = null;
  const underWay = (): Promise<void> | null => asking;
  let wishes = 0;
  const ask = async (): Promise<void> => {
    let met: number;
    do {
      met = wishes;
      applySnapshot(await client.getSession({}));
      // Changes that arrived before this answer may be newer than it.
    } while (met !== wishes);
  };
  const refresh = (): Promise<void> => {
    wishes += 1;
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };
  const again = (): void => {
    // Without an answer, the stream opens again or the next change shows the gap. Both ask once more.
    refresh().catch(() => undefined);
  };
  client.subscribe((event) => {
    if (event.type === 'snapshot') applySnapshot(event.session);
    else if (event.type === 'change' && !applyChange(event.change)) again();
  }, again);
  // A carrier that is open at once has asked already.
  return underWay() ?? refresh();
}

/** How long (ms) an answer waits for a change that does not come, because its stream broke off. */
const patienceMs = 2000;

/** Resolves when the copy has this revision, or a newer one; at once where there is no copy yet, and after a while in any case. */
export function untilShown(revision: number): Promise<void> {
  const isShown = ({ session }: { session: Session | null }) =>
    session === null || session.revision >= revision;
  if (isShown(useMirror.getState())) return Promise.resolve();
  return new Promise((resolve) => {
    const settle = () => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const stop = useMirror.subscribe((state) => {
      if (isShown(state)) settle();
    });
    const timer = setTimeout(settle, patienceMs);
  });
}

/** A part of the session. The app renders only after the first one is there. */
export function useSession<T>(select: (session: Session) => T): T {
  return useMirror(({ session }) => {
    if (session === null) throw new Error('no session yet');
    return select(session);
  });
}
