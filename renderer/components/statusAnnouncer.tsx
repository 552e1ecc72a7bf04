import { useEffect, useRef, useState } from 'react';

/** Least time between two spoken messages, in milliseconds. */
const gap = 2000;

/** The newest message, and the failure to speak of (its id keeps it from being spoken twice). */
export type StatusAnnouncerProps = { message: string; failure?: { id: string; text: string } };

/**
 * The only live regions of the app, both invisible: a polite status that speaks at most once in two seconds
 * and then the newest message, and an alert that speaks once per failure. No message and no failure empty them at once.
 */
export function StatusAnnouncer({ message, failure }: StatusAnnouncerProps) {
  const [spoken, setSpoken] = useState('');
  const [alert, setAlert] = useState('');
  const lastAt = useRef(Number.NEGATIVE_INFINITY);
  const failures = useRef(new Set<string>());

  if (message === '' && spoken !== '') setSpoken('');
  if (failure === undefined && alert !== '') setAlert('');

  useEffect(() => {
    if (message === '') return undefined;
    const wait = Math.max(0, lastAt.current + gap - performance.now());
    const timer = setTimeout(() => {
      lastAt.current = performance.now();
      setSpoken(message);
    }, wait);
    return () => clearTimeout(timer);
  }, [message]);

  const id = failure?.id;
  const text = failure?.text;
  useEffect(() => {
    if (id === undefined || text === undefined || failures.current.has(id)) return;
    failures.current.add(id);
    // Two failures may have the same words; an empty region between them makes the second one heard.
    setAlert('');
    const timer = setTimeout(() => setAlert(text), 50);
    return () => clearTimeout(timer);
  }, [id, text]);

  return (
    <div className="gw-hidden">
      <div role="status" aria-live="polite">
        {spoken}
      </div>
      <div role="alert">{alert}</div>
    </div>
  );
}
