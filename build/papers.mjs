import { rm } from 'node:fs/promises';
import { writeNotices } from './notices.mjs';
import { root } from './paths.mjs';
import { writeSbom } from './sbom.mjs';

/** Where the packager finds what has to lie beside the program (electron-builder.yml). */
export const papers = `${root}.cache/papers`;

/** Makes the papers of the package: licences of what is in it, and its bill of materials. */
export async function makePapers() {
  await rm(papers, { recursive: true, force: true });
  await writeNotices(`${papers}/THIRD-PARTY-NOTICES.txt`);
  await writeSbom(`${papers}/gangway.cdx.json`);
}
