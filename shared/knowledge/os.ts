import type { ServerState } from '../model/facts';
import { common, derived, docs, type Doubt, unverified } from './source';

/** Windows Server versions that can be onboarded, by the name of their texts in `knowledge.json`. */
type SupportedFamily =
  | '2012r2'
  | '2016'
  | 'sac1803'
  | '2019'
  | 'sac1903'
  | 'sac1909'
  | 'sac2004'
  | 'sac20h2'
  | '2022'
  | '23h2'
  | '2025'
  | 'azureLocal';

/** Why a system is refused; each has `.title`, `.cause` and `.next` under `refusal.<name>` in `knowledge.json`. */
export type OsRefusal =
  | 'older'
  | '2008r2'
  | '2012'
  | 'client'
  | 'hyperVServer'
  | 'nano'
  | 'sac1709'
  | 'azureHciOld'
  | 'notX64'
  | 'unknown';

export type OsFamily = SupportedFamily | OsRefusal;

/** A Windows version, recognised by its build number alone. */
export interface OsFamilyEntry {
  family: OsFamily;
  build: number;
  supported: boolean;
  source: string;
  doubt: Doubt | null;
}

const servers = docs('onboard-server');
const family = (name: SupportedFamily, build: number, doubt: Doubt | null = unverified): OsFamilyEntry => ({
  family: name,
  build,
  supported: true,
  source: servers,
  doubt,
});
const refused = (name: OsRefusal, build: number, source: string): OsFamilyEntry => ({
  family: name,
  build,
  supported: false,
  source,
  doubt: null,
});

/** Builds of Windows Server. 9600 and 14393 are also tested by Install.ps1; the others are common knowledge. */
export const osFamilies: readonly OsFamilyEntry[] = [
  refused('2008r2', 7600, docs('minimum-requirements')),
  refused('2008r2', 7601, docs('minimum-requirements')),
  refused('2012', 9200, docs('minimum-requirements')),
  family('2012r2', 9600, null),
  family('2016', 14393, null),
  refused('sac1709', 16299, servers),
  family('sac1803', 17134),
  family('2019', 17763, null),
  family('sac1903', 18362),
  family('sac1909', 18363),
  family('sac2004', 19041),
  family('sac20h2', 19042),
  family('2022', 20348),
  family('23h2', 25398, derived),
  family('2025', 26100),
];

/** From this build on (version 1803) Windows brings the sensor with it. Source: onboard-server. */
export const firstBuildWithSensor = 17134;
/** Azure Stack HCI is supported from version 23H2. Source: onboard-server; the build is common knowledge. */
const firstAzureLocalBuild = 25398;
/** Before Server 2008 R2 there is not even another tool of Microsoft's. Source: defender-deployment-tool-windows. */
const firstBuildOf2008R2 = 7600;
/** Win32_OperatingSystem's number of the free Hyper-V Server edition. */
const hyperVServerSku = 42;

/** What a server is and whether this product can bring it on board. */
export interface OsRecognition {
  family: OsFamily;
  supported: boolean;
  refusal: OsRefusal | null;
  /** Where the sensor comes from: `installed` by md4ws.msi, or `builtIn`. By build, also for refused systems. */
  sensor: 'installed' | 'builtIn';
  /** Server Core: no desktop. */
  core: boolean;
  /** Text in `knowledge.json` with the name of the version. */
  nameKey: `os.${OsFamily}`;
  source: string;
  doubt: Doubt | null;
}

/**
 * Recognises Windows by facts that do not depend on its language: build, product type, edition and architecture.
 * What is not known is refused, never guessed to be supported.
 */
export function recogniseOs(os: ServerState['os']): OsRecognition {
  const found = recognise(os);
  return {
    family: found.family,
    supported: found.supported,
    refusal: isRefusal(found.family) ? found.family : null,
    sensor: os.build >= firstBuildWithSensor ? 'builtIn' : 'installed',
    core: os.installationType === 'Server Core',
    nameKey: `os.${found.family}`,
    source: found.source,
    doubt: found.doubt,
  };
}

function recognise(os: ServerState['os']): OsFamilyEntry {
  const special = (name: OsFamily, source: string, doubt: Doubt | null): OsFamilyEntry => ({
    family: name,
    build: os.build,
    supported: !isRefusal(name),
    source,
    doubt,
  });
  // "ServerRdsh" is Windows 10/11 multi-session: a client that calls itself a server.
  if (os.productType === 1 || os.installationType === 'Client' || os.editionId === 'ServerRdsh')
    return special('client', servers, null);
  if (!os.is64Bit) return special('notX64', docs('minimum-requirements'), null);
  if (os.sku === hyperVServerSku || os.editionId === 'ServerHyperCore')
    return special('hyperVServer', docs('onboard-windows-server'), unverified);
  if (os.installationType === 'Nano Server') return special('nano', common, unverified);
  if (os.editionId.startsWith('ServerAzureStackHCI'))
    return special(os.build >= firstAzureLocalBuild ? 'azureLocal' : 'azureHciOld', servers, unverified);
  if (os.build < firstBuildOf2008R2) return special('older', docs('minimum-requirements'), null);
  return osFamilies.find((entry) => entry.build === os.build) ?? special('unknown', servers, null);
}

const refusals: readonly OsRefusal[] = [
  'older',
  '2008r2',
  '2012',
  'client',
  'hyperVServer',
  'nano',
  'sac1709',
  'azureHciOld',
  'notX64',
  'unknown',
];

function isRefusal(name: OsFamily): name is OsRefusal {
  return refusals.some((refusal) => refusal === name);
}
