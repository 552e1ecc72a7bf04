import type { OpenServer } from '../../frame/place';
import { useMemo, useState } from 'react';
import { useTexts } from '../../useTexts';
import type { TargetView } from '../../../shared/bridge/session';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Question } from '../../components/question';
import { RowFrame } from '../../components/rowList';
import { Section } from '../../components/section';
import { useSession } from '../../mirror';
import { queuePlace } from '../queue/queuePlace';
import { FailureNote } from '../../frame/failureNote';
import { useNow } from '../../frame/useNow';
import { useTimes } from '../../frame/useTimes';
import { useAsk } from '../../frame/useAsk';
import { ServerRow } from './serverRow';
import { keptStanding } from './standing';
import { inRound } from './standingSentence';
import { TagsEditor } from './tagsEditor';

const groups = ['needsYou', 'moving', 'unread', 'handedOver'] as const;

/** Servers of one kind (practice servers and real ones never share a list), and how one is opened. */
export interface ServerGroupsProps {
  readonly views: readonly TargetView[];
  /** The tags of all servers, to choose from. */
  readonly tags: readonly string[];
  readonly onOpen: OpenServer;
}

/** The servers by what they need; groups without a server are left out. A row is made anew when its own server changes. */
export function ServerGroups({ views, tags, onOpen }: ServerGroupsProps) {
  const { t } = useTexts();
  const client = useClient();
  const libraries = useSession((session) => session.libraries);
  const queues = useSession((session) => session.queues);
  const rounds = useSession((session) => session.rounds);
  const times = useTimes();
  const now = useNow(15_000);
  const { ask, failure } = useAsk();
  const [leaving, setLeaving] = useState<TargetView>();
  const [tagging, setTagging] = useState<TargetView>();

  const all = views.map((view) => ({
    view,
    stands: keptStanding(
      view,
      view.target.kind === 'practice' ? libraries.practice : libraries.real,
      now,
      queuePlace(queues, view),
    ),
  }));
  const entries = useMemo(
    () =>
      new Map(
        [rounds.real, rounds.practice].flatMap((round) =>
          (round?.entries ?? []).map((entry) => [entry.targetId, entry] as const),
        ),
      ),
    [rounds],
  );

  return (
    <>
      {groups.map((group) => {
        const rows = all.filter(({ stands }) => stands.group === group);
        if (rows.length === 0) return null;
        const title = t(`home:group.${group}`);
        return (
          <Section key={group} title={title} note={rows.length}>
            <RowFrame label={title} ids={rows.map(({ view }) => view.target.id)}>
              {rows.map(({ view, stands }) => (
                <ServerRow
                  key={view.target.id}
                  view={view}
                  stands={stands}
                  round={inRound(entries.get(view.target.id))}
                  now={now}
                  times={times}
                  onOpen={onOpen}
                  onTag={setTagging}
                  onLeave={setLeaving}
                />
              ))}
            </RowFrame>
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
            <ActionButton onPress={() => setLeaving(undefined)}>{t('frame:cancel')}</ActionButton>
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
