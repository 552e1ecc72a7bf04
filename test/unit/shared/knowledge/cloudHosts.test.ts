import { describe, expect, it } from 'vitest';
import { cloudHosts, type CloudDetails } from '../../../../shared/knowledge/cloudHosts';

const nothing: CloudDetails = {
  connectivity: 'unknown',
  geoLocationUrl: null,
  vortexServerUrl: null,
  vortexTicketUrl: null,
  vortexGeoLocation: null,
  partnerGeoLocation: null,
  datacenter: null,
};
const at = (details: Partial<CloudDetails>) => cloudHosts({ ...nothing, ...details });
const required = (hosts: ReturnType<typeof cloudHosts>) =>
  hosts
    .filter((host) => host.required)
    .map(({ scheme, host, port }) => `${scheme}://${host}:${String(port)}`);
const namesOf = (details: Partial<CloudDetails>) => at(details).map(({ host }) => host);
const lists = [
  'http://crl.microsoft.com:80',
  'http://ctldl.windowsupdate.com:80',
  'http://www.microsoft.com:80',
];

/** A streamlined package as published ones are (version 1.7, 2023; version 2.06, 2025): three channels, one of them elsewhere. */
const streamlined = {
  connectivity: 'streamlined',
  geoLocationUrl: 'https://edr-ukw.uk.endpoint.security.microsoft.com/edr/',
  vortexServerUrl: 'https://uk-v20.events.endpoint.security.microsoft.com/OneCollector/1.0',
  vortexTicketUrl: 'https://events.data.microsoft.com',
  vortexGeoLocation: 'UK',
  partnerGeoLocation: 'GW_UK',
  datacenter: 'WestUk',
} as const;

describe('the cloud addresses of a package', () => {
  it('are all three channels, the antivirus cloud and the certificate lists where the way is streamlined', () => {
    const hosts = at(streamlined);
    expect(required(hosts)).toEqual([
      'https://edr-ukw.uk.endpoint.security.microsoft.com:443',
      'https://uk-v20.events.endpoint.security.microsoft.com:443',
      'https://events.data.microsoft.com:443',
      'https://mdav.uk.endpoint.security.microsoft.com:443',
      ...lists,
    ]);
    expect(hosts.filter((host) => !host.required).map(({ host }) => host)).toEqual([
      'go.microsoft.com',
      'definitionupdates.microsoft.com',
    ]);
    // Who inspects what Defender itself calls is in its way; what Windows fetches may be inspected.
    expect(hosts.filter(({ pinned }) => pinned).map(({ way }) => way)).toEqual([
      'sensor',
      'sensor',
      'sensor',
      'antivirus',
    ]);
  });

  it('follow the geography on the standard way, where gateways and storage are required too', () => {
    const hosts = at({ connectivity: 'standard', geoLocationUrl: 'https://WINATP-GW-weu.microsoft.com/' });
    expect(required(hosts)).toEqual([
      ...[
        'winatp-gw-weu.microsoft.com',
        'events.data.microsoft.com',
        'eu-v20.events.data.microsoft.com',
        'winatp-gw-neu.microsoft.com',
        'winatp-gw-neu3.microsoft.com',
        'winatp-gw-weu3.microsoft.com',
        'automatedirstrprdneu.blob.core.windows.net',
        'automatedirstrprdweu.blob.core.windows.net',
        'automatedirstrprdneu3.blob.core.windows.net',
        'automatedirstrprdweu3.blob.core.windows.net',
        'usseu1northprod.blob.core.windows.net',
        'usseu1westprod.blob.core.windows.net',
        'wseu1northprod.blob.core.windows.net',
        'wseu1westprod.blob.core.windows.net',
        'wdcp.microsoft.com',
        'europe.cp.wd.microsoft.com',
      ].map((host) => `https://${host}:443`),
      ...lists,
    ]);
  });

  it('include Australia and the Emirates', () => {
    expect(
      namesOf({ connectivity: 'standard', geoLocationUrl: 'https://winatp-gw-aue.microsoft.com/' }),
    ).toEqual(
      expect.arrayContaining([
        'au-v20.events.data.microsoft.com',
        'ussau1southeastprod.blob.core.windows.net',
      ]),
    );
    const emirates = namesOf({
      connectivity: 'standard',
      geoLocationUrl: 'https://winatp-gw-aen0a.microsoft.com/',
    });
    expect(emirates).toContain('winatp-gw-aec0a.microsoft.com');
    expect(emirates.filter((name) => name.includes('-v20.'))).toEqual([]);
  });

  it.each([
    ['WestUk', 'uk'],
    ['CentralUs3', 'us'],
    ['NorthEurope', 'eu'],
    ['AustraliaEast', 'au'],
  ])('take the geography of datacentre %s with a doubt', (datacenter, geography) => {
    const found = at({
      connectivity: 'standard',
      geoLocationUrl: 'https://winatp-gw-xyz.microsoft.com/',
      datacenter,
    }).find(({ host }) => host === `${geography}-v20.events.data.microsoft.com`);
    expect(found).toMatchObject({ required: true, doubt: 'doubt.derived' });
  });

  it.each(['SouthIndia0a', 'UsGovTexas', 'UsModTexas', 'default', 'FFL4'])(
    'claim no geography for %s that nobody wrote down, and keep to the channels of the package',
    (place) => {
      const details = {
        connectivity: 'standard',
        geoLocationUrl: 'https://winatp-gw-usmt.microsoft.com/',
        vortexServerUrl: 'https://us4-v20.events.data.microsoft.com/OneCollector/1.0',
        datacenter: place,
        vortexGeoLocation: place,
      } as const;
      expect(required(at(details))).toEqual([
        'https://winatp-gw-usmt.microsoft.com:443',
        'https://us4-v20.events.data.microsoft.com:443',
        'https://events.data.microsoft.com:443',
        'https://wdcp.microsoft.com:443',
        ...lists,
      ]);
    },
  );

  it('have no host out of a strange address', () => {
    for (const strange of [null, '', 'http://a.example/', 'https://a.example@evil/', 'https://-'])
      expect(required(at({ geoLocationUrl: strange, vortexTicketUrl: strange }))).toEqual(lists);
  });

  it('never are more than one test may ask', () => {
    for (const geography of ['us', 'eu', 'uk', 'au', 'ae'])
      for (const connectivity of ['standard', 'streamlined'] as const)
        expect(
          at({ ...streamlined, connectivity, partnerGeoLocation: `GW_${geography}` }).length,
        ).toBeLessThan(60);
  });
});
