import { useTexts } from '../../useTexts';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Note } from '../../components/note';
import { useSession } from '../../mirror';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { entrySentence, queueGlyphs } from './queueWords';
import '../../components/section.css';

/** The server whose plan is open, and the way to its queue. */
export interface QueueNoteProps {
  readonly targetId: string;
  readonly onShow: () => void;
}

/** On the Plan page: where the server stands in the queue; nothing when it is in none, or was done there. */
export function QueueNote({ targetId, onShow }: QueueNoteProps) {
  const { t } = useTexts('queue');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const { practice, real } = useSession(({ queues }) => queues);
  const view = useSession(({ targets }) => targets.find(({ target }) => target.id === targetId));
  const queue = practice.entries.some((entry) => entry.targetId === targetId) ? practice : real;
  const index = queue.entries.findIndex((entry) => entry.targetId === targetId);
  const entry = queue.entries[index];
  if (entry === undefined || entry.state === 'done') return null;
  return (
    <section className="gw-section">
      {failure !== null && <FailureNote failure={failure} />}
      <Note
        glyph={entry.state === 'waiting' ? 'waiting' : queueGlyphs[entry.state]}
        lead={t('plan.lead', { number: index + 1 })}
        action={
          entry.state === 'waiting' ? (
            <ActionButton
              size="small"
              variant="quiet"
              busy={busy ? t('plan.takingOut') : undefined}
              onPress={() =>
                void ask(() =>
                  client.changeQueue({ practice: queue === practice, change: { kind: 'remove', targetId } }),
                )
              }
            >
              {t('plan.takeOut')}
            </ActionButton>
          ) : (
            <ActionButton size="small" onPress={onShow}>
              {t('plan.show')}
            </ActionButton>
          )
        }
      >
        {entry.state === 'waiting'
          ? t(queue.going ? 'plan.going' : 'plan.text')
          : entrySentence(t, entry, view)}
      </Note>
    </section>
  );
}
