import { expect, it } from 'vitest';
import { testConnectivity } from '../../../../../shared/plan/actions/testConnectivity';
import type { ServerState } from '../../../../../shared/model/facts';
import { emptyInputs, type Inputs } from '../../../../../shared/model/inputs';
import { operations } from '../../../../../shared/model/operations';
import { aServer, type DeepPartial, readAt } from '../../../../fixtures/facts';
import { emptyKit } from '../../../../fixtures/kits';
import { anOnboardingPackage, tenant } from '../../../../fixtures/onboardingPackage';

/** The proxy of each kind of address, as the action hands it over. */
function ways(proxy: Partial<ServerState['proxy']>) {
  const onboarding = anOnboardingPackage(
    {},
    {
      connectivity: 'streamlined',
      partnerGeoLocation: 'GW_EU',
      geoLocationUrl: 'https://edr-neu.eu.endpoint.security.microsoft.com/edr/',
    },
  );
  const situation = {
    journey: 'onboard' as const,
    facts: aServer({ proxy }),
    inputs: emptyInputs('local'),
    kit: { ...emptyKit, onboarding },
  };
  const { hosts } = operations['Test-Connectivity'].params.parse(testConnectivity.call(situation)?.params);
  const of = (name: string) => hosts.find(({ host }) => host.startsWith(name))?.proxy;
  return { sensor: of('edr-'), antivirus: of('mdav.'), lists: of('crl.'), updates: of('go.') };
}

it.each([
  [{}, { sensor: null, antivirus: null, lists: null, updates: null }],
  [{ telemetry: 'edr:80' }, { sensor: 'edr:80', antivirus: null, lists: null, updates: null }],
  [
    { winHttp: 'win.example:8080' },
    {
      sensor: 'win.example:8080',
      antivirus: 'win.example:8080',
      lists: 'win.example:8080',
      updates: 'win.example:8080',
    },
  ],
  [
    { winHttp: 'http=a:80;https=b:81', telemetry: 'edr:80' },
    { sensor: 'edr:80', antivirus: 'b:81', lists: 'a:80', updates: 'b:81' },
  ],
  [
    { winHttp: 'https://b.example:443' },
    { sensor: 'b.example:443', antivirus: 'b.example:443', lists: 'b.example:443', updates: 'b.example:443' },
  ],
  [
    { antivirus: 'http://av.example:3128', telemetry: 'edr:80' },
    { sensor: 'edr:80', antivirus: 'av.example:3128', lists: null, updates: null },
  ],
  [
    { winHttp: 'http=http://a:80; https=http://b:81' },
    { sensor: 'b:81', antivirus: 'b:81', lists: 'a:80', updates: 'b:81' },
  ],
  // Written as an address, as the policies of the antivirus have it.
  [
    { antivirus: 'http://av.example:3128/', winHttp: 'https=https://b.example:443/' },
    { sensor: 'b.example:443', antivirus: 'av.example:3128', lists: null, updates: 'b.example:443' },
  ],
  // What is more than a name and a port, or only ends or begins like one, is no proxy.
  [{ winHttp: 'user@a:80' }, { sensor: null, antivirus: null, lists: null, updates: null }],
  [{ winHttp: 'a:80/b' }, { sensor: null, antivirus: null, lists: null, updates: null }],
  [{ winHttp: 'a:http://b:80' }, { sensor: null, antivirus: null, lists: null, updates: null }],
  [{ winHttp: 'nonsense' }, { sensor: null, antivirus: null, lists: null, updates: null }],
])('the proxies of %j go with the addresses as the server would take them', (proxy, expected) => {
  expect(ways(proxy)).toEqual(expected);
});

it('needs the onboarding package, which alone says where the tenant lies', () => {
  expect(
    testConnectivity.call({
      journey: 'onboard',
      facts: aServer(),
      inputs: emptyInputs('local'),
      kit: emptyKit,
    }),
  ).toBeNull();
});

const test = (endedAt: number, outcome: 'ok' | 'failed' = 'ok') => ({
  runs: [
    {
      runId: 'r',
      nn: 1,
      operation: 'Test-Connectivity' as const,
      startedAt: endedAt,
      endedAt,
      outcome,
      code: outcome === 'ok' ? null : 'cloud.unreachable',
    },
  ],
});
const onboarded: DeepPartial<ServerState> = {
  services: { sense: { status: 'running', start: 'automatic', imagePath: null } },
  sensor: { onboardingState: 1, orgId: tenant },
};
it.each<[string, DeepPartial<ServerState>, Inputs['fixes'], boolean, boolean]>([
  ['that a person put into the plan', {}, ['test-connectivity'], true, false],
  ['that nobody asked for', {}, [], false, false],
  ['beside another fix', {}, ['restart'], false, false],
  ['of an onboarded server', onboarded, ['test-connectivity'], false, false],
  ['that reached everything', test(readAt), ['test-connectivity'], true, true],
  ['that did not', test(readAt, 'failed'), ['test-connectivity'], true, false],
])('a test %s is part of the plan, or done', (_, change, fixes, applies, done) => {
  const situation = {
    journey: 'onboard' as const,
    facts: aServer(change),
    inputs: { ...emptyInputs('local'), fixes },
    kit: { ...emptyKit, onboarding: anOnboardingPackage() },
  };
  expect([testConnectivity.applies(situation), testConnectivity.isDone(situation)]).toEqual([applies, done]);
});
