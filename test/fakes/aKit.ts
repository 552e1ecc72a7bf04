import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileInKit, manifestVersion, type Manifest } from '../../shared/site/manifest';
import { manifestFile } from '../../main/site/manifestFile';
import { textFile, type FolderFile } from '../../main/site/writeFolder';
import type { MadeKit } from '../../main/site/makeKit';

/** The moment at which the kits of the tests are written. */
export const writtenAt = Date.UTC(2026, 10, 24, 12);

const kinds = ['installation', 'onboarding', 'intelligence'] as const;

/** A kit of three files for one Server 2012 R2, whose content lies in a folder of its own; `sizes` in bytes. */
export function aKit(
  sources: string,
  changes: Partial<Omit<Manifest, 'seal'>> = {},
  sizes: readonly number[] = [3_000_000, 5000, 1_200_000],
): MadeKit {
  mkdirSync(sources, { recursive: true });
  const carried = kinds.map((kind, index) => {
    const content = randomBytes(sizes[index] ?? 1000);
    const from = { file: join(sources, `${kind}.bin`) };
    writeFileSync(from.file, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const path = fileInKit(sha256, `${kind}.bin`);
    return { kind, name: `${kind}.bin`, path, bytes: content.length, sha256, from };
  });
  const page = textFile('README.txt', 'Read me first.\r\n');
  const listed = { kb: null, source: 'portal', version: null } as const;
  const manifest: Omit<Manifest, 'seal'> = {
    format: 'gangway-kit',
    version: manifestVersion,
    kitId: '11111111-2222-4333-8444-555555555555',
    gangway: '0.1.0',
    practice: true,
    name: 'Nord',
    by: 'A. Technician',
    writtenAt,
    way: null,
    for: [
      {
        name: null,
        family: '2012r2',
        count: 1,
        needs: carried.map(({ kind, sha256 }) => ({ kind, kb: null, sha256 })),
      },
    ],
    files: [
      ...carried.map(({ kind, name, path, bytes, sha256 }) => ({
        ...listed,
        kind,
        name,
        path,
        bytes,
        sha256,
      })),
      {
        ...listed,
        kind: 'page',
        source: 'gangway',
        name: page.path,
        path: page.path,
        bytes: page.bytes,
        sha256: page.sha256,
      },
    ],
    ...changes,
  };
  const files: FolderFile[] = [
    ...carried.map(({ path, bytes, sha256, from }) => ({ path, bytes, sha256, from })),
    page,
  ];
  return { manifest, files, list: manifestFile(manifest) };
}
