import type { Rule } from '../rules/rule';
import { rawValue, type Action } from './action';
import { always, byRules } from './byRules';

const name = 'ProxyServer';
/** Only such a proxy can be set by Gangway, and only such a one taken back. */
const whole = /^https?:\/\/[A-Za-z0-9.-]+:\d{1,5}$/;

/** A proxy that a person typed, as Defender wants it, with its scheme; null for a text that is none. */
export function antivirusProxyIn(typed: string): string | null {
  const text = typed.trim().replace(/\/$/, '');
  const proxy = /^https?:\/\//i.test(text)
    ? text.replace(/^https?/i, (scheme) => scheme.toLowerCase())
    : `http://${text}`;
  const port = Number(/:(\d+)$/.exec(proxy)?.[1] ?? 0);
  return whole.test(proxy) && port >= 1 && port <= 65_535 ? proxy : null;
}

const call = (proxy: string | null) => ({
  operation: 'Set-DefenderPreference' as const,
  params: { values: { ProxyServer: proxy }, exclusions: null },
});

/**
 * Sets the proxy of the antivirus by its preference. The policy value of the same name wins where there is one, and Gangway writes
 * none: a policy of ours would fight with that of a domain (configure-proxy-internet).
 */
export const setAntivirusProxy: Action = {
  id: 'set-antivirus-proxy',
  operation: 'Set-DefenderPreference',
  restart: 'no',
  oneWay: false,
  minutes: [0, 1],
  ...byRules(({ inputs }) => {
    const wish = inputs.wishes.antivirusProxy;
    if (wish === null) return null;
    const fact = 'preferences.proxyServer';
    const isSo: Rule = { fact, is: wish };
    const isNone: Rule = { all: [{ not: { fact: 'preferences', is: null } }, { fact, is: null }] };
    return { applies: always, done: wish === '' ? { any: [isSo, isNone] } : isSo };
  }),
  call: ({ inputs }) =>
    inputs.wishes.antivirusProxy === null ? null : call(inputs.wishes.antivirusProxy || null),
  evidence: ({ preferences }) =>
    preferences === null ? 'Get-MpPreference -' : `${name} = ${rawValue(preferences.proxyServer)}`,
  takeBack(before) {
    const proxy = before.startsWith(`${name} = `) ? before.slice(name.length + 3) : '';
    if (proxy !== '-' && !whole.test(proxy)) return null;
    const value = proxy === '-' ? null : proxy;
    return { call: call(value), isDone: ({ preferences }) => preferences?.proxyServer === value };
  },
};
