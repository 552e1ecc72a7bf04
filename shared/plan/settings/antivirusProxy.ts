import { antivirusProxyIn, setAntivirusProxy } from '../actions/antivirusProxy';
import { setAgainNotes } from './managers';
import type { Setting } from './setting';

/** The proxy by which the antivirus reaches its cloud, where that of Windows does not do. */
export const antivirusProxySetting: Setting = {
  id: 'antivirusProxy',
  group: 'cloud',
  wishes: ['antivirusProxy'],
  now(facts) {
    const raw = setAntivirusProxy.evidence(facts);
    if (facts.preferences === null) return { word: 'noAntivirus', raw };
    const server = facts.preferences.proxyServer;
    if (server === null) return { word: 'antivirusProxy.none', raw };
    return {
      word: facts.proxy.antivirus === null ? 'antivirusProxy.own' : 'antivirusProxy.policy',
      values: { server },
      raw,
    };
  },
  // Under a policy nothing else can be had here; it is changed where it is set.
  offers: ({ facts }) =>
    facts.preferences !== null && facts.preferences.proxyServer !== null && facts.proxy.antivirus === null
      ? [{ id: 'antivirusProxy.none', wishes: { antivirusProxy: '' } }]
      : [],
  field: {
    id: 'antivirusProxy',
    wishOf(text) {
      const proxy = antivirusProxyIn(text);
      return proxy === null ? null : { antivirusProxy: proxy };
    },
    textOf: ({ antivirusProxy }) => (antivirusProxy === '' ? null : antivirusProxy),
  },
  notes: ({ facts }) => [
    ...setAgainNotes(facts, ['antivirusProxy']),
    ...(facts.proxy.antivirus === null ? [] : [{ id: 'antivirusProxy.policyWins' as const }]),
  ],
  actions: [setAntivirusProxy],
};
