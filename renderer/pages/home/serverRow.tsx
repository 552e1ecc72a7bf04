import type { OpenServer } from '../../frame/place';
import { scenarioName } from '../../frame/serverNames';
import { DeleteRegular, TagRegular } from '@fluentui/react-icons';
import { memo } from 'react';
import { useTexts } from '../../useTexts';
import type { TargetView } from '../../../shared/bridge/session';
import { isOutdated } from '../../../shared/handoff/answers/matching';
import { numberOf } from '../../../shared/steps/journeys';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import type { RowContent } from '../../components/row';
import { RowItem } from '../../components/rowList';
import { Track } from '../../components/track';
import { systemName } from '../../frame/plate';
import { stepGlyph } from '../../frame/railGroups';
import { useNow } from '../../frame/useNow';
import type { Times } from '../../frame/useTimes';
import { toldWords } from '../results/words';
import { isMoving, type Standing } from './standing';
import { standingSentence, type InRound } from './standingSentence';
import { standingTime } from './standingTime';
import '../../components/pill.css';
import './home.css';

/** A server of the list and where it stands. All are values, or objects that stay the same while nothing of this server changes. */
export interface ServerRowProps {
  readonly view: TargetView;
  readonly stands: Standing;
  readonly round: InRound;
  readonly now: number;
  readonly times: Times;
  readonly onOpen: OpenServer;
  readonly onTag: (view: TargetView) => void;
  readonly onLeave: (view: TargetView) => void;
}

/** The row of one server. It stays as it is while nothing of its own changes, however long the list is. */
export const ServerRow = memo(function ServerRow({
  view,
  stands,
  round,
  now,
  times,
  onOpen,
  onTag,
  onLeave,
}: ServerRowProps) {
  const { t } = useTexts();
  const { name, id } = view.target;
  // Practice servers of one Windows share a name; what they train tells them apart.
  const machine = view.target.kind === 'practice' ? view.target.machine : null;
  const number = numberOf(stands.journey, stands.step);
  const stepName = t(`steps:name.${stands.step}`);
  const sentence = standingSentence(t, view, stands, round);
  const verb = verbOf(stands);
  const row: RowContent = {
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
        {machine === null ? (systemName(view) ?? t('frame:plate.unread')) : scenarioName(t, machine)}
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
          label={t('home:track.label', { number, name: stepName, total: stands.ticks.length })}
        />
        <span>
          <span className="gw-server-sentence">{sentence}</span>
          <span className="gw-caption">
            <StandingTime view={view} now={now} times={times} />
          </span>
          {view.fleet != null && !isOutdated(view.fleet, view) && (
            <span className="gw-caption gw-server-told">{toldWords(t, times, view.fleet)}</span>
          )}
        </span>
      </div>
    ),
    actions: (
      <>
        <ActionButton
          size="small"
          variant={stands.group === 'needsYou' ? 'secondary' : 'quiet'}
          onPress={() => onOpen(id, verb === 'open' && opensOverview(view) ? 'overview' : stands.journey)}
        >
          {t(`home:verb.${verb}`)}
          <span className="gw-hidden"> {name}</span>
        </ActionButton>
        <ActionButton
          size="small"
          variant="quiet"
          iconOnly
          icon={<TagRegular aria-hidden />}
          onPress={() => onTag(view)}
        >
          {t('queue:tags.edit', { name })}
        </ActionButton>
        <ActionButton
          size="small"
          variant="quiet"
          iconOnly
          icon={<DeleteRegular aria-hidden />}
          notYet={stands.group === 'moving' && !stands.forCloud && stands.queued === null}
          onPress={() => onLeave(view)}
        >
          {t('home:forget.button', { name })}
        </ActionButton>
      </>
    ),
  };
  return <RowItem row={row} />;
});

/**
 * What was read before opens on its overview. A new server begins at Connect, and a run that waits for a person is opened itself: nobody
 * should look for it at night.
 */
export const opensOverview = ({ facts, lastReadAt, run }: TargetView): boolean =>
  (facts !== null || lastReadAt !== undefined) &&
  run?.outcome !== 'interrupted' &&
  run?.outcome !== 'restartRequired';

/** What moves counts its seconds by itself. */
function StandingTime({ view, now, times }: Pick<ServerRowProps, 'view' | 'now' | 'times'>) {
  const { t } = useTexts();
  return isMoving(view.busy) ? <MovingTime view={view} times={times} /> : standingTime(t, times, view, now);
}

function MovingTime({ view, times }: Pick<ServerRowProps, 'view' | 'times'>) {
  const { t } = useTexts();
  return standingTime(t, times, view, useNow(1000));
}

function verbOf(stands: Standing): 'fix' | 'resume' | 'open' | 'watch' | 'report' {
  if (stands.group === 'moving') return stands.forCloud || stands.queued !== null ? 'open' : 'watch';
  // The report of a server is looked at beside fresh facts.
  if (stands.group === 'handedOver') return stands.read ? 'report' : 'open';
  if (stands.state === 'stopped' || stands.state === 'conflict') return 'fix';
  return stands.read ? 'resume' : 'open';
}
