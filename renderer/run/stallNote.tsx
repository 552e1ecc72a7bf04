import { useEffect, useState } from 'react';
import { useTexts } from '../useTexts';
import type { ReplyOf } from '../../shared/bridge/contract';
import { useClient } from '../client';
import { Note } from '../components/note';

/** The server whose run is silent, and for how long in words. `stalled` is false while it is only quiet. */
export interface StallNoteProps {
  readonly targetId: string;
  readonly age: string;
  readonly stalled: boolean;
}

const askEveryMs = 30_000;

/**
 * Looks at what the silent action does on the server: who holds Windows Installer, which processes are at work. A cause is
 * named only when the server shows it; while the silence is short and nothing explains it, there is no note.
 */
export function StallNote({ targetId, age, stalled }: StallNoteProps) {
  const { t } = useTexts('install');
  const client = useClient();
  const [health, setHealth] = useState<ReplyOf<'getRunHealth'>>(null);
  useEffect(() => {
    let shown = true;
    const look = () => {
      // Without an answer nothing is known, and that is what the note then says.
      client.getRunHealth({ targetId }).then(
        (found) => shown && setHealth(found),
        () => shown && setHealth(null),
      );
    };
    look();
    const timer = setInterval(look, askEveryMs);
    return () => {
      shown = false;
      clearInterval(timer);
    };
  }, [client, targetId]);

  const held = health?.installer.busy === true && health.installer.pid !== null;
  if (!stalled && !held) return null;
  const names = (health?.processes ?? []).map((entry) => `${entry.name} (${entry.pid})`);
  return (
    <Note tone="caution" lead={t('stalled.lead', { age })}>
      {held
        ? t('stalled.installer', { pid: health.installer.pid })
        : health?.waiting === true
          ? t('stalled.waiting')
          : health?.alive === false
            ? t('stalled.gone')
            : names.length > 0
              ? t('stalled.processes', { processes: names.join(', ') })
              : t('stalled.unknown')}
    </Note>
  );
}
