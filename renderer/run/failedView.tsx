import { actionText } from '../../shared/plan/actionText';
import { useTexts } from '../useTexts';
import { Section } from '../components/section';
import { useState } from 'react';
import { actions } from '../../shared/plan/actions';
import type { Knowledge } from '../../shared/steps/assessment';
import type { Failure } from '../../shared/errors';
import { numberOf } from '../../shared/steps/journeys';
import { toolOf } from '../../shared/knowledge/tools';
import { isTestRun, type RunAction, type RunView } from '../../shared/bridge/session';
import type { StepId } from '../../shared/model/journeys';
import { useClient } from '../client';
import { ActionButton } from '../components/actionButton';
import { CopyButton } from '../components/copyButton';
import { NextStep } from '../components/nextStep';
import { BundleButton } from '../frame/bundle/bundleButton';
import { symptomOfAction } from '../../shared/findings/fromHere';
import { LookForCause } from '../frame/asking/lookForCause';
import { failureText, isOfTheLink } from '../frame/failureText';
import type { PageProps } from '../frame/page';
import { useTimes } from '../frame/useTimes';
import { StepPage } from '../frame/stepPage';
import { useAsk } from '../frame/useAsk';
import { factsSince, failedStep, isInstallerFailure } from './failedStep';
import { FullOutput } from './output/fullOutput';
import { ServerShows } from './serverShows';
import { logFolder, supportLines, supportText } from './supportText';
import '../components/inset.css';
import './checks.css';
import { SessionButton } from '../frame/session/sessionButton';
import { hasSession } from '../../shared/model/target';

/** The page it is shown on, the run, and the action that failed or whose end nobody saw; null before the next action. */
export interface FailedViewProps {
  readonly page: PageProps;
  readonly step: StepId;
  readonly known: Knowledge;
  readonly run: RunView;
  readonly action: RunAction | null;
}

/** A failure: the title is its cause, one next step, what the server shows now, and the tool's own words last. */
export function FailedView({ page, step, known, run, action }: FailedViewProps) {
  const { t } = useTexts();
  const client = useClient();
  const times = useTimes();
  const { ask, busy, failure: refused } = useAsk();
  const [open, setOpen] = useState(false);

  const record = actions.find((entry) => entry.id === action?.id);
  const params = known.plan.find((item) => item.id === action?.id)?.call?.params;
  const tool = record === undefined ? null : toolOf(record.operation, params);
  const failure: Failure = action?.failure ??
    run.failure ?? { code: 'operation.unknownOutcome', detail: '', native: null };
  const words = failureText(t, failure, tool);
  const title = action === null ? '' : actionText(t, action.id, 'title');
  const targetId = page.view.target.id;
  // An undo is asked for in the ledger, so its page offers to look, not to try.
  const isTest = isTestRun(run);
  const other = isTest ? 'retry' : 'readAgain';
  const { fresh, linkHolds } = factsSince(page.view, run, action);
  const planned =
    run.purpose === 'plan' ? failedStep(failure, tool, page.status, known.confirmed, linkHolds) : other;
  // What another journey would mend on a page of its own is chosen anew on the way to this plan.
  const isHere = planned === 'retry' || planned === 'readAgain' || numberOf(run.journey, planned) > 0;
  const next = isHere && hasSession(page.view.target) ? planned : 'plan';
  const linkBack = next === 'retry' && linkHolds && isOfTheLink(failure);
  const read = () => void ask(() => client.readFacts({ targetId }));
  const again = () => {
    void ask(() =>
      isTest
        ? client.startTest({ targetId, which: run.purpose === 'test' ? 'sensor' : 'antivirus' })
        : client.resumePlan({ targetId }),
    );
  };
  const { facts } = known.situation;
  const support = async () => {
    const from = Math.max(0, run.lines - supportLines);
    // Without the lines it still says what failed.
    const lines = await client.getOutput({ runId: run.runId, from, limit: supportLines }).then(
      (found) => found.lines,
      () => [],
    );
    const head = [
      `${page.view.target.name}, ${facts.os.caption} ${facts.os.build}`,
      `${run.runId} ${action?.nn ?? ''} ${action?.id ?? ''} ${times.full(action?.endedAt ?? run.startedAt)}`,
      `${failure.code} ${failure.native ?? ''}`.trim(),
      words.title,
      failure.detail,
    ];
    return supportText({ head, run, action, facts, lines });
  };
  const nothingOpen = page.status.prerequisites.state === 'done' && isInstallerFailure(failure, tool);

  return (
    <StepPage
      page={page}
      step={step}
      title={words.title}
      state="stopped"
      large
      lead={words.cause}
      failure={refused}
      scripts={record === undefined ? [] : [record.operation]}
      secondary={
        <>
          <BundleButton subject={{ kind: 'server', view: page.view }} />
          <CopyButton size="medium" label={t('install:failed.copy')} text={support} />
        </>
      }
    >
      <NextStep
        step={linkBack ? t('install:failed.linkBack') : words.next}
        cost={words.doubt ?? t('install:failed.cost')}
        action={
          <ActionButton
            variant="primary"
            busy={busy ? t('install:failed.retrying') : undefined}
            onPress={() => {
              if (next === 'retry') again();
              else if (next === 'readAgain') read();
              else page.goTo(next);
            }}
          >
            {t(`install:failed.${next}`)}
          </ActionButton>
        }
        waysLead={t('install:failed.ways')}
        ways={
          <>
            <LookForCause
              page={page}
              symptom={symptomOfAction(record?.id, 'failed', known.situation.inputs.wishes.mode)}
            />
            {next !== 'readAgain' && (
              <SessionButton target={page.view.target} variant="link" onPress={read}>
                {t('install:failed.readAgain')}
              </SessionButton>
            )}
            {next !== 'retry' && run.purpose === 'plan' && known.confirmed && (
              <SessionButton target={page.view.target} variant="link" onPress={again}>
                {t('install:failed.retry')}
              </SessionButton>
            )}
            {next !== 'plan' && run.purpose === 'plan' && (
              <ActionButton variant="link" onPress={() => page.goTo('plan')}>
                {t('install:failed.plan')}
              </ActionButton>
            )}
          </>
        }
      />
      {nothingOpen && <OtherCauses />}
      <ServerShows view={page.view} facts={facts} fresh={fresh} />
      <Section
        title={t('install:failed.said')}
        note={
          action === null
            ? undefined
            : failure.native === null
              ? t('install:failed.during', { action: title })
              : t('install:failed.exit', { code: failure.native, action: title })
        }
        end={
          <ActionButton variant="link" expanded={open} onPress={() => setOpen(!open)}>
            {t(open ? 'install:failed.hideOutput' : 'install:failed.output')}
          </ActionButton>
        }
      >
        {words.raw !== '' && (
          <pre className="gw-inset gw-mono" lang="en">
            {words.raw}
          </pre>
        )}
        {action !== null && isInstallerFailure(failure, tool) && (
          <p className="gw-detail">
            {t('install:failed.logs')} <span className="gw-mono">{logFolder(run, action)}</span>
          </p>
        )}
        {open && <FullOutput run={run} />}
      </Section>
    </StepPage>
  );
}

/** What an installation can have met that no prerequisite shows, the cheapest to try first. */
export function OtherCauses() {
  const { t } = useTexts('install');
  return (
    <Section title={t('failed.others')} note={t('failed.othersNote')}>
      <ul className="gw-checks">
        {([1, 2, 3, 4] as const).map((number) => (
          <li key={number}>{t(`failed.other${number}`)}</li>
        ))}
      </ul>
    </Section>
  );
}
