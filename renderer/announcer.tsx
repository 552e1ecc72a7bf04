import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusAnnouncer } from './components/statusAnnouncer';

/** Speaks to screen readers through the one pair of live regions. */
export interface Announcer {
  /** A polite message; the newest of two seconds wins. */
  readonly say: (message: string) => void;
  /** A failure, spoken once per id. */
  readonly fail: (id: string, text: string) => void;
}

const AnnouncerContext = createContext<Announcer | null>(null);

/**
 * The live regions of the app; stands once, around everything. They are emptied when another `place` opens (words about
 * one server must not be found while another is open) and when the language changes.
 */
export function AnnouncerProvider({ place, children }: { place: string; children: ReactNode }) {
  const { i18n } = useTranslation(undefined, { useSuspense: false });
  const about = `${i18n.language} ${place}`;
  const [shown, setShown] = useState(about);
  const [message, setMessage] = useState('');
  const [failure, setFailure] = useState<{ id: string; text: string }>();
  // This happens while rendering and not in an effect: what the new page says when it opens comes later and stays.
  if (shown !== about) {
    setShown(about);
    setMessage('');
    setFailure(undefined);
  }
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
