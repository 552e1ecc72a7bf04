import type { Package } from '../packages';
import { derived, docs, type Doubt, unverified } from './source';

/** What a package says of the way to its cloud. */
export type CloudDetails = Pick<
  Extract<Package['details'], { kind: 'onboarding' }>,
  'connectivity' | 'geoLocationUrl' | 'datacenter'
>;

/** An address that a server needs, and whose settings lead to it: the sensor's own proxy, or that of Windows alone. */
export interface CloudHost {
  readonly host: string;
  readonly port: number;
  readonly scheme: 'https' | 'http';
  /** False where onboarding works without it: what comes later (samples, investigations, updates) does not. */
  readonly required: boolean;
  readonly way: 'sensor' | 'windows';
  readonly source: string;
  readonly doubt: Doubt | null;
}

type Geography = 'us' | 'eu' | 'uk';
const standard = docs('standard-device-connectivity-urls-commercial');
const streamlined = docs('streamlined-device-connectivity-urls-commercial');

/** The datacentres of each geography, by the short names in the hosts of the standard way. */
const regions: Readonly<Record<Geography, readonly string[]>> = {
  us: ['cus', 'eus', 'cus3', 'eus3'],
  eu: ['neu', 'weu', 'neu3', 'weu3'],
  uk: ['uks', 'ukw'],
};

const numbered = (prefix: string, numbers: readonly number[], sides: readonly string[]): string[] =>
  numbers.flatMap((number) => sides.map((side) => `${prefix}${String(number)}${side}prod`));
const samples: Readonly<Record<Geography, readonly string[]>> = {
  us: [...numbered('ussus', [1, 2, 3, 4], ['east', 'west']), ...numbered('wsus', [1, 2], ['east', 'west'])],
  eu: [...numbered('usseu', [1], ['north', 'west']), ...numbered('wseu', [1], ['north', 'west'])],
  uk: [...numbered('ussuk', [1], ['south', 'west']), ...numbered('wsuk', [1], ['south', 'west'])],
};

const secure = { port: 443, scheme: 'https', way: 'sensor', doubt: null } as const;
const plain = { port: 80, scheme: 'http', way: 'windows', required: true, doubt: null } as const;

/** Lists of revoked and of trusted certificates, without which a secure connection may be refused. Whole paths are not tested. */
const certificates: readonly CloudHost[] = [
  'crl.microsoft.com',
  'ctldl.windowsupdate.com',
  'www.microsoft.com',
].map((host) => ({ ...plain, host, source: streamlined }));

/** Updates of Defender. The many names under `*.update.microsoft.com` and the like cannot be asked for one by one. */
const updates: readonly CloudHost[] = ['go.microsoft.com', 'definitionupdates.microsoft.com'].map((host) => ({
  ...secure,
  way: 'windows',
  required: false,
  host,
  source: streamlined,
}));

/** The host that the package itself names, in small letters; null where it names none. */
function ownHost({ geoLocationUrl }: CloudDetails): string | null {
  const host = /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[:/]|$)/i.exec(geoLocationUrl ?? '')?.[1];
  return host?.toLowerCase() ?? null;
}

/** Where the data of the tenant lies, as far as three geographies are known: by its gateway, else by its datacentre. */
function geographyOf(details: CloudDetails): { readonly id: Geography; readonly doubt: Doubt | null } | null {
  const region = /^winatp-gw-([a-z0-9]+)\./.exec(ownHost(details) ?? '')?.[1];
  const ids: readonly Geography[] = ['us', 'eu', 'uk'];
  const byGateway = ids.find((id) => region !== undefined && regions[id].includes(region));
  if (byGateway !== undefined) return { id: byGateway, doubt: null };
  // What stands in the field was never seen written down; these are the names of Azure's regions.
  const place = details.datacenter ?? '';
  const byPlace = /europe$/i.test(place)
    ? 'eu'
    : /us\d?$/i.test(place)
      ? 'us'
      : /^uk/i.test(place)
        ? 'uk'
        : null;
  return byPlace && { id: byPlace, doubt: unverified };
}

function standardHosts(details: CloudDetails, own: string | null): CloudHost[] {
  const entry = (host: string, required: boolean, doubt: Doubt | null): CloudHost => ({
    ...secure,
    host,
    required,
    source: standard,
    doubt,
  });
  const common = entry('events.data.microsoft.com', true, null);
  const geography = geographyOf(details);
  if (geography === null) return [common];
  const { id, doubt } = geography;
  return [
    common,
    entry(`${id}-v20.events.data.microsoft.com`, true, doubt),
    ...regions[id]
      .map((region) => `winatp-gw-${region}.microsoft.com`)
      .filter((host) => host !== own)
      .map((host) => entry(host, false, doubt)),
    ...regions[id].map((region) => entry(`automatedirstrprd${region}.blob.core.windows.net`, false, doubt)),
    ...samples[id].map((name) => entry(`${name}.blob.core.windows.net`, false, doubt)),
  ];
}

/**
 * The addresses that a server needs for the tenant of this package, required ones first. Streamlined: one domain, tested
 * by the name that the package carries. Standard: by geography, of which three are known. An unknown way keeps to the
 * package's own host and the certificate lists.
 */
export function cloudHosts(details: CloudDetails): readonly CloudHost[] {
  const own = ownHost(details);
  const isStandard = details.connectivity === 'standard';
  const all: CloudHost[] = [
    ...(own === null
      ? []
      : [
          {
            ...secure,
            host: own,
            required: true,
            source: isStandard ? standard : streamlined,
            doubt: derived,
          },
        ]),
    ...(isStandard ? standardHosts(details, own) : []),
    ...certificates,
    ...updates,
  ];
  return [...all.filter((host) => host.required), ...all.filter((host) => !host.required)];
}
