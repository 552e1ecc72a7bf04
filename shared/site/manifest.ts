import { z } from 'zod';
import { instantSchema } from '../model/facts';
import { packageKindSchema, sha256Schema } from '../model/packages';
import { mostEntries, siteNameSchema, siteReceiverSchema, siteWaySchema } from '../model/siteKit';

/** Name of the list of a kit's files, on top of its folder or zip. */
export const manifestName = 'gangway-kit.json';
/** The version that is written; a newer one is not read. */
export const manifestVersion = 1;
/** So many files, and so many bytes of one and of all, a kit has at most. */
export const mostFiles = 400;
export const mostFileBytes = 16 * 1024 ** 3;
export const mostKitBytes = 64 * 1024 ** 3;
/** So long a manifest is at most: far more than so many files need. */
export const mostManifestBytes = 2 * 1024 ** 2;
/** FAT32 takes no file of this size (bytes): 4 GB less one. */
export const fat32Limit = 0xffff_ffff;

/** Where a file lies in a kit: one or more plain names with slashes between them, none that could lead elsewhere. */
const pathSchema = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ._()+-]{0,126}(?:\/[A-Za-z0-9][A-Za-z0-9 ._()+-]{0,126}){0,3}$/)
  .refine((path) => path.split('/').every((part) => !/[. ]$/.test(part)), { error: 'a part ends in a dot' });

/**
 * A file of a kit. `kind`: that of a package; `page`: a text for the technician; `program`: Gangway itself, which nobody proved; `field`: what a
 * field kit brings, which this version carries, checks and leaves alone.
 */
export const manifestFileSchema = z.strictObject({
  path: pathSchema,
  name: z.string().min(1).max(255),
  bytes: z.int().nonnegative().max(mostFileBytes),
  sha256: sha256Schema,
  kind: z.enum([...packageKindSchema.options, 'page', 'program', 'field']),
  /** Number of the Windows update, for that kind only. */
  kb: z
    .string()
    .regex(/^KB\d{6,8}$/)
    .nullable(),
  /** Where it came from: a public download, the Update Catalog, the portal, a command of Windows, a person, Gangway itself. */
  source: z.enum(['download', 'catalog', 'portal', 'command', 'person', 'gangway']),
  /** Version as the file tells it; null where it tells none. */
  version: z.string().max(300).nullable(),
});
export type ManifestFile = z.infer<typeof manifestFileSchema>;

/** What one server or profile needs, and which file of the kit answers it (null: none did when the kit was written). */
const manifestNeedSchema = z.strictObject({
  kind: packageKindSchema,
  kb: z.string().max(20).nullable(),
  sha256: sha256Schema.nullable(),
});

export const manifestSchema = z.strictObject({
  format: z.literal('gangway-kit'),
  version: z.literal(manifestVersion),
  kitId: z.uuid(),
  /** Version of the Gangway that wrote it. */
  gangway: z.string().max(40),
  practice: z.boolean(),
  name: siteNameSchema,
  by: z.string().max(200),
  writtenAt: instantSchema,
  way: siteWaySchema.nullable(),
  for: z.array(siteReceiverSchema.extend({ needs: z.array(manifestNeedSchema).max(60) })).max(mostEntries),
  files: z.array(manifestFileSchema).max(mostFiles),
  /** SHA-256 of all above as it is written (`sealedText`). It shows damage; who can write the kit can write it, too. */
  seal: sha256Schema,
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What the seal of a manifest is the SHA-256 of: everything else, in the order of the schema and without spaces. */
export function sealedText(manifest: Omit<Manifest, 'seal'>): string {
  const { seal: _seal, ...rest } = manifestSchema.parse({ ...manifest, seal: '0'.repeat(64) });
  return JSON.stringify(rest);
}

/** Enough of any manifest to say that a newer Gangway wrote it. */
export const newerManifestSchema = z.looseObject({
  format: z.literal('gangway-kit'),
  version: z.int().min(manifestVersion + 1),
});

/** Where a file of the library lies in a kit: by its content, so that a new one never lies over an old one. */
export const fileInKit = (sha256: string, name: string): string =>
  `files/${sha256.slice(0, 12)}/${plainName(name)}`;

/** The name with what a kit's paths may hold; everything else becomes a hyphen. */
function plainName(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9 ._()+-]/g, '-').slice(-120);
  return `${/^[A-Za-z0-9]/.test(plain) ? '' : 'file'}${plain}${/[. ]$/.test(plain) ? '_' : ''}`;
}
