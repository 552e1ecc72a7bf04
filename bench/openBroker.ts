import { glue } from '../main/operations/index';
import { Broker } from '../main/shell/broker';
import { startPowerShell } from '../main/shell/powershell';

const times = { helloMs: 60_000, graceMs: 3000, heartbeatMs: 30_000 };

/** A broker over the fake PowerShell, and how to have it write so many lines; each call checks that none is lost. */
export async function openBroker(program: string, folder: string) {
  const started = await startPowerShell({ executable: program });
  const { broker } = await Broker.open(started, glue.broker.text, folder, times);
  const writeLines = async (count: number) => {
    let seen = 0;
    await broker.run({
      operation: 'Write-Lines',
      script: { text: '', sha256: '' },
      params: JSON.stringify({ count }),
      limitMs: 600_000,
      signal: undefined,
      onRecords: (records) => (seen += records.length),
    });
    if (seen !== count) throw new Error(`${String(seen)} of ${String(count)} lines arrived`);
  };
  return { broker, writeLines };
}
