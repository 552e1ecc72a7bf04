import { ChevronRightRegular } from '@fluentui/react-icons';
import type { TargetView } from '../../../shared/bridge/session';
import { recogniseOs } from '../../../shared/knowledge/os';
import { canUninstall } from '../../../shared/plan/afterwards';
import { journeyIds, type JourneyId } from '../../../shared/model/journeys';
import { fittingJourney, journeyState, type JourneyState } from '../../../shared/steps/journeyState';
import { numberOf } from '../../../shared/steps/journeys';
import { assess } from '../../../shared/steps/progress';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { EmptyState } from '../../components/emptyState';
import { Glyph } from '../../components/glyph';
import type { GlyphState } from '../../components/glyphState';
import { Note } from '../../components/note';
import type { RowContent } from '../../components/row';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { BundleButton } from '../../frame/bundle/bundleButton';
import { DangerNote } from '../../frame/dangerNote';
import { FailureNote } from '../../frame/failureNote';
import { foundText } from '../../frame/foundText';
import type { Place } from '../../frame/place';
import { PracticeControls } from '../../frame/practiceControls';
import { plateVia, systemName } from '../../frame/plate';
import { useAsk } from '../../frame/useAsk';
import { useNow } from '../../frame/useNow';
import { useTimes } from '../../frame/useTimes';
import { useSession } from '../../mirror';
import { useTexts } from '../../useTexts';
import { HomeFrame } from '../home/homeFrame';
import { Headline } from '../server/headline';
import { Before } from './before';
import { Told } from './told';
import '../../components/pill.css';
import { SessionButton, SessionNote } from '../../frame/session/sessionButton';

/** The server whose overview is open, and the way to other places. */
export interface OverviewPageProps {
  readonly view: TargetView;
  readonly go: (place: Place) => void;
}

/** What is known of one server, what can be done with it, and what was done before. It changes nothing. */
export function OverviewPage({ view, go }: OverviewPageProps) {
  const { t } = useTexts('overview');
  const client = useClient();
  const times = useTimes();
  const { ask, busy, failure } = useAsk();
  const practice = view.target.kind === 'practice';
  const library = useSession(({ libraries }) => (practice ? libraries.practice : libraries.real));
  // Facts age in minutes, so a slow clock is enough.
  const now = useNow(15_000);
  const { target, facts } = view;
  const last = view.readings.at(-1);
  const openStep = (journey: JourneyId, step: JourneyState['step'] | null) =>
    go({ kind: 'server', targetId: target.id, journey, step });
  const read = () => void ask(() => client.readFacts({ targetId: target.id }));
  const shownFailure = failure ?? view.readFailure;
  const via = plateVia(t, view);
  const system = systemName(view);

  const refused = useSession((session) => session.refused).filter(({ to }) => to === target.id);
  const seen = {
    onboard: assess(view, library, now, 'onboard'),
    troubleshoot: assess(view, library, now, 'troubleshoot', refused),
    maintain: assess(view, library, now, 'maintain'),
    takeOff: assess(view, library, now, 'takeOff'),
  };
  const states = {
    onboard: journeyState(seen.onboard),
    troubleshoot: journeyState(seen.troubleshoot),
    maintain: journeyState(seen.maintain),
    takeOff: journeyState(seen.takeOff),
  };
  const fitting = fittingJourney(states);
  const rows = journeyIds.map((id): RowContent => {
    const assessment = seen[id];
    const state = states[id];
    const place = { number: numberOf(id, state.step), step: t(`steps:name.${state.step}`) };
    const saved = view.inputs.journeys[id].report;
    const detail = (): string => {
      if (state.kind === 'unread') return t(`purpose.${id}`);
      if (state.kind === 'impossible') {
        const refusal = assessment.known?.os.refusal ?? null;
        const why =
          state.reason !== null
            ? t(`steps:${state.reason.key}`, state.reason.values)
            : refusal === null
              ? ''
              : t(`knowledge:refusal.${refusal}.title`);
        return t('state.impossible', { why });
      }
      if (state.kind === 'done') return t('state.done', { time: times.moment(saved?.savedAt ?? 0) });
      if (id === 'takeOff' && fitting === 'takeOff' && state.kind === 'open') return t('move');
      if (id === 'troubleshoot' && state.kind === 'open' && view.inputs.search === null) {
        const found = assessment.known?.searching?.everything.findings ?? [];
        const [first] = found;
        return first === undefined
          ? t('state.foundNothing')
          : t('state.found', { count: found.length, first: t(first.cause.says.title) });
      }
      // Nobody has begun it: what it is for says more than its first step.
      if (
        id !== 'onboard' &&
        id !== 'troubleshoot' &&
        state.kind === 'open' &&
        view.inputs.journeys[id].confirmed === null
      )
        return t(`purpose.${id}`);
      if (state.kind === 'underWay' || state.reason === null) return t(`state.${state.kind}`, place);
      return t('state.openWhy', { ...place, why: t(`steps:${state.reason.key}`, state.reason.values) });
    };
    return {
      id,
      title: t(`name.${id}`),
      glyph: <Glyph state={glyphs[state.kind]} label={t(`components:state.${glyphs[state.kind]}`)} />,
      detail: detail(),
      value: id === fitting ? <span className="gw-pill gw-pill-on">{t('fits')}</span> : undefined,
      actions: (
        <ActionButton
          variant={id === (fitting ?? (facts === null ? 'onboard' : null)) ? 'primary' : 'secondary'}
          icon={<ChevronRightRegular aria-hidden />}
          onPress={() => openStep(id, state.step)}
        >
          {t(`open.${state.kind}`, place)}
          <span className="gw-hidden">, {t(`name.${id}`)}</span>
        </ActionButton>
      ),
    };
  });

  return (
    <HomeFrame
      current={practice ? 'practice' : 'home'}
      title={target.name}
      lead={system === null ? via : t('lead', { system, via })}
      tools={
        <>
          <ReadAge factsAt={view.factsAt} />
          <BundleButton subject={{ kind: 'server', view }} />
          {facts !== null && (
            <SessionButton
              target={target}
              busy={busy || view.busy === 'reading' ? t('server:reading') : undefined}
              onPress={read}
            >
              {t('readAgain')}
            </SessionButton>
          )}
        </>
      }
      banner={practice ? <PracticeControls view={view} onLeave={() => go({ kind: 'home' })} /> : undefined}
      go={go}
    >
      {shownFailure !== null && <FailureNote failure={shownFailure} />}
      <SessionNote target={target} />
      {facts === null ? (
        <EmptyState title={t('unread')}>
          {last === undefined
            ? t('neverRead')
            : t('lastRead', { time: times.moment(last.at), found: foundText(t, last) })}{' '}
          {t('unreadDetail')}
        </EmptyState>
      ) : (
        <>
          <Headline facts={facts} os={recogniseOs(facts.os)} skewMs={view.skewMs} />
          <DangerNote facts={facts} name={target.name} onChoose={() => openStep('onboard', 'mode')} />
        </>
      )}
      {facts !== null && facts.sensor.product !== null && canUninstall(facts) && <Note>{t('upgrade')}</Note>}
      <Told view={view} />
      <Section title={t('journeys')}>
        <RowList label={t('journeys')} rows={rows} />
      </Section>
      <Before view={view} />
    </HomeFrame>
  );
}

/** When the facts arrived, and how long ago. It ticks by itself, so that the page does not. */
function ReadAge({ factsAt }: Pick<TargetView, 'factsAt'>) {
  const { t } = useTexts('overview');
  const times = useTimes();
  const now = useNow(1000);
  return (
    <span className="gw-caption">
      {factsAt === null
        ? t('unread')
        : t('read', { time: times.time(factsAt), age: times.length(Math.max(0, now - factsAt)) })}
    </span>
  );
}

const glyphs: Readonly<Record<JourneyState['kind'], GlyphState>> = {
  unread: 'ahead',
  impossible: 'blocked',
  underWay: 'running',
  open: 'current',
  done: 'done',
};
