import { useTexts } from '../../useTexts';
import { LogView } from './logView';
import { useRunOutput } from './useRunOutput';
import './fullOutput.css';

/** A run by its id; `lines` is how many the session says it wrote, 0 where only its journal tells of it. */
export interface FullOutputProps {
  readonly run: { readonly runId: string; readonly lines: number };
}

/** The whole output of a run that has ended, at a fixed height inside a page. */
export function FullOutput({ run }: FullOutputProps) {
  const { t } = useTexts('install');
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
