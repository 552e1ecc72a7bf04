import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BridgeEvent, Reply } from '../shared/bridge/messages';
import { GangwayError } from '../shared/errors';
import type { Session, TargetView } from '../shared/bridge/session';
import { changeOver } from '../shared/bridge/sessionChange';

/** The session of the app: one store, replaced as a whole, with a revision that rises at every change. */
export interface SessionStore {
  get(): Session;
  /** Changes the session; the revision is counted here and nowhere else. */
  change(step: (session: Session) => Partial<Session>): void;
  /** Changes the view of one server. Unknown ids are ignored: it may have been forgotten while an answer was under way. */
  changeTarget(id: string, step: (view: TargetView) => Partial<TargetView>): void;
  target(id: string): TargetView;
  subscribe(listener: (session: Session) => void): () => void;
}

/** Opens the session with what was found on disk at the start. */
export function createSession(initial: Omit<Session, 'revision'>): SessionStore {
  const store: StoreApi<Session> = createStore(() => ({ ...initial, revision: 0 }));
  const change: SessionStore['change'] = (step) => {
    store.setState((session) => ({ ...step(session), revision: session.revision + 1 }));
  };
  return {
    get: () => store.getState(),
    change,
    changeTarget: (id, step) => {
      change((session) => ({
        targets: session.targets.map((view) => (view.target.id === id ? { ...view, ...step(view) } : view)),
      }));
    },
    target: (id) => {
      const view = store.getState().targets.find((entry) => entry.target.id === id);
      if (view === undefined) throw new GangwayError('input.invalid', `no server ${id}`);
      return view;
    },
    subscribe: (listener) => store.subscribe(listener),
  };
}

/** Changes go out at most this often (ms): a burst of them is one. */
const changeEveryMs = 60;

/** What goes out of the session by itself. */
export interface Changes {
  /** Tells what a request did before its answer, which carries the revision: nobody shall see the old page again and press a button of it. */
  beforeReply(dispatch: (message: unknown) => Promise<Reply>): (message: unknown) => Promise<Reply>;
  end(): void;
}

/** Sends out what changed in the session, each change beginning where the last one ended. */
export function sendChanges(
  session: SessionStore,
  send: (event: BridgeEvent) => void,
  everyMs = changeEveryMs,
): Changes {
  let states = [session.get()];
  let timer: NodeJS.Timeout | null = null;
  const tell = (): void => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    const change = changeOver(states);
    states = states.slice(-1);
    send({ type: 'change', change });
  };
  const unsubscribe = session.subscribe((state) => {
    states.push(state);
    timer ??= setTimeout(tell, everyMs);
  });
  return {
    beforeReply: (dispatch) => async (message) => {
      const reply = await dispatch(message);
      tell();
      return reply.ok ? { ...reply, revision: session.get().revision } : reply;
    },
    end: () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}

/** Back to idle, unless something else has begun meanwhile: a run that started during a reading goes on. */
export const onlyFrom =
  (was: TargetView['busy']) =>
  ({ busy }: TargetView): Partial<TargetView> =>
    busy === was ? { busy: 'idle' } : {};
