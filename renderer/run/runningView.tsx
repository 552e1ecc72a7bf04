import { actionText } from '../../shared/plan/actionText';
import { useState } from 'react';
import { useTexts } from '../useTexts';
import type { OperationPolicy } from '../../shared/model/catalogue/operationPolicy';
import { type OperationName, operations } from '../../shared/model/operations';
import type { RunAction, RunView } from '../../shared/bridge/session';
import type { StepId } from '../../shared/model/journeys';
import { actions } from '../../shared/plan/actions';
import { useClient } from '../client';
import { ActionButton } from '../components/actionButton';
import { Note } from '../components/note';
import { RunStrip, type RunStripState } from '../components/runStrip';
import { LogView } from './output/logView';
import type { PageProps } from '../frame/page';
import { useNow } from '../frame/useNow';
import { useTimes } from '../frame/useTimes';
import { StepPage } from '../frame/stepPage';
import { useAsk } from '../frame/useAsk';
import { clockFigure } from './clockFigure';
import { copyWords } from './copyWords';
import { minutesOf, runProgress } from './runProgress';
import { actionGlyph } from './runActionRows';
import { StallNote } from './stallNote';
import { cancelOf, StopQuestion } from './stopQuestion';
import { useProgressAnnouncements } from './useRunAnnouncements';
import { useRunOutput } from './output/useRunOutput';

const quietMs = 60_000;
const stalledMs = 180_000;

/** The page it is shown on, the run, and the action under way (null while facts are read between two). */
export interface RunningViewProps {
  readonly page: PageProps;
  readonly step: StepId;
  readonly run: RunView;
  readonly action: RunAction | null;
}

const policyOf = (name: OperationName): OperationPolicy => operations[name];

const operationOf = (action: RunAction | null) => actions.find(({ id }) => id === action?.id)?.operation;

/** A run under way: bar over the whole plan, chain of actions, times, and the live output. It has no primary. */
export function RunningView({ page, step, run, action }: RunningViewProps) {
  const { t, i18n } = useTexts();
  const client = useClient();
  const times = useTimes();
  const now = useNow(1000);
  const { ask, failure } = useAsk();
  const [asking, setAsking] = useState(false);
  const output = useRunOutput(run.runId, run.lines);
  const targetId = page.view.target.id;
  const speed = page.view.practice?.speed ?? 1;

  const { percent, left } = runProgress(run, now, speed);
  const [floor, setFloor] = useState({ runId: run.runId, percent });
  // The bar only moves forward, also when an action is slow.
  if (floor.runId !== run.runId || percent > floor.percent) setFloor({ runId: run.runId, percent });
  const shown = floor.runId === run.runId ? Math.max(floor.percent, percent) : percent;
  useProgressAnnouncements(shown, action?.nn ?? 0, run.actions.length);

  // A copy writes no line for minutes; each of its pieces is a sign of life.
  const piece = action?.copy?.acknowledged?.at ?? 0;
  const silentSince = Math.max(run.lastOutputAt ?? 0, action?.startedAt ?? 0, piece);
  const silence = action === null || silentSince === 0 ? 0 : now - silentSince;
  const lost = run.outcome === 'interrupted';
  const operation = operationOf(action);
  const longTool = operation === undefined ? undefined : policyOf(operation).longTool;
  // An installer is not ended, however long it works (docs/decisions/changes-on-the-server.md); so it is said.
  const overdue =
    operation !== undefined &&
    longTool?.is === 'named' &&
    action?.startedAt != null &&
    (now - action.startedAt) * speed >= longTool.afterMs;
  const state: RunStripState = lost
    ? 'reconnecting'
    : silence >= stalledMs
      ? 'stalled'
      : silence >= quietMs
        ? 'quiet'
        : 'running';
  const share = t('install:running.share', { percent: shown });
  const here = operationOf(action) === 'Send-Package';
  const copy = action === null ? null : copyWords(t, i18n.language, action, !lost);
  // Between two actions facts are read. The button stays where it is, and waits: whoever stands on it by keyboard goes on from there.
  const latest = action ?? run.actions.findLast(({ startedAt }) => startedAt !== null) ?? run.actions[0];
  const stop = (asked: boolean) => {
    setAsking(false);
    void ask(() => client.stopRun({ targetId, asked }));
  };

  return (
    <StepPage
      page={page}
      step={step}
      failure={failure}
      title={t(
        `install:running.${run.purpose === 'test' ? 'titleTest' : run.purpose === 'antivirusTest' ? 'titleAntivirusTest' : run.purpose === 'undo' ? 'titleUndo' : 'title'}`,
      )}
      scriptNow={operationOf(action)}
      scripts={[...new Set(run.actions.flatMap((entry) => operationOf(entry) ?? []))]}
      secondary={
        latest !== undefined &&
        (run.stopAsked ? (
          <>
            {action !== null && (
              <span className="gw-detail">
                {t(`install:stop.asked_${cancelOf(action)}`, {
                  number: action.nn,
                  to: minutesOf(action.id)[1],
                })}
              </span>
            )}
            <ActionButton key="takeBack" notYet={action === null} onPress={() => stop(false)}>
              {t('install:stop.takeBack')}
            </ActionButton>
          </>
        ) : (
          run.purpose === 'plan' && (
            <ActionButton notYet={action === null} onPress={() => setAsking(true)}>
              {t(`install:stop.button_${cancelOf(latest)}`)}
            </ActionButton>
          )
        ))
      }
    >
      <RunStrip
        title={
          action === null
            ? t('install:running.reading')
            : t('install:running.head', {
                number: action.nn,
                total: run.actions.length,
                doing: actionText(t, action.id, 'doing'),
              })
        }
        state={state}
        done={shown}
        share={
          page.view.practice !== null && speed !== 1
            ? share
            : left[0] < 1
              ? t('install:running.leftUnder', { share, to: Math.max(1, left[1]) })
              : t('install:running.left', { share, from: left[0], to: left[1] })
        }
        chain={run.actions.map((entry) => ({
          id: entry.id,
          name: actionText(t, entry.id, 'chain'),
          state: actionGlyph(entry),
        }))}
        figures={[
          { name: t('install:running.elapsed'), value: clockFigure(now - run.startedAt) },
          {
            name: t('install:running.lastOutput'),
            value:
              run.lastOutputAt === null
                ? t('install:running.none')
                : t('install:running.ago', { age: times.length(now - run.lastOutputAt) }),
          },
          ...(copy?.figure == null ? [] : [{ name: t('install:copy.name'), value: copy.figure }]),
        ]}
        statement={{
          title: t(here ? 'install:running.statementHere' : 'install:running.statement'),
          detail: [
            t(here ? 'install:running.statementHereDetail' : 'install:running.statementDetail'),
            ...(copy?.way == null ? [] : [copy.way]),
          ].join(' '),
        }}
        caution={
          lost ? (
            <Note
              glyph="waiting"
              lead={
                run.contactLostAt === null
                  ? t('install:contact.leadNow')
                  : t('install:contact.lead', { age: clockFigure(now - run.contactLostAt) })
              }
            >
              {t(here ? 'install:contact.textHere' : 'install:contact.text')}
            </Note>
          ) : overdue && action.startedAt != null ? (
            <Note tone="caution" lead={t('install:overdue.lead', { time: times.short(action.startedAt) })}>
              {t('install:overdue.text', { limit: operations[operation].limitMs / 60_000 })}
            </Note>
          ) : action !== null && silence >= quietMs ? (
            <>
              {silence < stalledMs && (
                <p className="gw-detail">
                  {t('install:running.quiet', { age: times.length(silence), to: minutesOf(action.id)[1] })}
                </p>
              )}
              <StallNote targetId={targetId} age={times.length(silence)} stalled={silence >= stalledMs} />
            </>
          ) : undefined
        }
      />
      <LogView
        ring={output.ring}
        loadOlder={output.loadOlder}
        search={output.search}
        label={t('install:running.output')}
      />
      {latest !== undefined && (
        <StopQuestion
          open={asking}
          action={latest}
          onClose={() => setAsking(false)}
          onStop={() => stop(true)}
        />
      )}
    </StepPage>
  );
}
