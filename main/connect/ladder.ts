import { setTimeout as pause } from 'node:timers/promises';
import { certificateFlaws } from '../../shared/knowledge/certificateFlaws';
import type {
  Certificate,
  Connection,
  ConnectionChoice,
  Endpoint,
  ServerIdentity,
} from '../../shared/model/connection';
import { failureOf, GangwayError, type ErrorCode } from '../../shared/errors';
import type { Rung } from '../../shared/bridge/session';
import type { Approach, PortAnswer } from '../shell/approach';
import { judged } from '../shell/linkFailure';

/** What the ladder is climbed with. */
export interface Climb {
  readonly host: string;
  /** The NetBIOS name that is expected, or null where an address was given: then a person must look. */
  readonly expected: string | null;
  readonly choice: ConnectionChoice;
  readonly approach: Approach;
  /** Signs in over an endpoint and reads who answered. Called at most once. */
  readonly signIn: (endpoint: Endpoint, signal: AbortSignal) => Promise<ServerIdentity>;
  /** Shows a rung. */
  readonly put: (id: Rung['id'], change: Partial<Rung>) => void;
  /** Shows what became known of the way. */
  readonly learn: (change: Partial<Connection>) => void;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** How long (ms) a rung below the sign-in may take; then it stops with "no answer". */
  readonly rungMs: number;
  /** How long (ms) the ladder waits for the encrypted port once the other one is open. Behind a firewall it may never answer. */
  readonly preferenceMs?: number;
}

const usualPreferenceMs = 2000;

const ports = { https: { port: 5986, useSsl: true }, http: { port: 5985, useSsl: false } } as const;

/**
 * Climbs the seven rungs to a server of the network and stops at the first that fails: name, port, remote management,
 * sign-in on the right machine, administrator rights, PowerShell, language mode. Answers whether the top was reached.
 * Only reads. Never signs in twice: a wrong password is tried once.
 */
export async function climb(on: Climb): Promise<boolean> {
  const rung = async <T>(id: Rung['id'], work: () => Promise<{ value: string; found: T }>) => {
    on.put(id, { state: 'testing', value: '', ms: null, failure: null });
    const started = on.now();
    try {
      const { value, found } = await work();
      on.put(id, { state: 'done', value, ms: on.now() - started, failure: null });
      return { found };
    } catch (error) {
      const failure = judged(failureOf(error));
      on.put(id, { state: 'stopped', ms: on.now() - started, failure });
      return null;
    }
  };
  const name = await rung('name', async () => {
    const addresses = await inTime(on, 'target.unknownName', (signal) =>
      on.approach.resolve(on.host, signal),
    );
    on.learn({ addresses });
    return { value: addresses[0] ?? '', found: addresses };
  });
  const port = name && (await rung('port', () => findPort(on)));
  const management =
    port &&
    (await rung('management', async () => {
      const endpoint = port.found;
      const look = (signal: AbortSignal) => on.approach.certificate(on.host, endpoint.port, signal);
      const certificate = endpoint.useSsl ? await inTime(on, 'target.noManagement', look) : null;
      on.learn({ certificate });
      const { product } = await withFlaws(on, endpoint, certificate, () =>
        inTime(on, 'target.noManagement', (signal) => on.approach.identify(on.host, endpoint, signal)),
      );
      on.learn({ endpoint });
      return { value: product, found: { endpoint, certificate } };
    }));
  const signedIn =
    management &&
    (await rung('signIn', async () => {
      const { endpoint, certificate } = management.found;
      const identity = await withFlaws(on, endpoint, certificate, () => on.signIn(endpoint, on.signal));
      on.learn({ identity });
      requireMachine(identity, on);
      return { value: identity.userName, found: identity };
    }));
  if (signedIn === null) return false;
  const { isAdministrator, userSid } = signedIn.found;
  const administrator = {
    value: userSid,
    refusal: isAdministrator ? null : ('target.notAdministrator' as const),
  };
  return judgeSession({ ...signedIn.found, administrator }, null, on.put);
}

/**
 * The encrypted port where it answers, else the other; both are asked at the same time. `target.portClosed` carries what
 * each port that was tried answered: `5986 closed, 5985 silent`.
 */
async function findPort(on: Climb): Promise<{ value: string; found: Endpoint }> {
  const wanted = on.choice.transport === 'auto' ? (['https', 'http'] as const) : [on.choice.transport];
  const leave = new AbortController();
  const signal = AbortSignal.any([on.signal, leave.signal]);
  const limit = pause(on.rungMs, undefined, { signal }).then(
    () => leave.abort(),
    () => undefined,
  );
  try {
    const answers = wanted.map((kind) => on.approach.reach(on.host, ports[kind].port, signal));
    const wait = () => pause(on.preferenceMs ?? usualPreferenceMs, undefined, { signal });
    const inTurn = answers.map((answer) => isTaken(answer, answers, wait));
    for (const [index, kind] of wanted.entries())
      if (await inTurn[index]) return { value: String(ports[kind].port), found: ports[kind] };
    const said = await Promise.all(answers);
    if (on.signal.aborted) throw new GangwayError('operation.canceled');
    const tried = wanted.map((kind, index) => `${String(ports[kind].port)} ${String(said[index])}`);
    throw new GangwayError('target.portClosed', tried.join(', '));
  } finally {
    leave.abort();
    await limit;
  }
}

/** Whether a port is taken: it is open, and says so no later than a moment after one of all was open. */
function isTaken(
  answer: Promise<PortAnswer>,
  all: readonly Promise<PortAnswer>[],
  wait: () => Promise<void>,
): Promise<boolean> {
  const isOpen = async (one: Promise<PortAnswer>): Promise<void> => {
    if ((await one) !== 'open') throw new Error('not open');
  };
  const taken = answer.then((said) => said === 'open');
  const overtaken = Promise.any(all.map(isOpen))
    .then(wait)
    .then(
      () => false,
      () => taken,
    );
  return Promise.race([taken, overtaken]);
}

/**
 * Work over a port with TLS. Where Windows refuses the certificate, which it does with one code for every flaw, the
 * certificate is asked what is wrong with it before the rung stops.
 */
async function withFlaws<T>(
  on: Climb,
  endpoint: Endpoint,
  certificate: Certificate | null,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (endpoint.useSsl && judged(failureOf(error)).code === 'target.badCertificate') {
      const statuses = await inTime(on, 'target.unreachable', (signal) =>
        on.approach.chainStatus(on.host, endpoint.port, signal),
      ).catch(() => null);
      on.learn({ flaws: certificateFlaws(certificate, on.host, on.now(), statuses) });
    }
    throw error;
  }
}

/** Work of a rung with its time limit; what was not answered in time is "no answer", and never waits on. */
async function inTime<T>(on: Climb, late: ErrorCode, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const leave = new AbortController();
  const signal = AbortSignal.any([on.signal, leave.signal]);
  const tooLate = pause(on.rungMs, undefined, { signal }).then(() => {
    throw new GangwayError(late, `no answer within ${String(on.rungMs)} ms`);
  });
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([work(signal), tooLate]);
  } finally {
    leave.abort();
  }
}

/**
 * The name that a server gives itself must be the one that was asked for, unless a person accepted this very machine: a
 * stale DNS entry must not lead to changes on somebody else's server. Behind an address there is no name to compare.
 */
function requireMachine(identity: ServerIdentity, { expected, choice }: Climb): void {
  if (choice.acceptedMachine === (identity.machineId ?? identity.computerName)) return;
  if (expected === null) throw new GangwayError('target.unconfirmed', fullName(identity));
  if (identity.computerName.toUpperCase() !== expected)
    throw new GangwayError('target.wrongMachine', fullName(identity));
}

/** A server's name with its domain, as it reports both. */
export const fullName = ({ computerName, domain }: ServerIdentity): string =>
  domain === null ? computerName : `${computerName}.${domain}`;

/** What a session says of the rights and of PowerShell; `refusal` is why the rights are not enough, or null. */
export interface SessionFacts {
  readonly administrator: { readonly value: string; readonly refusal: ErrorCode | null };
  readonly psVersion: string;
  readonly is64Bit: boolean;
  readonly languageMode: string;
}

/**
 * The last three rungs follow from what the session says; they cost no further question. `ms`: what it took to ask, where
 * that was not told by another rung. Answers whether the top was reached.
 */
export function judgeSession(found: SessionFacts, ms: number | null, put: Climb['put']): boolean {
  const rung = (id: Rung['id'], value: string, code: ErrorCode | null): boolean => {
    const failure = code === null ? null : { code, detail: value, native: null };
    put(id, { state: failure === null ? 'done' : 'stopped', value, ms, failure });
    return failure === null;
  };
  const { administrator, psVersion, languageMode } = found;
  const old = Number.parseInt(psVersion, 10) < 4 || !found.is64Bit;
  return (
    rung('administrator', administrator.value, administrator.refusal) &&
    rung('powershell', psVersion, old ? 'target.unsupported' : null) &&
    rung('language', languageMode, languageMode === 'FullLanguage' ? null : 'target.languageMode')
  );
}
