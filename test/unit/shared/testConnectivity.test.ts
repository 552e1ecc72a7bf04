import { expect, it } from 'vitest';
import { testConnectivity } from '../../../shared/actions/testConnectivity';
import type { ServerState } from '../../../shared/facts';
import { emptyInputs } from '../../../shared/inputs';
import { operations } from '../../../shared/operations';
import { aServer } from '../../fixtures/facts';
import { emptyKit } from '../../fixtures/kits';
import { anOnboardingPackage } from '../../fixtures/onboardingPackage';

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
  [{ winHttp: 'nonsense' }, { sensor: null, antivirus: null, lists: null, updates: null }],
])('the proxies of %j go with the addresses as the server would take them', (proxy, expected) => {
  expect(ways(proxy)).toEqual(expected);
});

it('needs the onboarding package, which alone says where the tenant lies', () => {
  expect(testConnectivity.call({ facts: aServer(), inputs: emptyInputs('local'), kit: emptyKit })).toBeNull();
});
