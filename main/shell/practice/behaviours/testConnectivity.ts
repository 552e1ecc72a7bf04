import { GangwayError } from '../../../../shared/errors';
import type { ResultOf } from '../../../../shared/operations';
import type { Behaviour } from '../behaviour';
import type { CloudAnswer, Machine } from '../machine';

type Answer = ResultOf<'Test-Connectivity'>['hosts'][number];

/** What one address answers on this machine; without words of its own it is there while the cloud is. */
function answerOf({ cloud }: Machine, host: string): CloudAnswer {
  return (
    cloud.hosts?.[host] ?? (cloud.reachable ? { status: 200 } : { failure: 'ConnectFailure', socket: 10060 })
  );
}

function judge(answer: CloudAnswer, byProxy: boolean): Pick<Answer, 'state' | 'native'> {
  if ('status' in answer) {
    if (answer.status === 407) return { state: 'proxyAuthentication', native: 407 };
    const isProxys = byProxy && [502, 504].includes(answer.status);
    return { state: isProxys ? 'refused' : 'reached', native: answer.status };
  }
  const native = answer.socket;
  if (answer.failure === 'TrustFailure') return { state: 'tls', native };
  if (answer.failure === 'NameResolutionFailure') return { state: 'nameUnknown', native };
  return { state: answer.failure === 'Timeout' || native === 10060 ? 'timedOut' : 'refused', native };
}

/** Asks every address; a required one that is not reached fails the action, after its result. */
export const testConnectivity: Behaviour<'Test-Connectivity'> = (timeline, { machine, params }) => {
  const answers: Answer[] = [];
  const blocked: string[] = [];
  for (const { host, port, required, proxy } of params.hosts) {
    const name = `${host}:${String(port)}`;
    timeline.step('testHost', 'begin', name);
    timeline.progress(answers.length, params.hosts.length);
    const answer = judge(answerOf(machine, host), proxy !== null);
    timeline.wait(answer.state === 'timedOut' ? 10_000 : 300);
    answers.push({ host, port, required, proxy, ...answer });
    const said = `${name} ${answer.state} ${String(answer.native ?? '')}`.trimEnd();
    if (answer.state !== 'reached') timeline.log('run', required ? 'error' : 'warn', said);
    if (answer.state !== 'reached' && required) blocked.push(said);
    timeline.step('testHost', 'done', said);
  }
  const result = { hosts: answers };
  if (blocked.length === 0) return result;
  timeline.result(result);
  const proxies = [...new Set(params.hosts.flatMap(({ proxy }) => (proxy === null ? [] : [proxy])))];
  const way = proxies.length === 0 ? 'direct' : `proxy ${proxies.join(', ')}`;
  throw new GangwayError('cloud.unreachable', `${blocked.join('; ')} (${way})`);
};
