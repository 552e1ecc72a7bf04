import { describe, expect, it } from 'vitest';
import { cloudHosts, type CloudDetails } from '../../../../shared/knowledge/cloudHosts';

const at = (
  connectivity: CloudDetails['connectivity'],
  geoLocationUrl: string | null,
  datacenter: string | null = null,
) => cloudHosts({ connectivity, geoLocationUrl, datacenter });
const required = (hosts: ReturnType<typeof cloudHosts>) =>
  hosts
    .filter((host) => host.required)
    .map(({ scheme, host, port }) => `${scheme}://${host}:${String(port)}`);
const lists = [
  'http://crl.microsoft.com:80',
  'http://ctldl.windowsupdate.com:80',
  'http://www.microsoft.com:80',
];

describe('the cloud addresses of a package', () => {
  it('are one host and the certificate lists where the way is streamlined', () => {
    const hosts = at('streamlined', 'https://edr-neu.eu.endpoint.security.microsoft.com/edr/');
    expect(required(hosts)).toEqual(['https://edr-neu.eu.endpoint.security.microsoft.com:443', ...lists]);
    expect(hosts.filter((host) => !host.required).map(({ host }) => host)).toEqual([
      'go.microsoft.com',
      'definitionupdates.microsoft.com',
    ]);
  });

  it('follow the geography of the gateway on the standard way', () => {
    const hosts = at('standard', 'https://WINATP-GW-weu.microsoft.com/');
    expect(required(hosts)).toEqual([
      'https://winatp-gw-weu.microsoft.com:443',
      'https://events.data.microsoft.com:443',
      'https://eu-v20.events.data.microsoft.com:443',
      ...lists,
    ]);
    const names = hosts.map(({ host }) => host);
    expect(names).toContain('automatedirstrprdneu3.blob.core.windows.net');
    expect(names).toContain('usseu1northprod.blob.core.windows.net');
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ['WestEurope', 'eu'],
    ['EastUS2', 'us'],
    ['UKSouth', 'uk'],
  ])('take the geography of datacentre %s with a doubt', (datacenter, geography) => {
    const found = at('standard', 'https://winatp-gw-xyz.microsoft.com/', datacenter).find(
      ({ host }) => host === `${geography}-v20.events.data.microsoft.com`,
    );
    expect(found).toMatchObject({ required: true, doubt: 'doubt.unverified' });
  });

  it('claim no geography that nobody wrote down, and no host out of a strange address', () => {
    expect(required(at('standard', 'https://winatp-gw-aue.microsoft.com/', 'AustraliaEast'))).toEqual([
      'https://winatp-gw-aue.microsoft.com:443',
      'https://events.data.microsoft.com:443',
      ...lists,
    ]);
    for (const strange of [null, '', 'http://a.example/', 'https://a.example@evil/', 'https://-'])
      expect(required(at('unknown', strange))).toEqual(lists);
  });
});
