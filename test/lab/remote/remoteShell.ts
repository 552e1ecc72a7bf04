import { glue, type Script } from '../../../main/operations/index';
import { Broker, type BrokerTimes } from '../../../main/shell/broker';
import { startPowerShell } from '../../../main/shell/powershell';
import type { SessionRequest } from '../../../main/shell/wire';
import type { RunRecord } from '../../../shared/bridge/records';
import { scriptText } from '../shell/scriptText';
import type { RemoteServer } from './remoteServer';

/** The server of the lab, as a request names it. */
export const labSession: SessionRequest = {
  computerName: 'LAB-SERVER',
  port: null,
  useSsl: false,
  credential: null,
};

/** Times of a broker: two engines start on one computer here, and others may be at work on it. */
export const remoteTimes: BrokerTimes = {
  helloMs: 90_000,
  graceMs: 15_000,
  heartbeatMs: 60_000,
  silenceMs: 60_000,
};

/** A broker of the technician's computer whose operations run in a session on the server. */
export async function openRemoteBroker(
  executable: string,
  cancelFolder: string,
  server: RemoteServer,
  times: BrokerTimes = remoteTimes,
) {
  const process = await startPowerShell({ executable, env: server.env });
  const { broker, hello } = await Broker.open(process, glue.broker.text, cancelFolder, times);
  const told: RunRecord[] = [];
  interface Options {
    readonly params?: object;
    readonly limitMs?: number;
    readonly signal?: AbortSignal;
    readonly session?: SessionRequest;
    readonly script?: Script;
    /** It runs on the technician's computer with the session in its hands. */
    readonly across?: boolean;
  }
  const run = (text: string, options: Options = {}) =>
    broker.run({
      operation: 'Test-Script',
      script: options.script ?? scriptText(text),
      params: JSON.stringify(options.params ?? {}),
      limitMs: options.limitMs ?? 90_000,
      signal: options.signal,
      onRecords: (records) => told.push(...records),
      session: options.session ?? labSession,
      across: options.across ?? false,
    });
  /** Runs a text on the technician's computer itself. */
  const runHere = (text: string, params: object = {}) =>
    broker.run({
      operation: 'Test-Script',
      script: scriptText(text),
      params: JSON.stringify(params),
      limitMs: 30_000,
      signal: undefined,
      onRecords: (records) => told.push(...records),
    });
  return { broker, hello, told, run, runHere };
}
