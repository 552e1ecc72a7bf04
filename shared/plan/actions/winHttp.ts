import { unreadable, type ServerState } from '../../model/facts';
import type { ParamsOf } from '../../model/operations';
import { holds, type Rule } from '../rules/rule';
import type { Action, Wanted } from './action';
import { always, byRules } from './byRules';
import { tellValues, valuesIn } from './evidenceValues';

type Proxy = ParamsOf<'Set-WinHttpProxy'>;
const names = ['WinHTTP proxy', 'WinHTTP bypass'] as const;

const isRead = (facts: ServerState): boolean => unreadable(facts, 'proxy.winHttp') === null;

/** The proxy of WinHTTP as evidence tells it. */
export function winHttpEvidence(facts: ServerState): string {
  const { winHttp, winHttpBypass } = facts.proxy;
  return tellValues(
    isRead(facts)
      ? [
          [names[0], winHttp],
          [names[1], winHttpBypass],
        ]
      : names.map((name) => [name, undefined]),
  );
}

function wanted({ inputs }: Wanted): Proxy | null {
  const wish = inputs.wishes.winHttpProxy;
  return wish === 'direct' ? { proxy: null, bypass: null } : wish;
}

const isSo = ({ proxy, bypass }: Proxy): Rule => ({
  all: [
    { read: 'proxy.winHttp' },
    { fact: 'proxy.winHttp', is: proxy },
    { fact: 'proxy.winHttpBypass', is: bypass },
  ],
});

/** Sets the proxy of Windows (WinHTTP), or takes it away; the one that was there comes back with its exceptions. */
export const setWinHttpProxy: Action = {
  id: 'set-winhttp-proxy',
  operation: 'Set-WinHttpProxy',
  restart: 'no',
  oneWay: false,
  minutes: [0, 1],
  ...byRules((situation) => {
    const params = wanted(situation);
    return params && { applies: always, done: isSo(params) };
  }),
  call(situation) {
    const params = wanted(situation);
    return params && { operation: 'Set-WinHttpProxy', params };
  },
  evidence: winHttpEvidence,
  takeBack(before) {
    const told = valuesIn(before, names);
    if (told === null) return null;
    const [proxy, bypass] = told.map((value) => (value === null ? null : String(value)));
    const params: Proxy = { proxy: proxy ?? null, bypass: bypass ?? null };
    return {
      call: { operation: 'Set-WinHttpProxy', params },
      isDone: (facts) => holds(isSo(params), facts),
    };
  },
};
