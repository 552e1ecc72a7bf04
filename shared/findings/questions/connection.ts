import type { CloudAnswer } from '../../model/probes/cloudTest';
import { cloudTest } from '../../model/probes/cloudTest';
import { cloudWays } from '../../plan/cloudWay';
import type { CauseId } from '../cause';
import type { Evidence } from '../evidence';
import { bad, good, open, type ServerQuestion, type ServerQuestionId } from '../question';
import { otherProxy } from '../otherProxy';
import {
  factsOf,
  fromCheck,
  fromIssue,
  goodIfRead,
  instant,
  isOnboarded,
  newest,
  places,
  unread,
} from './asking';

const day = 24 * 60 * 60_000;
/** After this long without a contact the portal calls a device inactive (fix-unhealthy-sensors). */
const silentMs = 7 * day;
/** What certificates and sign-in bear, as the check of the clocks has it. */
const allowedSkewSeconds = 5 * 60;
const contacts = [4, 50, 67];
const failures = [5, 15];

/** The newest contact with the cloud that the server tells of; null: none. */
function contactAt(evidence: Evidence): number | null {
  const facts = factsOf(evidence);
  const at = Math.max(facts.sensor.lastConnectedAt ?? 0, newest(facts, 'sense', contacts)?.at ?? 0);
  return at === 0 ? null : at;
}

const failureAt = (evidence: Evidence): number => newest(factsOf(evidence), 'sense', failures)?.at ?? 0;

/** It was in contact within a day, and nothing failed since: no test has to prove the way. */
const isInContact = (evidence: Evidence): boolean => {
  const at = contactAt(evidence);
  return at !== null && factsOf(evidence).readAt - at < day && failureAt(evidence) <= at;
};

/** A question to the answers of the newest test; not asked of a server that is in contact. */
function fromTest(
  id: ServerQuestionId,
  fails: (answer: CloudAnswer) => boolean,
  cause: CauseId | ((failing: readonly CloudAnswer[], evidence: Evidence) => CauseId),
  of: (answer: CloudAnswer) => boolean = ({ required }) => required,
): ServerQuestion {
  return {
    id,
    needs: 'cloud',
    source: places.asSystem,
    applies: (evidence) => !isInContact(evidence),
    judge(evidence) {
      const asked = (evidence.cloud?.addresses ?? []).filter(of);
      if (asked.length === 0) return open();
      const failing = asked.filter(fails);
      const [first] = failing;
      if (first === undefined) {
        const raw = `reached ${String(asked.length)}/${String(asked.length)}`;
        // The tenant's own addresses were not among them; the certificate lists are those of everybody.
        const isPartial = cloudTest(factsOf(evidence)).state === 'partial';
        return isPartial && asked.some(({ port }) => port === 443) ? open(raw) : good(raw);
      }
      const native = first.native === null ? '' : ` ${String(first.native)}`;
      const by = first.issuer == null ? '' : `, ${first.issuer}`;
      const through = first.proxy === null ? '' : `, ${first.proxy} (${first.proxyFrom ?? 'proxy'})`;
      const ahead = first.clockAheadSeconds == null ? '' : `, Δt = ${String(first.clockAheadSeconds)} s`;
      const raw = `${first.host}:${String(first.port)} ${first.state}${native}${by}${through}${ahead}, ${String(failing.length)}/${String(asked.length)}`;
      return bad(typeof cause === 'string' ? cause : cause(failing, evidence), raw);
    },
  };
}

const is =
  (...states: readonly CloudAnswer['state'][]) =>
  ({ state }: CloudAnswer): boolean =>
    states.includes(state);

/** Why addresses do not answer: the proxy that was taken, a network of IPv6 alone, a proxy that the sensor does not know, or the firewall. */
function whoBlocks(failing: readonly CloudAnswer[], evidence: Evidence): CauseId {
  if (failing.some(({ proxy }) => proxy !== null) || factsOf(evidence).proxy.winHttp !== null)
    return 'proxyBlocks';
  if (failing.every(({ dns }) => dns?.ipv4 === 0 && dns.ipv6 > 0)) return 'K28';
  return otherProxy(factsOf(evidence)) === null ? 'wayBlocked' : 'proxyNotKnown';
}

const waysRaw = (evidence: Evidence): string => {
  const { telemetry, winHttp } = factsOf(evidence).proxy;
  return `TelemetryProxyServer = ${telemetry ?? '-'}, WinHTTP = ${winHttp ?? '-'}`;
};

/** Whether the sensor reaches the cloud, and what stands in its way. */
export const connectionQuestions: readonly ServerQuestion[] = [
  fromCheck('clock', 'Get-Date', { what: 'Δt', toKnow: true }),
  fromCheck('streamlined', 'AMProductVersion, MsSense.exe'),
  fromIssue(
    'K29',
    places.sensorLog,
    ['events.sense', 'policy.connectivity', 'boot.startedAt'],
    (it) =>
      `connectivity = ${factsOf(it).policy.connectivity ?? '-'}, LastBootUpTime = ${instant(factsOf(it).boot.startedAt)}`,
  ),
  fromIssue('K3', places.status, ['proxy.telemetry', 'sensor.senseVersion'], waysRaw),
  fromIssue('K2', 'netsh winhttp show proxy', ['proxy.telemetry', 'proxy.winHttp', 'events.sense'], waysRaw),
  {
    id: 'lastTest',
    needs: null,
    source: 'Test-Connectivity',
    // The answers of a test that this computer has say more.
    applies: ({ cloud }) => cloud === null,
    judge(evidence) {
      const { state, at } = cloudTest(factsOf(evidence));
      const raw = `Test-Connectivity = ${state}, ${instant(at)}`;
      if (state === 'none') return open(unread(evidence, 'runs') ?? '-');
      if (state === 'partial') return open(raw);
      if (state === 'inspected') return bad('tlsInspected', raw);
      return state === 'blocked' ? bad('cloudConnectivity', raw) : good(raw);
    },
  },
  fromTest('namesKnown', is('nameUnknown'), 'namesUnknown'),
  fromTest('noSignIn', is('proxyAuthentication'), 'proxySignIn'),
  fromTest('notInspected', is('inspected'), 'tlsInspected'),
  fromTest('tlsWorks', is('tls'), 'tlsFails'),
  fromTest(
    'cloudReached',
    is('refused', 'timedOut'),
    whoBlocks,
    ({ required, port }) => required && port === 443,
  ),
  fromTest(
    'listsReached',
    ({ port, state, revocation }) =>
      (port === 80 && (state === 'refused' || state === 'timedOut')) || revocation === 'notReached',
    'listsNotLoaded',
    ({ port, revocation }) => port === 80 || revocation !== undefined,
  ),
  fromTest(
    'cloudClock',
    ({ clockAheadSeconds }) => Math.abs(clockAheadSeconds ?? 0) > allowedSkewSeconds,
    'clockWrong',
    ({ clockAheadSeconds }) => clockAheadSeconds != null,
  ),
  {
    id: 'contactLast',
    needs: null,
    source: places.status,
    applies: isOnboarded,
    judge(evidence) {
      const facts = factsOf(evidence);
      const at = contactAt(evidence);
      const failure = failureAt(evidence);
      const raw = `LastConnected = ${instant(at)}${failure > (at ?? 0) ? `, SENSE 5/15, ${instant(failure)}` : ''}`;
      // A test of the common addresses leaves open whether those of the tenant answer.
      const isTested = evidence.cloud !== null && cloudTest(facts).state !== 'partial';
      const cause = isTested ? 'unknownConnection' : 'noContact';
      if (failure > (at ?? 0)) return bad(cause, raw);
      if (at === null) return open(unread(evidence, 'sensor.lastConnectedAt', 'events.sense') ?? raw);
      return facts.readAt - at > silentMs ? bad(cause, raw) : good(raw);
    },
  },
  {
    id: 'updatesWay',
    needs: null,
    source: 'netsh winhttp show proxy',
    applies: (evidence) => cloudWays(factsOf(evidence)).antivirus.by === 'antivirusProxy',
    judge(evidence) {
      const { winHttp } = factsOf(evidence).proxy;
      const raw = `ProxyServer = ${cloudWays(factsOf(evidence)).antivirus.proxy ?? '-'}, WinHTTP = ${winHttp ?? '-'}`;
      if (winHttp !== null) return good(raw);
      const answer = goodIfRead(evidence, raw, 'proxy.winHttp');
      return answer.answer === 'open' ? answer : bad('updatesWithoutProxy', raw);
    },
  },
];
