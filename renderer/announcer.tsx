import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { StatusAnnouncer } from './components/statusAnnouncer';

/** Speaks to screen readers through the one pair of live regions. */
export interface Announcer {
  /** A polite message; the newest of two seconds wins. */
  readonly say: (message: string) => void;
  /** A failure, spoken once per id. */
  readonly fail: (id: string, text: string) => void;
}

const AnnouncerContext = createContext<Announcer | null>(null);

/** The live regions of the app; stands once, around everything. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState('');
  const [failure, setFailure] = useState<{ id: string; text: string }>();
  const announcer = useMemo<Announcer>(
    () => ({ say: setMessage, fail: (id, text) => setFailure({ id, text }) }),
    [],
  );
  return (
    <AnnouncerContext.Provider value={announcer}>
      {children}
      <StatusAnnouncer message={message} failure={failure} />
    </AnnouncerContext.Provider>
  );
}

/** The announcer of the app. */
export function useAnnouncer(): Announcer {
  const announcer = useContext(AnnouncerContext);
  if (announcer === null) throw new Error('AnnouncerProvider is missing');
  return announcer;
}
