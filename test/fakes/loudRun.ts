import { Broker } from '../../main/shell/broker';
import { keepOutputs } from '../../main/output/keepOutputs';
import { lineOf } from '../../main/output/lines';
import type { OutputLine } from '../../shared/bridge/output';
import type { LoudProcess } from './loudProcess';

/** Id of the run whose output is kept. */
export const loudRunId = 'loud-20261124';

const times = { helloMs: 60_000, graceMs: 1000, heartbeatMs: 600_000 };

/**
 * Runs a loud process through the broker, the lines of the wizard and the kept output in `folder`. `onLines` gets what goes
 * out to the pages. Answers the value of the operation, or its error, once all is kept.
 */
export async function loudRun(
  folder: string,
  process: LoudProcess,
  onLines: (lines: readonly OutputLine[]) => void,
): Promise<{ value: unknown } | { error: unknown }> {
  const outputs = keepOutputs(folder, (event) => {
    if (event.type === 'output') onLines(event.lines);
  });
  const { broker } = await Broker.open(process, '', folder, times);
  let kept = Promise.resolve();
  try {
    const value = await broker.run({
      operation: 'Get-ServerState',
      script: { text: '', sha256: '' },
      params: '{}',
      limitMs: 600_000,
      signal: undefined,
      onRecords: (records) => {
        const lines = records.flatMap((record) => lineOf(record, 'install', (at) => at) ?? []);
        kept = kept.then(() => outputs.append(loudRunId, lines));
      },
    });
    return { value };
  } catch (error) {
    return { error };
  } finally {
    await kept;
    await outputs.append(loudRunId, [
      { at: 1, source: 'gangway', level: 'info', text: 'end', action: 'install' },
    ]);
    await outputs.close();
    await broker.close();
  }
}
