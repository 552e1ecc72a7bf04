import type { PackageKind } from '../model/packages';
import { docs, installScript, unverified, type Doubt } from './source';
import type { LinkId } from './urls';

/** Ids of the public downloads. */
export type DownloadId =
  | 'installScript'
  | 'platformUpdate'
  | 'intelligence'
  | 'clientAnalyzer'
  | 'updateKB2999226'
  | 'updateKB3080149'
  | 'updateKB3045999';

/** A file that anybody may download, and the only hosts that may send it. */
export interface PublicDownload {
  readonly id: string;
  readonly kind: PackageKind;
  /** Number of the Windows update, for that kind only. */
  readonly kb: string | null;
  readonly url: string;
  /** Name under which the file is looked at; what it is, its content decides. */
  readonly fileName: string;
  /** Hosts of the address and of the redirects that are followed. Any other host ends the download. */
  readonly hosts: readonly string[];
  /** Limit in bytes, well above the size of the file as we know it; more is never taken. */
  readonly atMost: number;
  readonly source: string;
  readonly doubt: Doubt | null;
}

const megabyte = 1_000_000;

const windowsUpdate = (
  kb: string,
  atMost: number,
  path: string,
): PublicDownload & { readonly id: DownloadId } => ({
  id: kb === 'KB2999226' ? 'updateKB2999226' : kb === 'KB3080149' ? 'updateKB3080149' : 'updateKB3045999',
  kind: 'windowsUpdate',
  kb,
  url: `https://download.microsoft.com/download/${path}/Windows8.1-${kb}-x64.msu`,
  fileName: `Windows8.1-${kb}-x64.msu`,
  hosts: ['download.microsoft.com'],
  atMost,
  source: installScript,
  doubt: null,
});

/**
 * Every file that Gangway can fetch by itself. Installation and onboarding packages are not here: they belong to a tenant,
 * and their sign-in stays in the browser. The update of the sensor is not here either: the Update Catalog gives it a new address each
 * month, so its page is opened instead (urls.ts).
 */
export const publicDownloads: readonly (PublicDownload & { readonly id: DownloadId })[] = [
  {
    id: 'installScript',
    kind: 'installScript',
    kb: null,
    url: 'https://github.com/microsoft/mdefordownlevelserver/archive/refs/heads/main.zip',
    fileName: 'mdefordownlevelserver-main.zip',
    // GitHub hands archives out from the second host; seen for every repository, stated nowhere.
    hosts: ['github.com', 'codeload.github.com'],
    atMost: 20 * megabyte,
    source: docs('server-migration'),
    doubt: null,
  },
  {
    id: 'platformUpdate',
    kind: 'platformUpdate',
    kb: null,
    url: 'https://go.microsoft.com/fwlink/?linkid=870379&arch=x64',
    fileName: 'UpdatePlatform.exe',
    // Install.ps1 asks the first host; where the redirect leads was not seen, so the update hosts of Microsoft's list.
    hosts: ['go.microsoft.com', 'definitionupdates.microsoft.com', 'download.microsoft.com'],
    atMost: 100 * megabyte,
    source: installScript,
    doubt: unverified,
  },
  {
    id: 'intelligence',
    kind: 'intelligence',
    kb: null,
    url: 'https://go.microsoft.com/fwlink/?LinkID=121721&arch=x64',
    fileName: 'mpam-fe.exe',
    // Row servicing/servicing-mpam-fe-measured: the redirect, and 223 MB on 2026-10-04.
    hosts: ['go.microsoft.com', 'definitionupdates.microsoft.com'],
    atMost: 400 * megabyte,
    source: 'github.com/Dano7762/offpatch, 2026-10-04',
    doubt: null,
  },
  {
    id: 'clientAnalyzer',
    kind: 'clientAnalyzer',
    kb: null,
    url: 'https://aka.ms/mdeanalyzer',
    fileName: 'MDEClientAnalyzer.zip',
    // Where the short address leads was not seen, so the hosts from which Microsoft gives out files.
    hosts: ['aka.ms', 'go.microsoft.com', 'download.microsoft.com'],
    atMost: 100 * megabyte,
    source: docs('verify-connectivity', '2026-11-30'),
    doubt: unverified,
  },
  // The C runtime and its forwarders, about 1 MB packed. The true sizes of the other two were not seen.
  windowsUpdate('KB2999226', 10 * megabyte, 'D/1/3/D13E3150-3BB2-4B22-9D8A-47EE2D609FFF'),
  windowsUpdate('KB3080149', 100 * megabyte, 'A/3/E/A3E82C15-7762-4104-B969-6A486C49DB8D'),
  windowsUpdate('KB3045999', 100 * megabyte, '3/9/E/39EAFBBF-A801-4D79-B2B1-DAC4673AFB09'),
];

/** Updates that a server without Internet may want beside its kit, with the page of each. */
export const offlineUpdates = [
  { kind: 'intelligence', page: 'securityIntelligence' },
  { kind: 'sensorUpdate', page: 'sensorUpdate' },
] as const satisfies readonly { readonly kind: PackageKind; readonly page: LinkId }[];
