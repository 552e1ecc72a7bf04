import type { Package } from '../model/packages';
import { derived, type Doubt, unverified } from './source';

/** What a package says of the way to its cloud. */
export type CloudDetails = Pick<
  Extract<Package['details'], { kind: 'onboarding' }>,
  | 'connectivity'
  | 'geoLocationUrl'
  | 'vortexServerUrl'
  | 'vortexTicketUrl'
  | 'vortexGeoLocation'
  | 'partnerGeoLocation'
  | 'datacenter'
>;

export type GeographyId = 'us' | 'eu' | 'uk' | 'au' | 'ae';

/** What lies in a geography, by the parts of names in Microsoft's list of the standard way. */
export interface Geography {
  /** Datacentres: the short names in the hosts of gateways and of automatic investigation. */
  readonly regions: readonly string[];
  /** Names of the storage that takes samples. */
  readonly samples: readonly string[];
  /** Host of the geography that takes the sensor's data; null where Microsoft lists the common one alone. */
  readonly events: string | null;
  /** First part of the antivirus cloud's host; null where none is known. */
  readonly antivirus: string | null;
}

const numbered = (prefix: string, numbers: readonly number[], sides: readonly string[]): string[] =>
  numbers.flatMap((number) => sides.map((side) => `${prefix}${String(number)}${side}prod`));

/** The geographies of learn.microsoft.com/defender-endpoint/standard-device-connectivity-urls-commercial (3 July 2026). */
export const geographies: Readonly<Record<GeographyId, Geography>> = {
  us: {
    regions: ['cus', 'eus', 'cus3', 'eus3'],
    samples: [
      ...numbered('ussus', [1, 2, 3, 4], ['east', 'west']),
      ...numbered('wsus', [1, 2], ['east', 'west']),
    ],
    events: 'us-v20.events.data.microsoft.com',
    antivirus: 'unitedstates',
  },
  eu: {
    regions: ['neu', 'weu', 'neu3', 'weu3'],
    samples: [...numbered('usseu', [1], ['north', 'west']), ...numbered('wseu', [1], ['north', 'west'])],
    events: 'eu-v20.events.data.microsoft.com',
    antivirus: 'europe',
  },
  uk: {
    regions: ['uks', 'ukw'],
    samples: [...numbered('ussuk', [1], ['south', 'west']), ...numbered('wsuk', [1], ['south', 'west'])],
    events: 'uk-v20.events.data.microsoft.com',
    antivirus: 'unitedkingdom',
  },
  au: {
    regions: ['aue', 'aus'],
    samples: numbered('ussau', [1], ['east', 'southeast']),
    events: 'au-v20.events.data.microsoft.com',
    antivirus: 'australia',
  },
  // Microsoft's list has gateways and automatic investigation for the Emirates, and nothing else of their own.
  ae: { regions: ['aec0a', 'aen0a'], samples: [], events: null, antivirus: null },
};
const ids: readonly GeographyId[] = ['us', 'eu', 'uk', 'au', 'ae'];

/** The host of an address of the package, in small letters; null where it is no plain https address. */
export function hostOf(url: string | null): string | null {
  const host = /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[:/]|$)/i.exec(url ?? '')?.[1];
  return host?.toLowerCase() ?? null;
}

/** Names of datacentres as packages carry them: `CentralUs3`, `NorthEurope`, `WestUk`. `UsGovTexas` and `SouthIndia0a` are none of these. */
const places: readonly (readonly [GeographyId, RegExp])[] = [
  ['us', /^[a-z]*(?:east|west|central|north|south)us\d*$/i],
  ['eu', /europe\d*$/i],
  ['uk', /(?:^uk(?:south|west)|uk)\d*$/i],
  ['au', /^australia|australia\d*$/i],
  ['ae', /^uae/i],
];

/**
 * Where the data of the tenant lies, as far as five geographies are known: by what the package calls it, else by its
 * gateway, else by its datacentre. Null for any other, for which the package's own addresses must do.
 */
export function geographyOf(
  details: CloudDetails,
): { readonly id: GeographyId; readonly doubt: Doubt | null } | null {
  const partner = /^GW_([A-Z]+)$/i.exec(details.partnerGeoLocation ?? '')?.[1];
  const named = [partner, details.vortexGeoLocation].map((name) => name?.toLowerCase());
  const byName = ids.find((id) => named.includes(id));
  if (byName !== undefined) return { id: byName, doubt: null };
  const region = /^(?:winatp-gw|edr)-([a-z0-9]+)\./.exec(hostOf(details.geoLocationUrl) ?? '')?.[1];
  const byGateway = ids.find((id) => region !== undefined && geographies[id].regions.includes(region));
  if (byGateway !== undefined) return { id: byGateway, doubt: null };
  const byPlace = places.find(([, pattern]) => pattern.test(details.datacenter ?? ''))?.[0];
  return byPlace === undefined ? null : { id: byPlace, doubt: byPlace === 'ae' ? unverified : derived };
}
