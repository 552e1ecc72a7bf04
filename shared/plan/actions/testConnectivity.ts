import { cloudTest } from '../../model/cloudTest';
import type { ServerState } from '../../model/facts';
import { cloudHosts, cloudIssuers, type CloudHost } from '../../knowledge/cloudHosts';
import type { ParamsOf } from '../../model/operations';
import { isOnboardedTo, wantedTenant } from '../situation';
import type { Fix } from './prerequisites';

/**
 * The proxy of one way as `host:port`, from what the server's settings say: sensor and antivirus each have one of their own and
 * fall back to that of Windows. A setting for several protocols (`http=a:80;https=b:80`) is read by the one that is asked for.
 */
function proxyOf({ proxy, preferences }: ServerState, { way, scheme }: CloudHost): string | null {
  const own = {
    sensor: proxy.telemetry,
    antivirus: proxy.antivirus ?? preferences?.proxyServer ?? null,
    windows: null,
  }[way];
  const set = own ?? proxy.winHttp;
  const parts = (set ?? '')
    .split(/[;\s]+/)
    .map((part) => part.replace(/^(https?=)?https?:\/\//i, '$1').replace(/\/$/, ''));
  const named = parts.find((part) => part.toLowerCase().startsWith(`${scheme}=`))?.slice(scheme.length + 1);
  return [named, ...parts].find((part) => /^[A-Za-z0-9.-]+:\d{1,5}$/.test(part ?? '')) ?? null;
}

/**
 * Tests the way to the cloud from the server, as SYSTEM, as Defender will call: at any time as a probe, and before anything else
 * where a person put it into the plan, which ends there when a required address is not reached. It changes nothing.
 */
export const testConnectivity: Fix = {
  id: 'test-connectivity',
  operation: 'Test-Connectivity',
  restart: 'no',
  oneWay: false,
  // A firewall that stays silent costs ten seconds an address.
  minutes: [0, 6],
  file: null,
  rules: 'moments',
  // An onboarded server has nothing before it that the test could stop; there it is a probe alone.
  applies: (situation) =>
    situation.inputs.fixes.includes('test-connectivity') &&
    !isOnboardedTo(situation.facts, wantedTenant(situation)),
  isDone: ({ facts }) => cloudTest(facts).state === 'reached',
  call: ({ facts, kit }) => {
    if (kit.onboarding?.details.kind !== 'onboarding') return null;
    const hosts = cloudHosts(kit.onboarding.details).map((entry) => ({
      host: entry.host,
      port: entry.port,
      scheme: entry.scheme,
      required: entry.required,
      pinned: entry.pinned,
      proxy: proxyOf(facts, entry),
    }));
    const params: ParamsOf<'Test-Connectivity'> = { hosts, issuers: [...cloudIssuers] };
    return { operation: 'Test-Connectivity', params };
  },
  evidence: (facts) => {
    const { state, at } = cloudTest(facts);
    return at === null ? 'not tested' : `${state} ${new Date(at).toISOString()}`;
  },
};
