import type { Say } from '../../shared/locales/keys';
import type { Package } from '../../shared/model/packages';
import type { SiteDraft } from '../../shared/model/siteKit';
import { fileInKit, manifestVersion, type Manifest, type ManifestFile } from '../../shared/site/manifest';
import { certificateListsIn, extrasOf } from '../../shared/site/extras';
import { writtenReceiver, type SitePlan } from '../../shared/site/siteRows';
import { sourceOf } from '../../shared/site/sources';
import { manifestFile } from './manifestFile';
import { readMe, sharePage, trustPage } from './pages';
import { textFile, type FolderFile } from './writeFolder';

/** What a kit is made of. `pathOf`: where the library keeps a file; null where it has none. */
export interface KitParts {
  readonly plan: SitePlan;
  readonly draft: SiteDraft;
  readonly library: readonly Package[];
  readonly pathOf: (sha256: string) => string | null;
  /** Where Gangway's own zip lies; null where the kit carries none. */
  readonly programAt: string | null;
  readonly kitId: string;
  readonly gangway: string;
  readonly practice: boolean;
  readonly by: string;
  readonly now: number;
  readonly t: Say;
}

/** The files of a kit and, last, the list of them. */
export interface MadeKit {
  readonly manifest: Omit<Manifest, 'seal'>;
  readonly files: readonly FolderFile[];
  readonly list: FolderFile;
}

/** Puts a kit together: each file once, whoever needs it, the pages for the technician, and the list. Reads and writes nothing. */
export function makeKit(parts: KitParts): MadeKit {
  const { plan, draft, library, kitId, gangway, practice, by, now } = parts;
  const packages = new Map(
    [...plan.rows.flatMap((row) => row.package ?? []), ...extrasOf(library, practice)].map((pkg) => [
      pkg.sha256,
      pkg,
    ]),
  );
  const carried = [...packages.values()].flatMap((pkg) => {
    const at = parts.pathOf(pkg.sha256);
    return at === null ? [] : [{ listed: listedPackage(pkg), from: { file: at } }];
  });
  if (draft.program !== null && parts.programAt !== null)
    carried.push({ listed: listedProgram(draft.program), from: { file: parts.programAt } });
  const there = new Set(carried.map(({ listed }) => listed.sha256));
  const about = {
    format: 'gangway-kit',
    version: manifestVersion,
    kitId,
    gangway,
    practice,
    name: draft.name,
    by,
    writtenAt: now,
    way: draft.way,
    for: plan.receivers.flatMap((receiver) => {
      const written = writtenReceiver(receiver);
      const needs = receiver.needs.files.map(({ kind, kb, package: file }) => ({
        kind,
        kb,
        sha256: file !== null && there.has(file.sha256) ? file.sha256 : null,
      }));
      return written === null ? [] : [{ ...written, needs }];
    }),
  } as const;
  const listed = carried.map((one) => one.listed);
  const pages = pagesOf(parts, listed, [...packages.values()]);
  const manifest = { ...about, files: [...listed, ...pages.map(listedPage)] };
  return {
    manifest,
    files: [
      ...carried.map(({ listed: { path, bytes, sha256 }, from }) => ({ path, bytes, sha256, from })),
      ...pages,
    ],
    list: manifestFile(manifest),
  };
}

function pagesOf(
  { plan, draft, practice, by, now, gangway, t }: KitParts,
  files: ManifestFile[],
  packages: readonly Package[],
): FolderFile[] {
  const manifest = { practice, by, writtenAt: now, gangway, files };
  const tenants = [...new Set(packages.flatMap(tenantOf))];
  return [
    textFile('README.txt', readMe(t, { plan, draft, manifest, tenants })),
    textFile('SHARE.txt', sharePage(t)),
    textFile('CERTIFICATES.txt', trustPage(t, certificateListsIn(packages))),
  ];
}

const tenantOf = ({ details }: Package): string[] => (details.kind === 'onboarding' ? [details.orgId] : []);

function listedPackage(pkg: Package): ManifestFile {
  const { sha256, name, bytes, kind, details } = pkg;
  const kb = details.kind === 'windowsUpdate' ? details.kb : null;
  const version =
    'version' in details ? details.version : 'productVersion' in details ? details.productVersion : null;
  return {
    path: fileInKit(sha256, name),
    name,
    bytes,
    sha256,
    kind,
    kb,
    source: sourceOf(kind, kb).how,
    version,
  };
}

const listedProgram = ({ name, bytes, sha256 }: NonNullable<SiteDraft['program']>): ManifestFile => ({
  path: fileInKit(sha256, name).replace(/^files\/[0-9a-f]{12}\//, 'program/'),
  name,
  bytes,
  sha256,
  kind: 'program',
  kb: null,
  source: 'person',
  version: null,
});

const listedPage = ({ path, bytes, sha256 }: FolderFile): ManifestFile => ({
  path,
  name: path,
  bytes,
  sha256,
  kind: 'page',
  kb: null,
  source: 'gangway',
  version: null,
});
