import { useEffect } from 'react';
import type { SiteDesk } from '../../../shared/bridge/site';
import { useAnnouncer } from '../../announcer';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Bar } from '../../components/bar';
import { sizeText } from '../../frame/useTimes';
import type { Ask } from '../../frame/useAsk';
import { useTexts } from '../../useTexts';
import './site.css';

/** What is under way with a kit, and how a request is sent. */
export interface WorkNoteProps {
  readonly work: NonNullable<SiteDesk['work']>;
  readonly ask: Ask['ask'];
}

/** How far a piece of work is, with the button that ends it. What lies whole by then stays. */
export function WorkNote({ work, ask }: WorkNoteProps) {
  const { t, i18n } = useTexts('site');
  const client = useClient();
  const { say } = useAnnouncer();
  const title = t(`work.${work.kind}`);
  useEffect(() => say(title), [say, title]);
  const size = (bytes: number) => sizeText(i18n.language, bytes);
  const words = t('work.of', { done: size(work.done), total: size(work.total) });
  return (
    <div className="gw-site-work">
      <p>
        {title} {work.file !== null && <span className="gw-mono">{work.file}</span>}
      </p>
      <Bar label={t('work.label')} done={work.done} total={work.total} words={words} />
      <ActionButton
        size="small"
        busy={work.stopAsked ? t('work.stopping') : undefined}
        onPress={() => void ask(() => client.stopSite({}))}
      >
        {t('work.stop')}
      </ActionButton>
    </div>
  );
}
