import type { Knowledge } from '../../shared/steps/assessment';
import type { StepId } from '../../shared/model/journeys';
import type { PageProps } from '../frame/page';
import { ConflictView } from './conflictView';
import { FailedView } from './failedView';
import { LostView } from './lostView';
import { RestartingView } from './restartingView';
import { RestartView } from './restartView';
import { RunningView } from './runningView';
import type { RunStage } from './runStage';
import { StoppedView } from './stoppedView';

/** A page whose content is a run, at a stage that says something. */
export interface RunPageProps {
  readonly page: PageProps;
  readonly step: StepId;
  readonly known: Knowledge;
  readonly stage: Exclude<RunStage, { readonly kind: 'none' }>;
}

/** Shows a run at its stage; the pages of the steps 7 to 9 share it. */
export function RunPage({ page, step, known, stage }: RunPageProps) {
  const { run } = stage;
  switch (stage.kind) {
    case 'running':
      return <RunningView page={page} step={step} run={run} action={stage.action} />;
    case 'lost':
      return <LostView page={page} step={step} run={run} action={stage.action} />;
    case 'failed':
      return <FailedView page={page} step={step} known={known} run={run} action={stage.action} />;
    case 'conflict':
      return <ConflictView page={page} step={step} known={known} ran={{ run, action: stage.action }} />;
    case 'restart':
      return <RestartView page={page} step={step} known={known} />;
    case 'restarting':
      return <RestartingView page={page} step={step} known={known} />;
    case 'stopped':
      return <StoppedView page={page} step={step} known={known} run={run} />;
  }
}
