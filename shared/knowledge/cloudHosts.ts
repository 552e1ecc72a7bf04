import { geographies, geographyOf, hostOf, type CloudDetails } from './cloudGeography';
import { derived, docs, type Doubt, read } from './source';

export type { CloudDetails } from './cloudGeography';

/** An address that a server needs, and whose settings lead to it: the sensor's own proxy, the antivirus's, or that of Windows. */
export interface CloudHost {
  readonly host: string;
  readonly port: number;
  readonly scheme: 'https' | 'http';
  /** Microsoft lists it as required; optional are the updates, which another source may give. */
  readonly required: boolean;
  /** Defender takes certificates of Microsoft's own issuers alone there: a way that is inspected on its way is no way. */
  readonly pinned: boolean;
  readonly way: 'sensor' | 'antivirus' | 'windows';
  readonly source: string;
  readonly doubt: Doubt | null;
}

/**
 * Organisations in whose name the roots above Microsoft's services stand: Microsoft's own of 2011 and 2017, and those of
 * DigiCert and Baltimore (learn.microsoft.com/azure/security/fundamentals/azure-certificate-authority-details).
 */
export const cloudIssuers: readonly string[] = ['Microsoft Corporation', 'DigiCert Inc', 'Baltimore'];

const standard = docs('standard-device-connectivity-urls-commercial');
const streamlined = docs('streamlined-device-connectivity-urls-commercial');
/** Microsoft's pages have a wildcard alone; these names under it stand in the connectivity test of its tools for Linux and macOS. */
const behindWildcard = read('github.com/microsoft/mdatp-xplat, mde_tools');

const secure = { port: 443, scheme: 'https', required: true, pinned: true, way: 'sensor' } as const;
const plain = { port: 80, scheme: 'http', required: true, pinned: false, way: 'windows' } as const;

/** Lists of revoked and of trusted certificates, without which a secure connection may be refused. Whole paths are not tested. */
const certificates: readonly CloudHost[] = [
  'crl.microsoft.com',
  'ctldl.windowsupdate.com',
  'www.microsoft.com',
].map((host) => ({ ...plain, host, source: streamlined, doubt: null }));

/** Updates of Defender; optional where something else brings them. Other names stand behind wildcards. */
const updates: readonly CloudHost[] = ['go.microsoft.com', 'definitionupdates.microsoft.com'].map((host) => ({
  ...secure,
  pinned: false,
  way: 'windows',
  required: false,
  host,
  source: streamlined,
  doubt: null,
}));

/** The three channels that the package itself names, each host once. */
function channels(details: CloudDetails): CloudHost[] {
  const hosts = [details.geoLocationUrl, details.vortexServerUrl, details.vortexTicketUrl].map(hostOf);
  const source = details.connectivity === 'standard' ? standard : streamlined;
  return hosts.flatMap((host) => (host === null ? [] : [{ ...secure, host, source, doubt: derived }]));
}

/** The cloud of the antivirus, which is another than the sensor's: by geography, and the common name of the standard way. */
function antivirusHosts(details: CloudDetails): CloudHost[] {
  const geography = geographyOf(details);
  const part = geography && geographies[geography.id].antivirus;
  const names =
    details.connectivity === 'streamlined'
      ? part === null || geography === null
        ? []
        : [`mdav.${geography.id}.endpoint.security.microsoft.com`]
      : ['wdcp.microsoft.com', ...(part === null ? [] : [`${part}.cp.wd.microsoft.com`])];
  return names.map((host) => ({ ...secure, way: 'antivirus', host, source: behindWildcard, doubt: derived }));
}

function standardHosts(details: CloudDetails): CloudHost[] {
  const entry = (host: string, doubt: Doubt | null, pinned = true): CloudHost => ({
    ...secure,
    host,
    pinned,
    source: standard,
    doubt,
  });
  const common = entry('events.data.microsoft.com', null);
  const geography = geographyOf(details);
  if (geography === null) return [common];
  const { regions, samples, events } = geographies[geography.id];
  const storage = [...regions.map((region) => `automatedirstrprd${region}`), ...samples];
  return [
    common,
    ...(events === null ? [] : [events]).map((host) => entry(host, geography.doubt)),
    ...regions.map((region) => entry(`winatp-gw-${region}.microsoft.com`, geography.doubt)),
    // The same test of Microsoft's takes any trusted certificate of the storage, and its own issuers alone elsewhere.
    ...storage.map((name) => entry(`${name}.blob.core.windows.net`, geography.doubt, false)),
  ];
}

/** The addresses that every server needs, whatever its tenant and way are: the common channel, the certificate lists and the updates. */
export const commonHosts: readonly CloudHost[] = [
  { ...secure, host: 'events.data.microsoft.com', source: standard, doubt: null },
  ...certificates,
  ...updates,
];

/**
 * The addresses that a server needs for the tenant of this package, required ones first, each host once: the channels that
 * the package names, what Microsoft lists for its geography on the standard way, the antivirus cloud, the certificate lists
 * and the updates. Of an unknown way the package's own hosts and the certificate lists are all that is known.
 */
export function cloudHosts(details: CloudDetails): readonly CloudHost[] {
  const known = details.connectivity !== 'unknown';
  const all = [
    ...channels(details),
    ...(details.connectivity === 'standard' ? standardHosts(details) : []),
    ...(known ? antivirusHosts(details) : []),
    ...certificates,
    ...updates,
  ];
  const once = all.filter(({ host }, index) => all.findIndex((other) => other.host === host) === index);
  return [...once.filter(({ required }) => required), ...once.filter(({ required }) => !required)];
}
