import { useTexts } from '../useTexts';
import type { Knowledge } from '../../shared/steps/assessment';
import { ownRestartMs } from '../../shared/model/catalogue/operationPolicy';
import type { StepId } from '../../shared/model/journeys';
import { Clock } from '../components/clock';
import { Ladder, type Rung } from '../components/ladder';
import { Note } from '../components/note';
import { Section } from '../components/section';
import type { PageProps } from '../frame/page';
import { useNow } from '../frame/useNow';
import { useServerTimes, useTimes } from '../frame/useTimes';
import { StepPage } from '../frame/stepPage';
import { clockFigure } from './clockFigure';
import { usualSpan } from './usualSpan';
import '../components/section.css';
import './checks.css';
import './twoColumns.css';

const overdueMs = 12 * 60_000;

/** The page it is shown on, with what was known of the server before it went down. */
export interface RestartingViewProps {
  readonly page: PageProps;
  readonly step: StepId;
  readonly known: Knowledge;
}

/** During a restart: for how long the server is gone, how long that usually takes, and what proves that it is back. */
export function RestartingView({ page, step, known }: RestartingViewProps) {
  const { t } = useTexts('install');
  const times = useTimes();
  const now = useNow(1000);
  const { view } = page;
  const there = useServerTimes(view);
  const { name } = view.target;
  const { facts } = known.situation;
  // An action that is under way has not asked for it: its tool restarts the server by itself.
  const own = view.run?.actions.some((action) => action.state === 'running') === true;
  const gone = view.readFailure !== null;
  // Nothing tells when the server went down, so the time of its last answer is used.
  const goneAt = gone ? (view.factsAt ?? now) : null;
  const askedAt = view.run?.restartAskedAt ?? null;
  const away = goneAt === null ? 0 : now - goneAt;
  const overdue = away > overdueMs;
  const { from, to } = usualSpan(facts);
  const span = t('restart.span', { from: times.length(from), to: times.length(to) });
  const startedAt = facts.boot.startedAt;

  const rungs: Rung[] = [
    {
      id: 'asked',
      state: 'done',
      name: t(own ? 'restart.begun' : 'restart.asked'),
      value: t(own ? 'restart.begunDetail' : 'restart.askedDetail'),
      time: askedAt === null ? undefined : times.time(askedAt),
    },
    {
      id: 'gone',
      state: gone ? 'done' : 'waiting',
      name: t('restart.lastAnswer'),
      value: t(goneAt === null ? 'restart.lastAnswerWait' : 'restart.lastAnswerDetail'),
      time: goneAt === null ? undefined : times.time(goneAt),
    },
    {
      id: 'waiting',
      state: gone ? 'waiting' : 'ahead',
      name: t('restart.waiting'),
      value: t('restart.waitingDetail'),
    },
    {
      id: 'start',
      state: 'ahead',
      name: t('restart.newStart'),
      value: startedAt === null ? undefined : t('restart.newStartDetail', { time: there.full(startedAt) }),
    },
    { id: 'facts', state: 'ahead', name: t('restart.facts') },
    { id: 'goOn', state: 'ahead', name: t('restart.goOn') },
  ];

  return (
    <StepPage
      page={page}
      step={step}
      state={overdue ? 'toFix' : 'waiting'}
      title={t(overdue ? 'restart.overdueTitle' : own ? 'restart.duringOwn' : 'restart.during', { name })}
      lead={
        overdue ? t('restart.overdueLead', { time: times.moment(goneAt ?? now) }) : t('restart.duringLead')
      }
      scripts={own ? [] : ['Restart-Server']}
    >
      <div className="gw-two">
        <div>
          <Clock
            large
            caption={t(gone ? 'restart.gone' : 'restart.still')}
            figure={clockFigure(away)}
            spoken={t('restart.spoken', { age: clockFigure(away), span })}
            scale={{
              end: overdueMs,
              now: away,
              band: { from, to: Math.min(to, overdueMs) },
              words: { start: '0', band: span, end: times.length(overdueMs) },
            }}
          />
          <section className="gw-section">
            <Note lead={t('restart.close')}>{t('restart.closeDetail')}</Note>
          </section>
          {overdue ? (
            <Section title={t('restart.check')}>
              <ul className="gw-checks">
                {(['check1', 'check2', 'check3', 'check4'] as const).map((key) => (
                  <li key={key}>{t(`restart.${key}`)}</li>
                ))}
              </ul>
            </Section>
          ) : (
            <p className="gw-detail">
              {own && !gone
                ? t('restart.begunHint', { limit: times.length(ownRestartMs) })
                : t('restart.overdueHint', { limit: times.length(overdueMs) })}
            </p>
          )}
        </div>
        <Ladder label={t('restart.timeline')} rungs={rungs} />
      </div>
    </StepPage>
  );
}
