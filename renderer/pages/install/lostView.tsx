import { useTranslation } from 'react-i18next';
import type { RunAction, RunView } from '../../../shared/session';
import type { StepId } from '../../../shared/steps';
import { useClient } from '../../client';
import { LogView } from '../../output/logView';
import type { PageProps } from '../page';
import { StepPage } from '../stepPage';
import { useAsk } from '../useAsk';
import { useRunOutput } from './useRunOutput';

/** The page it is shown on, and the run that nobody follows at the moment. */
export interface LostViewProps {
  readonly page: PageProps;
  readonly step: StepId;
  readonly run: RunView;
  readonly action: RunAction | null;
}

/** A run whose action goes on on the server while Gangway was closed or cut off. Connecting follows it to its end. */
export function LostView({ page, step, run, action }: LostViewProps) {
  const { t } = useTranslation('install');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const output = useRunOutput(run.runId, run.lines);
  const { id, name } = page.view.target;
  return (
    <StepPage
      page={page}
      step={step}
      state="waiting"
      failure={failure}
      title={t('contact.closedTitle', { number: action?.nn ?? 1 })}
      lead={t('contact.closedLead', { name })}
      primary={{
        label: t('contact.connect'),
        busy: busy || page.view.busy === 'connecting' ? t('contact.connecting') : undefined,
        onPress: () => void ask(() => client.connect({ targetId: id })),
      }}
    >
      <LogView
        ring={output.ring}
        loadOlder={output.loadOlder}
        search={output.search}
        label={t('running.output')}
      />
    </StepPage>
  );
}
