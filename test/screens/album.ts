import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { PictureName } from './captions';
import { take, type Look } from './look';
import { toPalette } from './palette';

const folder = join(import.meta.dirname, '../../docs/screens');

/** Puts a picture of what is shown now into docs/screens. */
export async function picture(page: Page, name: PictureName, look: Look = {}): Promise<void> {
  writeFileSync(join(folder, `${name}.png`), toPalette(await take(page, look)));
}
