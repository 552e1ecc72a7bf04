import { publicDownloads } from '../knowledge/downloads';
import { packageKinds } from '../knowledge/packageKinds';
import type { LinkId } from '../knowledge/urls';
import type { PackageKind } from '../model/packages';

/**
 * Where a file comes from. `download`: anybody may fetch it, and Gangway can. `catalog`: the Microsoft Update Catalog, by its number. `portal`:
 * the Microsoft Defender portal, behind a sign-in. `command`: a command of Windows writes it on a computer with Internet.
 */
export type FileSource =
  | { readonly how: 'download'; readonly id: string; readonly link: LinkId | null }
  | { readonly how: 'catalog'; readonly kb: string; readonly link: LinkId }
  | { readonly how: 'portal'; readonly link: LinkId }
  | { readonly how: 'command' };

/** Files of the Update Catalog, whose addresses change every month, so that its page is opened. */
const catalog: Partial<Record<PackageKind, { readonly kb: string; readonly link: LinkId }>> = {
  sensorUpdate: { kb: 'KB5005292', link: 'sensorUpdate' },
  platformStep: { kb: 'KB4052623', link: 'platformCatalog' },
};

/** Pages of public downloads, for who fetches by the browser. */
const pages: Partial<Record<string, LinkId>> = {
  installScript: 'installScript',
  platformUpdate: 'platformUpdate',
  intelligence: 'securityIntelligence',
  updateKB2999226: 'updateKB2999226',
  updateKB3080149: 'updateKB3080149',
  updateKB3045999: 'updateKB3045999',
};

/** Where a file of this kind comes from; `kb` is the number of a Windows update. */
export function sourceOf(kind: PackageKind, kb: string | null): FileSource {
  const download = publicDownloads.find((one) => one.kind === kind && one.kb === kb);
  if (download !== undefined) return { how: 'download', id: download.id, link: pages[download.id] ?? null };
  if (kind === 'certificateList') return { how: 'command' };
  const listed = catalog[kind];
  return listed === undefined ? { how: 'portal', link: 'portalOnboarding' } : { how: 'catalog', ...listed };
}

/** The name under which a file usually comes. */
export function usualFileName(kind: PackageKind, kb: string | null): string {
  if (kb !== null) return `Windows8.1-${kb}-x64.msu`;
  return packageKinds.find((entry) => entry.kind === kind)?.fileName ?? kind;
}

/**
 * About so many bytes a file has that is not there yet, where that was seen: row servicing/servicing-mpam-fe-measured (2026-10-04), and md4ws.msi
 * as a technician met it in August 2026.
 */
export const expectedBytes: Partial<Record<PackageKind, number>> = {
  intelligence: 223_000_000,
  installation: 238_000_000,
};
