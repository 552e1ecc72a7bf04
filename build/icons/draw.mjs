import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from 'playwright';
import { chromium } from '../chromium.mjs';

/**
 * Draws icon.ico and icon.png with the browser of the end-to-end tests; run by hand when the mark changes. Up to 24 pixels
 * it takes mark-small.svg, whose lines lie on whole pixels: the large one is a blur there.
 */
const folder = fileURLToPath(new URL('./', import.meta.url));
const sizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];
const small = 24;

const { executablePath } = chromium();
const browser = await playwright.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox'],
});
const marks = {
  small: await readFile(`${folder}mark-small.svg`, 'utf8'),
  large: await readFile(`${folder}mark.svg`, 'utf8'),
};
/** @param {number} size @returns {Promise<Buffer>} the mark as a PNG of size x size pixels */
async function draw(size) {
  const svg = size <= small ? marks.small : marks.large;
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

const images = [];
for (const size of sizes) images.push(await draw(size));
await writeFile(`${folder}icon.png`, await draw(512));
await browser.close();

// An .ico file: a header of 6 bytes, an entry of 16 bytes for each image, then the PNG files as they are.
const header = Buffer.alloc(6 + 16 * images.length);
header.writeUInt16LE(1, 2);
header.writeUInt16LE(images.length, 4);
let offset = header.length;
images.forEach((image, i) => {
  const at = 6 + 16 * i;
  const size = sizes[i] ?? 0;
  header.writeUInt8(size % 256, at);
  header.writeUInt8(size % 256, at + 1);
  header.writeUInt16LE(1, at + 4);
  header.writeUInt16LE(32, at + 6);
  header.writeUInt32LE(image.length, at + 8);
  header.writeUInt32LE(offset, at + 12);
  offset += image.length;
});
await writeFile(`${folder}icon.ico`, Buffer.concat([header, ...images]));
