import { useTranslation } from 'react-i18next';
import type { RunView } from '../../../shared/session';
import { LogView } from '../../output/logView';
import { useRunOutput } from './useRunOutput';

/** The whole output of a run that has ended, at a fixed height inside a page. */
export function FullOutput({ run }: { run: RunView }) {
  const { t } = useTranslation('install');
  const output = useRunOutput(run.runId, run.lines);
  return (
    <div className="gw-output">
      <LogView
        ring={output.ring}
        loadOlder={output.loadOlder}
        search={output.search}
        label={t('running.output')}
      />
    </div>
  );
}
