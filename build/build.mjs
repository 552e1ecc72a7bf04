import { existsSync } from 'node:fs';
import { cp, rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { root } from './paths.mjs';

/** Data that main reads as files. It keeps its place relative to main/. */
const resources = ['packages/practice'];

/**
 * Builds dist/: renderer, main (two entries) and preload. What an earlier build left is removed first, since the
 * package takes all of dist/.
 */
export async function buildAll() {
  const started = Date.now();
  await rm(`${root}dist`, { recursive: true, force: true });
  for (const part of ['renderer', 'node', 'preload'])
    await build({ configFile: `${root}build/vite.${part}.ts`, logLevel: 'warn' });
  for (const path of resources)
    if (existsSync(`${root}main/${path}`))
      await cp(`${root}main/${path}`, `${root}dist/main/${path}`, { recursive: true });
  await cp(`${root}build/icons/icon.png`, `${root}dist/main/icon.png`);
  await writeFile(`${root}dist/built`, `${new Date().toISOString()}\n`);
  console.log(`built dist/ in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildAll();
