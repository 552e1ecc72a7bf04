import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Page } from 'playwright/test';
import { zipFile } from '../../../build/practice/zipFile';
import { sourceAt } from '../../../main/site/openKit';
import { readManifest } from '../../../main/site/manifestFile';
import { ask } from '../ask';
import { expect } from '../fixtures';

/** The practice files that answer all that 2 × Windows Server 2012 R2 and 1 × 2019 can need. */
export const siteFiles = [
  'installation',
  'onboarding',
  'installScript',
  'sensorUpdate',
  'intelligence',
  'updateUcrt',
  'updateTelemetry',
  'updateKernel',
] as const;

/** Puts a kit for 2 × Windows Server 2012 R2 and 1 × 2019 together, without the pages; these files lie in the library. */
export async function prepareKit(page: Page, files: readonly string[] = siteFiles): Promise<void> {
  for (const id of files) await ask(page, 'bringPracticeFile', { id });
  await ask(page, 'changeSite', { change: { kind: 'name', name: 'Nord, November' } });
  await ask(page, 'changeSite', { change: { kind: 'profile', family: '2012r2', count: 2 } });
  await ask(page, 'changeSite', { change: { kind: 'profile', family: '2019', count: 1 } });
}

/** Opens a view of Kits by its address. */
export async function openKits(page: Page, view: 'kits' | 'build' | 'library'): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/kits/${view}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
}

/** Waits until a kit is written, and answers where. */
export async function writtenAt(page: Page): Promise<string> {
  await expect(async () => {
    const { sites } = await ask(page, 'getSession', {});
    expect(sites.written).not.toBeNull();
  }).toPass();
  const { sites } = await ask(page, 'getSession', {});
  return sites.written?.place ?? '';
}

/** The bytes of a kit's zip, without its file of a kind: what is left when somebody took it out. */
export async function withoutFile(path: string, kind: string): Promise<Buffer> {
  const kit = await sourceAt(path);
  try {
    const { files } = await readManifest(kit);
    const gone = files.find((file) => file.kind === kind)?.path;
    const entries = [];
    for (const { path: name } of await kit.list())
      if (name !== gone) entries.push({ name, data: await buffer(await kit.read(name)) });
    return zipFile(entries);
  } finally {
    await kit.close();
  }
}

/** Hands a kit over as a browser does. */
export async function giveKit(page: Page, kit: string | Buffer): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({
    name: 'kit.zip',
    mimeType: 'application/zip',
    buffer: typeof kit === 'string' ? await readFile(kit) : kit,
  });
}
