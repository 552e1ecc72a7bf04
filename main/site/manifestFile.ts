import { createHash } from 'node:crypto';
import { GangwayError } from '../../shared/errors';
import {
  manifestName,
  manifestSchema,
  mostManifestBytes,
  newerManifestSchema,
  sealedText,
  type Manifest,
} from '../../shared/site/manifest';
import { entryKey } from '../packages/archive/entryName';
import type { KitSource } from './kitSource';
import { textFile, type FolderFile } from './writeFolder';

const sealOf = (manifest: Omit<Manifest, 'seal'>): string =>
  createHash('sha256').update(sealedText(manifest)).digest('hex');

/** The list of a kit as a file of it, with its seal. */
export function manifestFile(manifest: Omit<Manifest, 'seal'>): FolderFile {
  const sealed = manifestSchema.parse({ ...manifest, seal: sealOf(manifest) });
  return textFile(manifestName, `${JSON.stringify(sealed, null, 2)}\n`);
}

/**
 * Reads the list of a kit. Throws `kit.notAKit` where there is none, `kit.newer` for one of a later version, `kit.changed` where its form or its
 * seal is not that of a list Gangway wrote, or two of its files would be one on Windows.
 */
export async function readManifest(kit: KitSource): Promise<Manifest> {
  const found = await kit.head(manifestName, mostManifestBytes + 1);
  if (found === null) throw new GangwayError('kit.notAKit', kit.place);
  const changed = (detail: string) => new GangwayError('kit.changed', `${kit.place}: ${detail}`);
  if (found.length > mostManifestBytes) throw changed(`> ${mostManifestBytes} bytes`);
  let json: unknown;
  try {
    json = JSON.parse(found.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw changed('no JSON');
  }
  const newer = newerManifestSchema.safeParse(json);
  if (newer.success) throw new GangwayError('kit.newer', `${kit.place}: version ${newer.data.version}`);
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) throw changed(parsed.error.issues[0]?.message ?? 'form');
  const { seal, ...manifest } = parsed.data;
  if (seal !== sealOf(manifest)) throw changed('seal');
  const keys = new Set([entryKey(manifestName)]);
  for (const { path } of manifest.files) {
    const key = entryKey(path);
    if (keys.has(key)) throw changed(path);
    keys.add(key);
  }
  return parsed.data;
}
