import { GangwayError } from '../../shared/errors';
import type { ServerState } from '../../shared/model/facts';
import { operations, type OperationName, type ParamsOf } from '../../shared/model/operations';
import { recordSchema, type RunRecord } from '../../shared/bridge/records';
import type { DeepPartial } from '../fixtures/facts';

/** How a change goes on a scripted server. Everything left out works as it should. */
export interface Play {
  /** What the start throws. */
  readonly startError?: Error;
  /** Whether the server took it all the same; by default it did when nothing was thrown. */
  readonly taken?: boolean;
  /** Lines it says before its result. */
  readonly says?: readonly string[];
  /** Its result; null leaves the record out. */
  readonly result?: unknown;
  /** How it ends; `none`: its runner is killed before it writes the end. */
  readonly end?: 'ok' | 'none' | { readonly code: string; readonly native: number | null };
  /** What the server shows after it. */
  readonly change?: DeepPartial<ServerState>;
  /** The link breaks once after this number of records. */
  readonly dropsAfter?: readonly number[];
  /** It ends no sooner than this. */
  readonly waits?: Promise<void>;
  /** What following throws once every record was handed over. */
  readonly broken?: GangwayError;
}

/** A play with everything filled in. */
export interface Played {
  readonly script: Play;
  readonly change: DeepPartial<ServerState>;
  readonly result: unknown;
  readonly records: readonly RunRecord[];
  readonly outcome: 'ok' | 'failed' | 'unknown';
}

/** The server that a play is played on: its facts, and its clock (epoch ms), which dates all that is said. */
export interface PlayedOn {
  readonly facts: ServerState;
  readonly now: number;
}

/** What an operation does on a server where everything works: what is shown after it, and its result. */
function usual(
  name: OperationName,
  params: unknown,
  { facts, now }: PlayedOn,
): Pick<Played, 'change' | 'result'> {
  switch (name) {
    case 'Send-Package': {
      const files = paramsOf(name, params).files.map(({ sha256, name: file, bytes }) => ({
        sha256,
        name: file,
        bytes,
      }));
      return { change: { kit: [...facts.kit, ...files] }, result: { changed: true, files } };
    }
    case 'Set-PassiveMode': {
      const before = facts.policy.forceDefenderPassiveMode;
      const after = { passive: 1, active: 0, unset: null }[paramsOf(name, params).mode];
      return {
        change: { policy: { forceDefenderPassiveMode: after } },
        result: { changed: true, before, after },
      };
    }
    case 'Invoke-Onboarding':
      return {
        change: {
          services: { sense: { status: 'running', start: 'automatic', imagePath: null } },
          sensor: {
            onboardingState: 1,
            orgId: paramsOf(name, params).orgId,
            lastConnectedAt: now,
            senseId: 's',
          },
          events: [{ log: 'sense', id: 11, level: 'information', at: now, text: '' }],
        },
        result: { changed: true, restart: false, native: 0, onboardingState: 1 },
      };
    case 'Invoke-DetectionTest':
      return { change: {}, result: { sentAt: now } };
    default:
      throw new Error(`${name} is not scripted`);
  }
}

/** Fills in what a test left out. */
export function play(name: OperationName, params: unknown, on: PlayedOn, script: Play = {}): Played {
  const { now } = on;
  const whole = script.change !== undefined && script.result !== undefined;
  const normal = whole ? { change: {}, result: null } : usual(name, params, on);
  const result = script.result === undefined ? normal.result : script.result;
  const end = script.end ?? 'ok';
  const said: unknown[] = [
    { kind: 'start', operation: name, pid: 7 },
    ...(script.says ?? []).map((text) => ({ kind: 'log', source: 'out', level: 'info', text })),
    ...(result === null ? [] : [{ kind: 'result', value: result }]),
    ...(end === 'none' ? [] : [endOf(end)]),
  ];
  return {
    script,
    result,
    change: script.change ?? normal.change,
    outcome: end === 'ok' ? 'ok' : end === 'none' ? 'unknown' : 'failed',
    records: said.map((record, n) => recordSchema.parse({ ...Object(record), n, at: now })),
  };
}

function endOf(end: 'ok' | { code: string; native: number | null }): object {
  return end === 'ok'
    ? { kind: 'end', ok: true, code: null, text: '', native: null }
    : { kind: 'end', ok: false, code: end.code, text: 'the tool said so', native: end.native };
}

/** Parameters of an operation, checked. */
function paramsOf<N extends OperationName>(name: N, value: unknown): ParamsOf<N> {
  if (isParams(name, value)) return value;
  throw new GangwayError('operation.badParameters', name);
}

function isParams<N extends OperationName>(name: N, value: unknown): value is ParamsOf<N> {
  return operations[name].params.safeParse(value).success;
}
