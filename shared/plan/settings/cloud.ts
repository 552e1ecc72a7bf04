import { unreadable, type ServerState } from '../../model/facts';
import { bypassSchema, proxySchema, type Wishes } from '../../model/wishes';
import { preferStaticProxy, setSensorProxy } from '../actions/policies';
import { setWinHttpProxy, winHttpEvidence } from '../actions/winHttp';
import { cloudWays, knowsOnlyCertificate, takesStaticProxy } from '../cloudWay';
import { setAgainNotes } from './managers';
import { policyNow } from './reporting';
import type { Note, Setting, SettingNow } from './setting';

/** The facts as they will be once the wishes of the way are fulfilled. */
function wishedFacts(facts: ServerState, wishes: Wishes): ServerState {
  const { sensorProxy, preferStaticProxy: prefer, winHttpProxy } = wishes;
  const { preferences } = facts;
  return {
    ...facts,
    preferences:
      preferences === null || wishes.antivirusProxy === null
        ? preferences
        : { ...preferences, proxyServer: wishes.antivirusProxy || null },
    proxy: {
      ...facts.proxy,
      ...(winHttpProxy === null
        ? {}
        : winHttpProxy === 'direct'
          ? { winHttp: null, winHttpBypass: null }
          : { winHttp: winHttpProxy.proxy, winHttpBypass: winHttpProxy.bypass }),
      telemetry: sensorProxy === null ? facts.proxy.telemetry : sensorProxy === 'none' ? null : sensorProxy,
    },
    policy: {
      ...facts.policy,
      preferStaticProxy: prefer === null ? facts.policy.preferStaticProxy : prefer === 'on' ? 1 : null,
    },
  };
}

const shown = (value: string | number | null): string => String(value ?? '-');

/** Who goes which way with these wishes, and why. */
function wayNotes(facts: ServerState): readonly Note[] {
  const { sensor, antivirus } = cloudWays(facts);
  return [
    { id: `way.sensor.${sensor.by}`, values: { proxy: sensor.proxy ?? '' } },
    { id: `way.antivirus.${antivirus.by}`, values: { proxy: antivirus.proxy ?? '' } },
  ];
}

/**
 * The trap of a sensor whose proxy is its alone: revocation lists do not go through it (known issues K2 and K3), and what replaces the
 * certificate by which old sensors of 2012 R2 were helped.
 */
function listNotes(facts: ServerState): readonly Note[] {
  const { sensor, lists } = cloudWays(facts);
  if (sensor.by !== 'staticProxy' || lists.by !== 'direct') return [];
  return [
    { id: takesStaticProxy(facts) ? 'way.listsDirect' : 'way.listsDirectOld' },
    ...(knowsOnlyCertificate(facts) ? [{ id: 'way.certificateEnded' as const }] : []),
  ];
}

/** The static proxy of the sensor alone. */
export const sensorProxySetting: Setting = {
  id: 'sensorProxy',
  group: 'cloud',
  wishes: ['sensorProxy'],
  now: (facts) =>
    policyNow(facts, 'telemetryProxy', () =>
      facts.proxy.telemetry === null
        ? { word: 'unset' }
        : { word: 'sensorProxy.set', values: { proxy: facts.proxy.telemetry } },
    ),
  offers: ({ facts }) =>
    facts.proxy.telemetry === null ? [] : [{ id: 'sensorProxy.none', wishes: { sensorProxy: 'none' } }],
  field: {
    id: 'sensorProxy',
    wishOf(text) {
      const proxy = proxySchema.safeParse(text.trim());
      return proxy.success ? { sensorProxy: proxy.data } : null;
    },
    textOf: ({ sensorProxy }) => (sensorProxy === 'none' ? null : sensorProxy),
  },
  notes: ({ facts, inputs }) => {
    const then = wishedFacts(facts, inputs.wishes);
    return [
      ...setAgainNotes(facts, ['telemetryProxy', 'disableEnterpriseAuthProxy']),
      ...wayNotes(then),
      ...listNotes(then),
      ...(inputs.wishes.sensorProxy !== null && inputs.wishes.sensorProxy !== 'none'
        ? [{ id: 'way.plainProxy' as const }]
        : []),
    ];
  },
  parts: ({ facts, inputs: { wishes } }) => {
    const then = wishedFacts(facts, wishes);
    const gets = wishes.sensorProxy !== null && wishes.sensorProxy !== 'none';
    const { disableEnterpriseAuthProxy } = facts.policy;
    return [
      {
        name: 'TelemetryProxyServer',
        before: shown(facts.proxy.telemetry),
        after: shown(then.proxy.telemetry),
      },
      {
        name: 'DisableEnterpriseAuthProxy',
        before: shown(disableEnterpriseAuthProxy),
        after: shown(gets ? 1 : disableEnterpriseAuthProxy),
      },
    ];
  },
  actions: [setSensorProxy],
};

/** Whether revocation lists, too, go through the sensor's static proxy. */
export const preferStaticProxySetting: Setting = {
  id: 'preferStaticProxy',
  group: 'cloud',
  wishes: ['preferStaticProxy'],
  now: (facts) =>
    policyNow(facts, 'preferStaticProxy', () => ({
      word: facts.policy.preferStaticProxy === 1 ? 'preferStaticProxy.on' : 'preferStaticProxy.off',
    })),
  offers: ({ facts }) => [
    ...(takesStaticProxy(facts)
      ? [{ id: 'preferStaticProxy.on' as const, wishes: { preferStaticProxy: 'on' as const } }]
      : []),
    ...(facts.policy.preferStaticProxy === 1
      ? [{ id: 'preferStaticProxy.off' as const, wishes: { preferStaticProxy: 'off' as const } }]
      : []),
  ],
  notes: ({ facts, inputs }) => {
    const then = wishedFacts(facts, inputs.wishes);
    return [
      ...setAgainNotes(facts, ['preferStaticProxy']),
      ...(takesStaticProxy(facts)
        ? []
        : [
            {
              id: 'preferStaticProxy.tooOld' as const,
              values: { version: facts.sensor.senseVersion ?? '-' },
            },
          ]),
      ...(then.policy.preferStaticProxy === 1 && then.proxy.telemetry === null
        ? [{ id: 'preferStaticProxy.alone' as const }]
        : []),
      { id: 'way.noSslOptions' },
    ];
  },
  actions: [preferStaticProxy],
};

/** The proxy of Windows (WinHTTP), for all that runs as SYSTEM and has none of its own. */
export const winHttpProxySetting: Setting = {
  id: 'winHttpProxy',
  group: 'cloud',
  wishes: ['winHttpProxy'],
  now(facts): SettingNow {
    const { winHttp, winHttpBypass } = facts.proxy;
    const raw = winHttpEvidence(facts);
    if (unreadable(facts, 'proxy.winHttp') !== null) return { word: 'unread', raw };
    if (winHttp === null) return { word: 'winHttpProxy.direct', raw };
    return winHttpBypass === null
      ? { word: 'winHttpProxy.set', values: { proxy: winHttp }, raw }
      : { word: 'winHttpProxy.past', values: { proxy: winHttp, bypass: winHttpBypass }, raw };
  },
  offers: ({ facts }) =>
    facts.proxy.winHttp === null ? [] : [{ id: 'winHttpProxy.direct', wishes: { winHttpProxy: 'direct' } }],
  field: {
    id: 'winHttpProxy',
    // The proxy, and after a blank what goes past it: the order of netsh.
    wishOf(text) {
      const [first = '', second, ...more] = text.trim().split(/\s+/);
      const proxy = proxySchema.safeParse(first);
      const bypass = bypassSchema.nullable().safeParse(second ?? null);
      return proxy.success && bypass.success && more.length === 0
        ? { winHttpProxy: { proxy: proxy.data, bypass: bypass.data } }
        : null;
    },
    textOf: ({ winHttpProxy }) =>
      winHttpProxy === null || winHttpProxy === 'direct'
        ? null
        : [winHttpProxy.proxy, winHttpProxy.bypass ?? ''].join(' ').trim(),
  },
  notes: ({ facts, inputs }) => [
    ...wayNotes(wishedFacts(facts, inputs.wishes)),
    ...(inputs.wishes.winHttpProxy === null ? [] : [{ id: 'winHttpProxy.all' as const }]),
  ],
  parts: ({ facts, inputs: { wishes } }) => {
    const then = wishedFacts(facts, wishes);
    return [
      { name: 'WinHTTP proxy', before: shown(facts.proxy.winHttp), after: shown(then.proxy.winHttp) },
      {
        name: 'WinHTTP bypass',
        before: shown(facts.proxy.winHttpBypass),
        after: shown(then.proxy.winHttpBypass),
      },
    ];
  },
  actions: [setWinHttpProxy],
};
