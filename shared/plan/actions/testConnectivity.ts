import { cloudTest, type ProxySource } from '../../model/probes/cloudTest';
import type { ServerState } from '../../model/facts';
import {
  cloudHosts,
  cloudIssuers,
  commonHosts,
  type CloudDetails,
  type CloudHost,
} from '../../knowledge/cloudHosts';
import type { ParamsOf } from '../../model/operations';
import { isOnboardedTo, joining, wantedTenant, type Situation } from '../situation';
import type { Fix } from './prerequisites';

/** What names the proxy of one way: sensor and antivirus each have a setting of their own and fall back to that of Windows. */
function settingOf({ proxy, preferences }: ServerState, way: CloudHost['way']): [string, ProxySource] | null {
  const policy = proxy.antivirus;
  const preference = preferences?.proxyServer ?? null;
  if (way === 'sensor' && proxy.telemetry !== null) return [proxy.telemetry, 'telemetryPolicy'];
  if (way === 'antivirus' && policy !== null) return [policy, 'antivirusPolicy'];
  if (way === 'antivirus' && preference !== null) return [preference, 'antivirusPreference'];
  return proxy.winHttp === null ? null : [proxy.winHttp, 'winHttp'];
}

/**
 * The proxy of one way as `host:port`, and which setting names it. A setting for several protocols (`http=a:80;https=b:80`) is read by
 * the one that is asked for.
 */
function proxyOf(
  facts: ServerState,
  { way, scheme }: CloudHost,
): { proxy: string | null; proxyFrom: ProxySource } {
  const [set, proxyFrom] = settingOf(facts, way) ?? ['', 'none'];
  const parts = set
    .split(/[;\s]+/)
    .map((part) => part.replace(/^(https?=)?https?:\/\//i, '$1').replace(/\/$/, ''));
  const named = parts.find((part) => part.toLowerCase().startsWith(`${scheme}=`))?.slice(scheme.length + 1);
  const proxy = [named, ...parts].find((part) => /^[A-Za-z0-9.-]+:\d{1,5}$/.test(part ?? '')) ?? null;
  return { proxy, proxyFrom: proxy === null ? 'none' : proxyFrom };
}

/** What each of these addresses is asked, as the settings of the server lead there. */
const asked = (facts: ServerState, hosts: readonly CloudHost[]): ParamsOf<'Test-Connectivity'> => ({
  hosts: hosts.map((entry) => ({
    host: entry.host,
    port: entry.port,
    scheme: entry.scheme,
    required: entry.required,
    pinned: entry.pinned,
    ...proxyOf(facts, entry),
  })),
  issuers: [...cloudIssuers],
});

/**
 * What a probe asks at any time: the addresses of the onboarding package, without one those of the server's own onboarding (`own`), and
 * where that is not known those that every server needs.
 */
export function probeAsks(situation: Situation, own: CloudDetails | null): ParamsOf<'Test-Connectivity'> {
  const details = joining(situation) ?? own;
  return details === null
    ? { ...asked(situation.facts, commonHosts), partial: true }
    : asked(situation.facts, cloudHosts(details));
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
  call: (situation) => {
    const details = joining(situation);
    if (details === null) return null;
    const params = asked(situation.facts, cloudHosts(details));
    return { operation: 'Test-Connectivity', params };
  },
  evidence: (facts) => {
    const { state, at } = cloudTest(facts);
    return at === null ? 'not tested' : `${state} ${new Date(at).toISOString()}`;
  },
};
