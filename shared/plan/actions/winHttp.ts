import { unreadable, type ServerState } from '../../model/facts';
import type { ParamsOf } from '../../model/operations';
import type { Situation } from '../situation';
import type { Action } from './action';
import { tellValues, valuesIn } from './evidenceValues';

type Wanted = ParamsOf<'Set-WinHttpProxy'>;
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

function wanted({ inputs }: Situation): Wanted | null {
  const wish = inputs.wishes.winHttpProxy;
  return wish === 'direct' ? { proxy: null, bypass: null } : wish;
}

const isSo = (facts: ServerState, { proxy, bypass }: Wanted): boolean =>
  isRead(facts) && facts.proxy.winHttp === proxy && facts.proxy.winHttpBypass === bypass;

/** Sets the proxy of Windows (WinHTTP), or takes it away; the one that was there comes back with its exceptions. */
export const setWinHttpProxy: Action = {
  id: 'set-winhttp-proxy',
  operation: 'Set-WinHttpProxy',
  restart: 'no',
  oneWay: false,
  minutes: [0, 1],
  applies: (situation) => wanted(situation) !== null,
  isDone(situation) {
    const params = wanted(situation);
    return params === null || isSo(situation.facts, params);
  },
  call(situation) {
    const params = wanted(situation);
    return params && { operation: 'Set-WinHttpProxy', params };
  },
  evidence: winHttpEvidence,
  takeBack(before) {
    const told = valuesIn(before, names);
    if (told === null) return null;
    const [proxy, bypass] = told.map((value) => (value === null ? null : String(value)));
    const params: Wanted = { proxy: proxy ?? null, bypass: bypass ?? null };
    return {
      call: { operation: 'Set-WinHttpProxy', params },
      isDone: (facts) => isSo(facts, params),
    };
  },
};
