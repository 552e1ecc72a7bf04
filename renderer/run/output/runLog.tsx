import { useState } from 'react';
import { useTexts } from '../../useTexts';
import { isTestRun, type TargetView } from '../../../shared/bridge/session';
import { ActionButton } from '../../components/actionButton';
import { Section } from '../../components/section';
import { FullOutput } from './fullOutput';

type Ended = { readonly runId: string; readonly lines: number };

/** Whose output is looked for: of the plan's runs, or of the tests'. */
export type RunPurpose = 'plan' | 'test';

/**
 * The newest run of a purpose: the one that the session shows, else the one that left the newest change. Null while nothing
 * ran for that purpose.
 */
export function newestRun(
  { run, changes }: Pick<TargetView, 'run' | 'changes'>,
  purpose: RunPurpose,
): Ended | null {
  if (run !== null && (purpose === 'test' ? isTestRun(run) : run.purpose === purpose)) return run;
  const isTest = (action: string): boolean => action === 'test-detection' || action === 'test-antivirus';
  const change = changes.findLast(({ action }) => isTest(action) === (purpose === 'test'));
  return change === undefined ? null : { runId: change.runId, lines: 0 };
}

/** What the run wrote, one press away where it ended well, as where it did not. */
export function RunLog({ view, purpose }: { view: TargetView; purpose: RunPurpose }) {
  const { t } = useTexts('install');
  const [open, setOpen] = useState(false);
  const run = newestRun(view, purpose);
  if (run === null) return null;
  return (
    <Section
      title={t('running.output')}
      end={
        <ActionButton variant="link" expanded={open} onPress={() => setOpen(!open)}>
          {t(open ? 'failed.hideOutput' : 'failed.output')}
        </ActionButton>
      }
    >
      {open && <FullOutput key={run.runId} run={run} />}
    </Section>
  );
}
