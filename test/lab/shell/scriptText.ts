import { createHash } from 'node:crypto';
import type { Script } from '../../../main/operations/index';
import { glue } from '../../../main/operations/index';
import { Broker, type BrokerTimes } from '../../../main/shell/broker';
import { startPowerShell } from '../../../main/shell/powershell';
import type { RunRecord } from '../../../shared/bridge/records';

/** A script as the shell sends it, from its text. */
export function scriptText(text: string): Script {
  return { text, sha256: createHash('sha256').update(text, 'utf8').digest('hex') };
}

/** Text that emits one result. */
export const resultText = (value: string) => `[pscustomobject]@{ Kind = 'result'; Value = ${value} }`;

/** Times short enough for tests. */
export const quickTimes: BrokerTimes = { helloMs: 20_000, graceMs: 400, heartbeatMs: 30_000 };

/** A broker on the engine, and what its operations told on the way. */
export async function openTestBroker(
  executable: string,
  cancelFolder: string,
  times: BrokerTimes = quickTimes,
) {
  const process = await startPowerShell({ executable });
  const { broker, hello } = await Broker.open(process, glue.broker.text, cancelFolder, times);
  const told: RunRecord[] = [];
  return {
    broker,
    hello,
    told,
    run: (text: string, params: object = {}, limitMs = 20_000, signal?: AbortSignal) =>
      broker.run({
        operation: 'Test-Script',
        script: scriptText(text),
        params: JSON.stringify(params),
        limitMs,
        signal,
        onRecords: (records) => told.push(...records),
      }),
  };
}
