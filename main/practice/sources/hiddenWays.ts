// Stands on: platform/winhttp-certificate-codes (12057, 12175), defender/mde-sense-event-5 (the code is the third parameter).
// Invented: what stands between these servers and the cloud; looked for: nothing, it is what a search has to find
import { keys } from '../machine/keys';
import { sense, unreached, type HiddenFault } from './hiddenEvents';

/** Faults on the way to the cloud, which a test from the server shows. */
export const hiddenWays: Readonly<Record<string, HiddenFault>> = {
  'hidden-inspection': {
    like: '2019-onboarded',
    patches: [{ cloud: { inspectedBy: 'Example Filter' }, '+events': [unreached(1, '12175')] }],
  },
  'hidden-lists': {
    like: '2019-onboarded',
    patches: [{ cloud: { noLists: true }, '+events': [unreached(1, '12057')] }],
  },
  'hidden-proxy': {
    like: '2019-onboarded',
    patches: [
      {
        // The right one is there, and another wins over it.
        registry: { [keys.policyTelemetry]: { TelemetryProxyServer: 'old-proxy.practice.example:8080' } },
        proxy: { winHttp: 'proxy.practice.example:8080' },
        cloud: { proxies: { 'old-proxy.practice.example:8080': 'timedOut' } },
        '+events': [
          unreached(2, '12029'),
          sense(15, 2, 1, 'Failed to start the command channel.', ['https://winatp-gw-weu.microsoft.com/']),
        ],
      },
    ],
  },
  'hidden-clock': {
    like: '2019-onboarded',
    patches: [{ clockOffset: 86_400_000, cloud: { clockAheadSeconds: 86_400 } }],
  },
  'hidden-names': {
    like: '2019-onboarded',
    patches: [{ cloud: { noNames: true }, '+events': [unreached(1, '12007')] }],
  },
  'hidden-firewall': {
    like: '2019-onboarded',
    patches: [
      {
        cloud: { reachable: false },
        '+events': [
          unreached(2, '12002'),
          sense(15, 2, 1, 'Failed to start the command channel.', ['https://winatp-gw-weu.microsoft.com/']),
        ],
      },
    ],
  },
  'hidden-ipv6': {
    like: '2019-onboarded',
    patches: [
      { cloud: { addresses: { ipv4: 0, ipv6: 2 }, reachable: false }, '+events': [unreached(1, '12029')] },
    ],
  },
};
