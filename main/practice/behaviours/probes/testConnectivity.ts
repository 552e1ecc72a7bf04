import { GangwayError } from '../../../../shared/errors';
import type { ParamsOf, ResultOf } from '../../../../shared/model/operations';
import type { Behaviour } from '../../behaviour';
import type { CloudAnswer, Machine } from '../../machine/machine';

// Invented: how each way fails, after the codes of Windows Sockets and the statuses of HTTP; looked for: captures of a probe on a server

type Asked = ParamsOf<'Test-Connectivity'>['hosts'][number];
type Answer = ResultOf<'Test-Connectivity'>['hosts'][number];
type Judgement = Pick<Answer, 'state' | 'native' | 'issuer'>;
type Seen = Pick<Answer, 'proxyFrom' | 'dns' | 'tcp' | 'revocation' | 'clockAheadSeconds'>;

const microsoft = 'Microsoft Corporation';

/** What one address answers on this machine; without words of its own it is there while the cloud is. */
function answerOf({ cloud }: Machine, host: string): CloudAnswer {
  const own = cloud.hosts?.[host];
  if (own !== undefined) return own;
  return cloud.reachable ? { status: 200 } : { failure: 'ConnectFailure', socket: 10060 };
}

/** The same as the machine itself meets it, which has to find the name first. */
const directAnswer = (machine: Machine, host: string): CloudAnswer =>
  machine.cloud.noNames === true
    ? { failure: 'NameResolutionFailure', socket: null }
    : answerOf(machine, host);

function dnsOf(machine: Machine, host: string): Seen['dns'] {
  if (machine.cloud.noNames === true) return { state: 'noAnswer', ipv4: 0, ipv6: 0 };
  const answer = answerOf(machine, host);
  if ('failure' in answer && answer.failure === 'NameResolutionFailure')
    return { state: 'unknown', ipv4: 0, ipv6: 0 };
  return { state: 'resolved', ...(machine.cloud.addresses ?? { ipv4: 2, ipv6: 0 }) };
}

/** The connection to the address, or to the proxy that is asked for it. */
function tcpOf(machine: Machine, { host, proxy }: Asked): NonNullable<Seen['tcp']> {
  if (proxy !== null) return machine.cloud.proxies?.[proxy] ?? 'open';
  const answer = directAnswer(machine, host);
  if (!('failure' in answer) || answer.failure === 'TrustFailure') return 'open';
  if (answer.failure === 'NameResolutionFailure') return 'notTried';
  return answer.failure === 'Timeout' || answer.socket === 10_060 ? 'timedOut' : 'refused';
}

const plain = (state: Answer['state'], native: number | null): Judgement => ({ state, native, issuer: null });

/** The issuer of the certificate that is served: the address's own, unless a device inspects the way. */
function judgeSecure(machine: Machine, asked: Asked, issuers: readonly string[]): Judgement {
  const answer = answerOf(machine, asked.host);
  if ('failure' in answer) return plain('tls', null);
  const issuer = answer.issuer ?? machine.cloud.inspectedBy ?? microsoft;
  if (asked.pinned && !issuers.includes(issuer)) return { state: 'inspected', native: null, issuer };
  if (answer.trusted === false) return { state: 'tls', native: null, issuer };
  return { state: 'reached', native: answer.status, issuer };
}

function judge(machine: Machine, asked: Asked, issuers: readonly string[]): Judgement {
  const byProxy = asked.proxy !== null;
  const down = byProxy ? machine.cloud.proxies?.[asked.proxy ?? ''] : undefined;
  if (down !== undefined) return plain(down, down === 'refused' ? 10_061 : null);
  const answer = byProxy ? answerOf(machine, asked.host) : directAnswer(machine, asked.host);
  if ('status' in answer) {
    if (byProxy && answer.status === 407) return plain('proxyAuthentication', 407);
    if (byProxy && [502, 504].includes(answer.status)) return plain('refused', answer.status);
    if (asked.scheme === 'https') return judgeSecure(machine, asked, issuers);
    return plain(answer.status === 407 ? 'proxyAuthentication' : 'reached', answer.status);
  }
  if (answer.failure === 'TrustFailure') return judgeSecure(machine, asked, issuers);
  // A proxy answers by itself that it could not reach the address.
  if (byProxy) return plain('refused', 504);
  if (answer.failure === 'NameResolutionFailure') return plain('nameUnknown', 11_001);
  if (answer.failure === 'Timeout') return plain('timedOut', null);
  return plain(answer.socket === 10_060 ? 'timedOut' : 'refused', answer.socket);
}

/** What else the probe sees of an address: a certificate was looked at where an issuer is known. */
function seenOf(machine: Machine, asked: Asked, { state, issuer }: Judgement, missed: boolean): Seen {
  const lists = machine.cloud.noLists === true ? 'notReached' : 'reached';
  const wasAsked = asked.scheme === 'https' && asked.pinned && issuer != null && !missed;
  return {
    proxyFrom: asked.proxy === null ? 'none' : (asked.proxyFrom ?? 'windows'),
    dns: dnsOf(machine, asked.host),
    tcp: tcpOf(machine, asked),
    revocation: wasAsked ? lists : 'notAsked',
    clockAheadSeconds: state === 'reached' ? (machine.cloud.clockAheadSeconds ?? 0) : null,
  };
}

/** Asks every address; a required one that is not reached, or is inspected, fails the action after its result. */
export const testConnectivity: Behaviour<'Test-Connectivity'> = (timeline, { machine, params }) => {
  const answers: Answer[] = [];
  const blocked: string[] = [];
  const inspected: string[] = [];
  for (const asked of params.hosts) {
    const { host, port, required, proxy } = asked;
    const name = `${host}:${String(port)}`;
    timeline.step('testHost', 'begin', name);
    timeline.progress(answers.length, params.hosts.length);
    const answer = judge(machine, asked, params.issuers);
    timeline.wait(answer.state === 'timedOut' ? 10_000 : 300);
    const missed = answers.some(({ revocation }) => revocation === 'notReached');
    answers.push({ host, port, required, proxy, ...answer, ...seenOf(machine, asked, answer, missed) });
    const isInspected = answer.state === 'inspected';
    const said = isInspected
      ? `${name} inspected (${answer.issuer ?? ''})`
      : `${name} ${answer.state} ${String(answer.native ?? '')}`.trimEnd();
    if (answer.state !== 'reached') timeline.log('run', required ? 'error' : 'warn', said);
    if (answer.state !== 'reached' && required) (isInspected ? inspected : blocked).push(said);
    timeline.step('testHost', 'done', said);
  }
  const result = { hosts: answers };
  if (blocked.length + inspected.length === 0 && params.partial !== true) return result;
  timeline.result(result);
  const proxies = [...new Set(params.hosts.flatMap(({ proxy }) => (proxy === null ? [] : [proxy])))];
  const way = proxies.length === 0 ? 'direct' : `proxy ${proxies.join(', ')}`;
  if (blocked.length + inspected.length === 0)
    throw new GangwayError('cloud.partial', `${String(answers.length)} (${way})`);
  const code = blocked.length > 0 ? 'cloud.unreachable' : 'cloud.inspected';
  throw new GangwayError(code, `${[...blocked, ...inspected].join('; ')} (${way})`);
};
