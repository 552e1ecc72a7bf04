import { docs, derived, read, type Doubt } from '../knowledge/source';
import type { SiteWay } from '../model/siteKit';

/** What can be shown of a server, by the names of their texts under `proof` in `site.json`. */
export const siteProofs = [
  'installed',
  'antivirus',
  'written',
  'contact',
  'portal',
  'alert',
  'updates',
  'revocation',
  'newest',
] as const;
export type SiteProof = (typeof siteProofs)[number];

/** Shown by the server itself, with no way anywhere. */
const onTheServer: readonly SiteProof[] = ['installed', 'antivirus', 'written'];
/** Shown once the sensor has reached the cloud. */
const inTheCloud: readonly SiteProof[] = ['contact', 'portal', 'alert', 'updates'];
/** Shown by a computer with Internet alone. */
const withInternet: readonly SiteProof[] = ['revocation', 'newest'];

/**
 * What can and cannot be proved at a site that has this way to the cloud. Where nobody said how the site reaches it, nothing that needs the
 * cloud is promised: a server that is onboarded there is an antivirus until a way exists (derived of troubleshoot-onboarding: a server is in the
 * portal after its first contact).
 */
export function provableAt(way: SiteWay | null): {
  readonly can: readonly SiteProof[];
  readonly cannot: readonly SiteProof[];
} {
  const hasWay = way !== null && way !== 'none';
  return {
    can: hasWay ? [...onTheServer, ...inTheCloud] : onTheServer,
    cannot: hasWay ? withInternet : [...inTheCloud, ...withInternet],
  };
}

/** A way to the cloud as the field knows it: raw names for its page, and where they were read. Texts: `way.<id>` in `site.json`. */
export interface SiteWayEntry {
  readonly id: SiteWay;
  /** Values, commands and names that a person needs, as Windows and Azure write them. */
  readonly names: readonly string[];
  readonly source: string;
  readonly doubt: Doubt | null;
}

const connectivity = docs('configure-device-connectivity', '2026-09-21');

/** Every way there is to a site. A proxy that asks for a user, one that opens TLS, and the OMS gateway are none (streamlined connectivity). */
export const siteWayEntries: readonly SiteWayEntry[] = [
  { id: 'none', names: [], source: docs('troubleshoot-onboarding', '2025-01-15'), doubt: derived },
  {
    id: 'staticProxy',
    names: ['TelemetryProxyServer', 'ProxyServer'],
    source: docs('configure-proxy-internet', '2026-09-21'),
    doubt: null,
  },
  { id: 'winHttp', names: ['netsh winhttp set proxy'], source: connectivity, doubt: null },
  {
    id: 'serviceTags',
    names: ['MicrosoftDefenderForEndpoint', 'OneDsCollector'],
    source: connectivity,
    doubt: null,
  },
  { id: 'relay', names: [], source: read('TLS with pinned certificates'), doubt: derived },
];
