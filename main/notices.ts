import type { Log } from './log';
import type { SessionStore } from './session';

/** Says something that is no answer to a request, on the page and in the log. The same thing is said once. */
export function createNotices(
  session: SessionStore,
  log: Pick<Log, 'write'>,
  now: () => number,
): (key: string, detail: string) => void {
  const said = new Set<string>();
  return (key, detail) => {
    if (said.has(`${key} ${detail}`)) return;
    said.add(`${key} ${detail}`);
    log.write('warn', `${key}: ${detail}`);
    session.change(({ notices }) => ({
      notices: [
        ...notices,
        { id: `${key}-${String(notices.length)}-${String(now())}`, key, detail, at: now() },
      ],
    }));
  };
}
