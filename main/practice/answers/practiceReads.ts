import type { z } from 'zod';
import { GangwayError } from '../../../shared/errors';
import {
  operations,
  type OperationName,
  type ParamsOf,
  type ResultOf,
} from '../../../shared/model/operations';
import { practiceIdentity, practiceChain, practiceManagement } from '../practiceNetwork';
import { asTold } from '../machine/boot';
import { getPackageTrust } from '../behaviours/getPackageTrust';
import { restartServer } from '../behaviours/restartServer';
import { sendPackage, type SendOptions } from '../behaviours/sendPackage';
import { setTrustedHost } from '../behaviours/setTrustedHost';
import { runHealth, recordsFrom, runState, findRun, summaries } from '../practiceRuns';
import { leaseNow } from '../practiceLease';
import type { PracticeServer } from '../practiceServer';
import type { Machine } from '../machine/machine';
import { readFacts } from './readFacts';
import { readIdentity } from './readIdentity';
import { readLogs } from './readLogs';
import { readPolicyState } from './readPolicyState';
import { readRecentEvents } from './readRecentEvents';
import { readTasks } from './readTasks';
import { readTraceSessions } from './readTraceSessions';
import { readUpdates } from './readUpdates';
import { openTimeline } from './timeline';

type Answer = (server: PracticeServer, params: unknown, options: SendOptions) => Promise<unknown>;
type AnswerOf<N extends OperationName> = (
  server: PracticeServer,
  params: ParamsOf<N>,
  options: SendOptions,
) => ResultOf<N> | Promise<ResultOf<N>>;

function answer<N extends OperationName>(schema: z.ZodType<ParamsOf<N>>, give: AnswerOf<N>): Answer {
  return async (server, params, options) => {
    const parsed = schema.safeParse(params);
    if (!parsed.success) throw new GangwayError('operation.badParameters', parsed.error.message);
    return give(server, parsed.data, options);
  };
}

const schemas = operations;
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GangwayError('operation.badParameters', 'params is no JSON');
  }
}

/** An answer of the machine as it is now, with the time of its clock. */
function dated<Given extends object>(
  server: PracticeServer,
  give: (machine: Machine, now: number) => Given,
): Given & { readAt: number } {
  const { machine, time } = server.state();
  const readAt = Math.floor(time);
  return { ...give(machine, readAt), readAt };
}

/** The operations that answer in the session, by name; detached ones are not among them. */
export const practiceReads: Readonly<Partial<Record<OperationName, Answer>>> = {
  'Get-ServerState': answer<'Get-ServerState'>(schemas['Get-ServerState'].params, (server, params) => {
    const state = server.state();
    const machine = asTold(state.machine, state.time, state.speed);
    return readFacts(machine, params, Math.floor(state.time), summaries(state), leaseNow(state));
  }),
  'Test-Management': answer<'Test-Management'>(schemas['Test-Management'].params, (server, { useSsl }) =>
    practiceManagement(server.state().machine, useSsl),
  ),
  'Get-CertificateTrust': answer<'Get-CertificateTrust'>(
    schemas['Get-CertificateTrust'].params,
    (server) => ({
      statuses: practiceChain(server.state().machine),
    }),
  ),
  'Get-ServerIdentity': answer<'Get-ServerIdentity'>(schemas['Get-ServerIdentity'].params, (server) =>
    practiceIdentity(server.state().machine, server.account),
  ),
  'Get-TrustedHost': answer<'Get-TrustedHost'>(schemas['Get-TrustedHost'].params, (server) => ({
    list: server.state().machine.network?.trustedHosts ?? '',
  })),
  'Set-TrustedHost': answer<'Set-TrustedHost'>(schemas['Set-TrustedHost'].params, (server, params) => {
    const found = setTrustedHost(server.state().machine.network?.trustedHosts ?? '', params);
    if (found.changed) server.setTrustedHosts(found.after);
    return found;
  }),
  'Get-RecentEvent': answer<'Get-RecentEvent'>(schemas['Get-RecentEvent'].params, (server, params) =>
    dated(server, (machine) => readRecentEvents(machine, params)),
  ),
  'Get-TraceSession': answer<'Get-TraceSession'>(schemas['Get-TraceSession'].params, (server) =>
    dated(server, readTraceSessions),
  ),
  'Get-SensorIdentity': answer<'Get-SensorIdentity'>(schemas['Get-SensorIdentity'].params, (server) =>
    dated(server, readIdentity),
  ),
  'Get-UpdateSource': answer<'Get-UpdateSource'>(schemas['Get-UpdateSource'].params, (server) =>
    dated(server, readUpdates),
  ),
  'Get-OnboardingTask': answer<'Get-OnboardingTask'>(schemas['Get-OnboardingTask'].params, (server) =>
    dated(server, readTasks),
  ),
  'Get-GroupPolicyState': answer<'Get-GroupPolicyState'>(schemas['Get-GroupPolicyState'].params, (server) =>
    dated(server, readPolicyState),
  ),
  'Get-LogFile': answer<'Get-LogFile'>(schemas['Get-LogFile'].params, (server, params) => {
    const state = server.state();
    return { ...readLogs(state, params), readAt: Math.floor(state.time) };
  }),
  'Get-RunHealth': answer<'Get-RunHealth'>(schemas['Get-RunHealth'].params, (server, { runId, nn }) => {
    const state = server.state();
    return runHealth(state, state.machine, runId, nn);
  }),
  'Get-PackageTrust': answer<'Get-PackageTrust'>(schemas['Get-PackageTrust'].params, (_server, { path }) =>
    getPackageTrust(path),
  ),
  'Start-Run': answer<'Start-Run'>(
    schemas['Start-Run'].params,
    (server, { runId, nn, operation, params, lease, last }) => {
      server.start({ runId, nn, operation, params: fromJson(params) }, { lease, last });
      const { time } = server.state();
      return { task: `\\Gangway\\${runId}-${String(nn).padStart(2, '0')}`, startedAt: Math.floor(time) };
    },
  ),
  'Read-Run': answer<'Read-Run'>(schemas['Read-Run'].params, (server, { runId, nn, offset }) => {
    const state = server.state();
    const run = findRun(state, runId, nn);
    if (run === null) return { state: 'absent', lines: [], offset, task: 'none', taskResult: null };
    const text = recordsFrom(run, 0, state.time)
      .map((record) => `${JSON.stringify(record)}\n`)
      .join('');
    const rest = Buffer.from(text, 'utf8').subarray(offset).toString('utf8');
    const now = runState(run, state.time);
    return {
      state: now,
      lines: rest.split('\n').filter((line) => line !== ''),
      offset: offset + Buffer.byteLength(rest, 'utf8'),
      task: 'none',
      taskResult: null,
    };
  }),
  'Set-Lease': answer<'Set-Lease'>(schemas['Set-Lease'].params, (server, { runId, lease }) => {
    server.hold(runId, lease);
    return { held: lease !== null };
  }),
  'Stop-Run': answer<'Stop-Run'>(schemas['Stop-Run'].params, (server, { runId, nn, asked }) => ({
    asked: server.stop(runId, nn, asked),
  })),
  'Send-Package': answer<'Send-Package'>(schemas['Send-Package'].params, sendPackage),
  'Restart-Server': answer<'Restart-Server'>(schemas['Restart-Server'].params, (server, params, options) => {
    const { time, speed } = server.state();
    const askedAt = Math.floor(time);
    const timeline = openTimeline(askedAt, speed);
    try {
      const restarts = restartServer(timeline, params.delaySeconds, () => server.takeFault('Restart-Server'));
      if (restarts) server.restart(params.delaySeconds);
    } finally {
      options.onRecords?.(timeline.records);
    }
    return { askedAt };
  }),
};
