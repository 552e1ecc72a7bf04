import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BridgeEvent } from '../shared/contract';
import { GangwayError } from '../shared/errors';
import type { Session, TargetView } from '../shared/session';

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

/** Snapshots go out at most this often (ms): a burst of changes is one picture. */
const snapshotEveryMs = 60;

/** Sends the session out after each change. Answers what ends that. */
export function sendSnapshots(session: SessionStore, send: (event: BridgeEvent) => void): () => void {
  let timer: NodeJS.Timeout | null = null;
  const unsubscribe = session.subscribe(() => {
    timer ??= setTimeout(() => {
      timer = null;
      send({ type: 'snapshot', session: session.get() });
    }, snapshotEveryMs);
  });
  return () => {
    unsubscribe();
    if (timer !== null) clearTimeout(timer);
  };
}

/** Back to idle, unless something else has begun meanwhile: a run that started during a reading goes on. */
export const onlyFrom =
  (was: TargetView['busy']) =>
  ({ busy }: TargetView): Partial<TargetView> =>
    busy === was ? { busy: 'idle' } : {};
