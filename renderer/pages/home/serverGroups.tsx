import { DeleteRegular, TagRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetView } from '../../../shared/bridge/session';
import { steps } from '../../../shared/steps/records';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import { Question } from '../../components/question';
import type { RowContent } from '../../components/row';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { Track } from '../../components/track';
import { useSession } from '../../mirror';
import { queuePlace } from '../queue/queuePlace';
import { FailureNote } from '../../frame/failureNote';
import { systemName } from '../../frame/plate';
import { stepGlyph } from '../../frame/railGroups';
import { useNow } from '../../frame/useNow';
import { useTimes } from '../../frame/useTimes';
import { useAsk } from '../../frame/useAsk';
import { isMoving, standing, type Standing } from './standing';
import { standingSentence } from './standingSentence';
import { standingTime } from './standingTime';
import { TagsEditor } from './tagsEditor';

const groups = ['needsYou', 'moving', 'unread', 'handedOver'] as const;

/** Servers of one kind (practice servers and real ones never share a list), and how one is opened. */
export interface ServerGroupsProps {
  readonly views: readonly TargetView[];
  /** The tags of all servers, to choose from. */
  readonly tags: readonly string[];
  readonly onOpen: (targetId: string) => void;
}

/** The servers by what they need; groups without a server are left out. */
export function ServerGroups({ views, tags, onOpen }: ServerGroupsProps) {
  const { t } = useTranslation();
  const client = useClient();
  const libraries = useSession((session) => session.libraries);
  const queues = useSession((session) => session.queues);
  const rounds = useSession((session) => session.rounds);
  const times = useTimes();
  const now = useNow(views.some(({ busy }) => isMoving(busy)) ? 1000 : 15_000);
  const { ask, failure } = useAsk();
  const [leaving, setLeaving] = useState<TargetView>();
  const [tagging, setTagging] = useState<TargetView>();

  const all = views.map((view) => ({
    view,
    stands: standing(
      view,
      view.target.kind === 'practice' ? libraries.practice : libraries.real,
      now,
      queuePlace(queues, view),
    ),
  }));

  const entryOf = (id: string) =>
    [rounds.practice, rounds.real]
      .flatMap((round) => round?.entries ?? [])
      .find((one) => one.targetId === id);

  const row = ({ view, stands }: { view: TargetView; stands: Standing }): RowContent => {
    const { name, id } = view.target;
    // Practice servers of one Windows share a name; what they train tells them apart.
    const machine = view.target.kind === 'practice' ? view.target.machine : null;
    const number = steps[stands.step].number;
    const stepName = t(`steps:name.${stands.step}`);
    const sentence = standingSentence(t, view, stands, entryOf(id));
    const when = standingTime(t, times, view, now);
    const verb = verbOf(stands);
    return {
      id,
      title: name,
      glyph: (
        <Glyph
          state={stepGlyph(stands.state, true)}
          label={t(`components:state.${stepGlyph(stands.state, true)}`)}
        />
      ),
      detail: (
        <>
          {machine === null ? (systemName(view) ?? t('shell:plate.unread')) : t(`practice:${machine}.name`)}
          {view.tags.length > 0 && (
            <span className="gw-tags">
              {view.tags.map((tag) => (
                <span key={tag} className="gw-pill">
                  {tag}
                </span>
              ))}
            </span>
          )}
        </>
      ),
      value: (
        <div className="gw-server-standing">
          <Track
            ticks={stands.ticks}
            caption={
              stands.group === 'handedOver'
                ? t('home:track.all')
                : t('home:track.step', { number, name: stepName })
            }
            label={t('home:track.label', { number, name: stepName, total: 10 })}
          />
          <span>
            <span className="gw-server-sentence">{sentence}</span>
            <span className="gw-caption">{when}</span>
          </span>
        </div>
      ),
      actions: (
        <>
          <ActionButton
            size="small"
            variant={stands.group === 'needsYou' ? 'secondary' : 'quiet'}
            onPress={() => onOpen(id)}
          >
            {t(`home:verb.${verb}`)}
            <span className="gw-hidden"> {name}</span>
          </ActionButton>
          <ActionButton
            size="small"
            variant="quiet"
            iconOnly
            icon={<TagRegular aria-hidden />}
            onPress={() => setTagging(view)}
          >
            {t('queue:tags.edit', { name })}
          </ActionButton>
          <ActionButton
            size="small"
            variant="quiet"
            iconOnly
            icon={<DeleteRegular aria-hidden />}
            notYet={stands.group === 'moving' && !stands.forCloud && stands.queued === null}
            onPress={() => setLeaving(view)}
          >
            {t('home:forget.button', { name })}
          </ActionButton>
        </>
      ),
    };
  };

  return (
    <>
      {groups.map((group) => {
        const rows = all.filter(({ stands }) => stands.group === group).map(row);
        if (rows.length === 0) return null;
        const title = t(`home:group.${group}`);
        return (
          <Section key={group} title={title} note={rows.length}>
            <RowList label={title} rows={rows} />
          </Section>
        );
      })}
      {tagging !== undefined && (
        <TagsEditor view={tagging} known={tags} onClose={() => setTagging(undefined)} />
      )}
      <Question
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={t('home:forget.title', { name: leaving?.target.name ?? '' })}
        lead={t(leaving?.target.kind === 'practice' ? 'home:forget.practice' : 'home:forget.lead')}
        actions={
          <>
            <ActionButton onPress={() => setLeaving(undefined)}>{t('shell:cancel')}</ActionButton>
            <ActionButton
              variant="primary"
              onPress={() =>
                void ask(() => client.forgetTarget({ targetId: leaving?.target.id ?? '' })).then((done) => {
                  if (done !== undefined) setLeaving(undefined);
                })
              }
            >
              {t('home:forget.confirm')}
            </ActionButton>
          </>
        }
      >
        {failure !== null && <FailureNote failure={failure} />}
      </Question>
    </>
  );
}

function verbOf(stands: Standing): 'fix' | 'resume' | 'open' | 'watch' | 'report' {
  if (stands.group === 'moving') return stands.forCloud || stands.queued !== null ? 'open' : 'watch';
  if (stands.group === 'handedOver') return 'report';
  if (stands.state === 'stopped' || stands.state === 'conflict') return 'fix';
  return stands.read ? 'resume' : 'open';
}
