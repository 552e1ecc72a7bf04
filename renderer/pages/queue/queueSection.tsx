import { scenarioName } from '../../frame/serverNames';
import { ArrowUpRegular, DismissRegular } from '@fluentui/react-icons';
import { useTexts } from '../../useTexts';
import type { Queue, QueueChange, QueueEntry } from '../../../shared/model/servers/queue';
import { hasEnded } from '../../../shared/several/queueRules';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import { Note } from '../../components/note';
import type { RowContent } from '../../components/row';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { useSession } from '../../mirror';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { QueueChoices } from './queueChoices';
import { GivePassword } from './givePassword';
import { entrySentence, queueGlyphs, queueSentence, waitsForPassword } from './queueWords';
import '../../components/section.css';
import './queue.css';

/** The queue of one kind of servers, and how a server is opened. */
export interface QueueSectionProps {
  readonly queue: Queue;
  readonly practice: boolean;
  readonly onOpen: (targetId: string) => void;
}

/** The servers that were confirmed and wait for their turn, in order, with what a person can do with the queue. */
export function QueueSection({ queue, practice, onOpen }: QueueSectionProps) {
  const { t } = useTexts('queue');
  const client = useClient();
  const { ask, failure } = useAsk();
  const targets = useSession((session) => session.targets);
  const viewOf = (id: string) => targets.find(({ target }) => target.id === id);
  const nameOf = (id: string) => viewOf(id)?.target.name ?? id;
  const change = (what: QueueChange) => void ask(() => client.changeQueue({ practice, change: what }));
  const { entries, going, heldBy } = queue;
  const some = (...states: QueueEntry['state'][]) => entries.some(({ state }) => states.includes(state));
  // The server that stopped the queue comes first, and its button is the filled one.
  const held = entries.find(
    (entry) =>
      entry.targetId === heldBy &&
      (entry.state !== 'waiting' || waitsForPassword(entry, viewOf(entry.targetId))),
  );
  const lookAt = held?.state === 'waiting' ? undefined : held?.targetId;
  const firstWaiting = entries.find(({ state }) => state === 'waiting')?.targetId;

  const row = (entry: QueueEntry, index: number): RowContent => {
    const { targetId, state } = entry;
    const view = viewOf(targetId);
    const name = nameOf(targetId);
    const machine = view?.target.kind === 'practice' ? view.target.machine : null;
    const glyph = queueGlyphs[state];
    const removable = state !== 'restarting' && (state !== 'running' || entry.runId === null);
    return {
      id: targetId,
      title: t('place', { number: index + 1, name }),
      glyph: <Glyph state={glyph} label={t(`state.${state}`)} />,
      detail: machine === null ? view?.tags.join(', ') : scenarioName(t, machine),
      value: <span className="gw-queue-sentence">{entrySentence(t, entry, view)}</span>,
      actions: (
        <>
          {view !== undefined && waitsForPassword(entry, view) && (
            <GivePassword view={view} first={entry === held} />
          )}
          <ActionButton
            size="small"
            variant={
              targetId === lookAt
                ? 'primary'
                : state === 'waiting' || state === 'done'
                  ? 'quiet'
                  : 'secondary'
            }
            onPress={() => onOpen(targetId)}
          >
            {t(state === 'running' ? 'watch' : 'open')}
            <span className="gw-hidden"> {name}</span>
          </ActionButton>
          {state === 'waiting' && targetId !== firstWaiting && (
            <ActionButton
              size="small"
              variant="quiet"
              iconOnly
              icon={<ArrowUpRegular aria-hidden />}
              onPress={() => change({ kind: 'first', targetId })}
            >
              {t('first', { name })}
            </ActionButton>
          )}
          {removable && (
            <ActionButton
              size="small"
              variant="quiet"
              iconOnly
              icon={<DismissRegular aria-hidden />}
              onPress={() => change({ kind: 'remove', targetId })}
            >
              {t('remove', { name })}
            </ActionButton>
          )}
        </>
      ),
    };
  };

  return (
    <Section
      title={t('title')}
      note={t('progress', { done: entries.filter(hasEnded).length, count: entries.length })}
      end={
        <span className="gw-section-tools">
          {entries.some(hasEnded) && (
            <ActionButton size="small" variant="quiet" onPress={() => change({ kind: 'clear' })}>
              {t('clear')}
            </ActionButton>
          )}
          {some('running') && (
            <ActionButton size="small" onPress={() => change({ kind: 'stop' })}>
              {t('stop')}
            </ActionButton>
          )}
          {going ? (
            <ActionButton size="small" onPress={() => change({ kind: 'pause' })}>
              {t('pause')}
            </ActionButton>
          ) : (
            some('waiting') && (
              <ActionButton
                size="small"
                variant={held === undefined ? 'primary' : 'secondary'}
                onPress={() => change({ kind: 'start' })}
              >
                {t(heldBy !== null || entries.some(hasEnded) ? 'goOn' : 'start')}
              </ActionButton>
            )
          )}
        </span>
      }
    >
      {failure !== null && <FailureNote failure={failure} />}
      <QueueChoices queue={queue} onChange={change} />
      <Note tone={heldBy === null ? 'neutral' : 'stopped'}>{queueSentence(t, queue, viewOf)}</Note>
      <div className="gw-queue-rows">
        <RowList label={t('title')} rows={entries.map(row)} />
      </div>
    </Section>
  );
}
