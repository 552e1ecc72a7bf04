import type { ServerState } from '../model/facts';
import { common, docs, type Doubt, unverified } from './source';

// Looked for by services: a server has no security centre (row defender/mde-mpstatus-error-securitycenter2). MDCoreSvc and WdNisSvc are
// Defender's own and stand in no list here (rows defender/mde-svc-mdcoresvc, defender/mde-svc-wdnissvc-running).

/** Another antivirus product, recognised by its Windows services (Windows Server has no security centre to ask). */
export interface AntivirusProduct {
  id: string;
  name: string;
  /** Names of its services, matched without regard to case. */
  services: readonly string[];
  source: string;
  doubt: Doubt | null;
}

const product = (id: string, name: string, services: readonly string[]): AntivirusProduct => ({
  id,
  name,
  services,
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
    // An old platform of it removes or disables Defender: issue K11 (row servicing/servicing-mcafee-platform-note).
    ...product('trellix', 'Trellix Endpoint Security (McAfee)', ['McShield', 'mfemms']),
    source: docs('onboard-server'),
  },
  product('symantec', 'Symantec Endpoint Protection', ['SepMasterService', 'SepScanService']),
  product('eset', 'ESET Server Security', ['ekrn']),
  product('trendmicro', 'Trend Micro Apex One', ['ntrtscan']),
  product('deepsecurity', 'Trend Micro Deep Security', ['Amsp']),
  product('sophos', 'Sophos Server Protection', [
    'SAVService',
    'Sophos File Scanner Service',
    'Sophos Endpoint Defense Service',
    'SntpService',
  ]),
  product('crowdstrike', 'CrowdStrike Falcon', ['CSFalconService']),
  product('sentinelone', 'SentinelOne', ['SentinelAgent']),
  product('cylance', 'CylancePROTECT', ['CylanceSvc']),
  product('kaspersky', 'Kaspersky Endpoint Security', ['AVP', 'KAVFS']),
  product('bitdefender', 'Bitdefender GravityZone', ['EPSecurityService', 'EPProtectedService']),
  product('webroot', 'Webroot SecureAnywhere', ['WRSVC']),
  product('carbonblack', 'VMware Carbon Black', ['CbDefense']),
  product('cortex', 'Palo Alto Cortex XDR', ['cyserver', 'CyveraService']),
  product('gdata', 'G DATA Security Client', ['AVKWCtl']),
  product('panda', 'WatchGuard Endpoint Security (Panda)', ['NanoServiceMain']),
  product('withsecure', 'WithSecure Server Security (F-Secure)', ['FSMA']),
  product('malwarebytes', 'Malwarebytes', ['MBAMService']),
  product('avg', 'AVG Business Antivirus', ['avgSvc']),
  product('avast', 'Avast Business Antivirus', ['avast! Antivirus']),
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
