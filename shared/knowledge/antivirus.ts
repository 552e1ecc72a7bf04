import type { KeyIn } from '../locales/keys';
import type { ServerState } from '../model/facts';
import { common, docs, type Doubt, unverified } from './source';

// Looked for by services: a server has no security centre (row defender/mde-mpstatus-error-securitycenter2). MDCoreSvc and WdNisSvc are
// Defender's own and stand in no list here (rows defender/mde-svc-mdcoresvc, defender/mde-svc-wdnissvc-running).

/** Another antivirus product, recognised by its Windows services (Windows Server has no security centre to ask). */
export interface AntivirusProduct {
  id: string;
  name: string;
  vendor: string;
  /** Names of its services, matched without regard to case. */
  services: readonly string[];
  /** A text in `knowledge.json` that a person must read before going on; null when there is none. */
  noteKey: KeyIn<'knowledge'> | null;
  source: string;
  doubt: Doubt | null;
}

const product = (
  id: string,
  name: string,
  vendor: string,
  services: readonly string[],
): AntivirusProduct => ({
  id,
  name,
  vendor,
  services,
  noteKey: null,
  source: common,
  doubt: unverified,
});

/**
 * Service names as lists of others who look for them have them (NetExec's enum_av, PingCastle's AntivirusScanner), and
 * not complete: a person's own word counts more. Only services that scan: a management agent, such as `masvc`,
 * `klnagent` or `ds_agent`, may be there without an antivirus and stays behind where the antivirus was removed. Names, never display names, which differ by language.
 */
export const antivirusProducts: readonly AntivirusProduct[] = [
  {
    ...product('trellix', 'Trellix Endpoint Security (McAfee)', 'Trellix', ['McShield', 'mfemms']),
    // KB88214: an old Trellix platform removes or disables Defender.
    noteKey: 'antivirus.trellix.note',
    source: docs('onboard-server'),
  },
  product('symantec', 'Symantec Endpoint Protection', 'Broadcom', ['SepMasterService', 'SepScanService']),
  product('eset', 'ESET Server Security', 'ESET', ['ekrn']),
  product('trendmicro', 'Trend Micro Apex One', 'Trend Micro', ['ntrtscan']),
  product('deepsecurity', 'Trend Micro Deep Security', 'Trend Micro', ['Amsp']),
  product('sophos', 'Sophos Server Protection', 'Sophos', [
    'SAVService',
    'Sophos File Scanner Service',
    'Sophos Endpoint Defense Service',
    'SntpService',
  ]),
  product('crowdstrike', 'CrowdStrike Falcon', 'CrowdStrike', ['CSFalconService']),
  product('sentinelone', 'SentinelOne', 'SentinelOne', ['SentinelAgent']),
  product('cylance', 'CylancePROTECT', 'BlackBerry', ['CylanceSvc']),
  product('kaspersky', 'Kaspersky Endpoint Security', 'Kaspersky', ['AVP', 'KAVFS']),
  product('bitdefender', 'Bitdefender GravityZone', 'Bitdefender', [
    'EPSecurityService',
    'EPProtectedService',
  ]),
  product('webroot', 'Webroot SecureAnywhere', 'OpenText', ['WRSVC']),
  product('carbonblack', 'VMware Carbon Black', 'Broadcom', ['CbDefense']),
  product('cortex', 'Palo Alto Cortex XDR', 'Palo Alto Networks', ['cyserver', 'CyveraService']),
  product('gdata', 'G DATA Security Client', 'G DATA', ['AVKWCtl']),
  product('panda', 'WatchGuard Endpoint Security (Panda)', 'WatchGuard', ['NanoServiceMain']),
  product('withsecure', 'WithSecure Server Security (F-Secure)', 'WithSecure', ['FSMA']),
  product('malwarebytes', 'Malwarebytes', 'Malwarebytes', ['MBAMService']),
  product('avg', 'AVG Business Antivirus', 'Gen', ['avgSvc']),
  product('avast', 'Avast Business Antivirus', 'Gen', ['avast! Antivirus']),
];

/** The service names to look for on a server: a parameter of `Get-ServerState`. */
export function antivirusServices(): string[] {
  return antivirusProducts.flatMap(({ services }) => services);
}

/** A service found on a server, with the product it belongs to; null when the table does not know it. */
export interface RecognisedAntivirus {
  product: AntivirusProduct | null;
  service: string;
  displayName: string;
  running: boolean;
}

/** Names the products behind the services that were found, in the order in which they were found. */
export function recogniseAntivirus(found: ServerState['otherAntivirus']): RecognisedAntivirus[] {
  return found.map((entry) => ({
    ...entry,
    product:
      antivirusProducts.find(({ services }) =>
        services.some((name) => name.toLowerCase() === entry.service.toLowerCase()),
      ) ?? null,
  }));
}
