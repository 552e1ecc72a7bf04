import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFuseWire, readFuseWire, wantedFuses } from '../../../build/fuse-wire.mjs';

const root = join(import.meta.dirname, '../../..');
/** The setting of the packager for each fuse it knows, in the order of the wire. */
const settings = {
  runAsNode: 'runAsNode',
  enableCookieEncryption: 'cookieEncryption',
  enableNodeOptionsEnvironmentVariable: 'nodeOptions',
  enableNodeCliInspectArguments: 'nodeCliInspect',
  enableEmbeddedAsarIntegrityValidation: 'embeddedAsarIntegrityValidation',
  onlyLoadAppFromAsar: 'onlyLoadAppFromAsar',
  loadBrowserProcessSpecificV8Snapshot: 'loadBrowserProcessSpecificV8Snapshot',
  grantFileProtocolExtraPrivileges: 'grantFileProtocolExtraPrivileges',
} as const;

/** The block `electronFuses` of electron-builder.yml. */
async function configured(): Promise<Record<string, boolean>> {
  const text = await readFile(join(root, 'electron-builder.yml'), 'utf8');
  const [, block = ''] = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(text) ?? [];
  return Object.fromEntries<boolean>(
    [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name = '', on]) => [name, on === 'true']),
  );
}

describe('[checklist 19] the fuses', () => {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

  it('are all set in the packager’s configuration, each as it has to be', async () => {
    const wanted = Object.entries(settings).map(([setting, fuse]) => [setting, wantedFuses[fuse]]);
    expect(await configured()).toEqual(Object.fromEntries(wanted));
    // A fuse that the packager learns in a later version is to be decided, not overlooked.
    expect(Object.values(FuseV1Options).filter((one) => typeof one === 'number')).toHaveLength(
      Object.keys(settings).length,
    );
  });

  it('are what is read back from a program that they were set in', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gangway-fuses-'));
    folders.push(folder);
    const program = join(folder, 'program.exe');
    await writeFile(program, Buffer.concat([Buffer.alloc(5000, 'MZ'), makeFuseWire(), Buffer.alloc(5000)]));
    expect(readFuseWire(await readFile(program))).not.toEqual(wantedFuses);
    const states = Object.values(await configured()).map((on, index) => [index, on]);
    await flipFuses(program, {
      version: FuseVersion.V1,
      ...(Object.fromEntries(states) as Record<number, boolean>),
    });
    expect(readFuseWire(await readFile(program))).toEqual(wantedFuses);
  });

  it.each<[string, Buffer, RegExp]>([
    ['no wire', Buffer.from('MZ'), /no fuse wire/],
    ['two wires', Buffer.concat([makeFuseWire(), makeFuseWire()]), /two fuse wires/],
    [
      'another version',
      Buffer.from(makeFuseWire().toString('latin1').replace('\u0001\t', '\u0002\t')),
      /version 2/,
    ],
    [
      'a fuse more',
      Buffer.from(makeFuseWire().toString('latin1').replace('\u0001\t', '\u0001\n')),
      /10 fuses/,
    ],
    ['a removed fuse', Buffer.from(makeFuseWire().toString('latin1').replace(/1$/, 'r')), /says/],
  ])('are not guessed in a program with %s', (_, program, reason) => {
    expect(() => readFuseWire(program)).toThrow(reason);
  });
});
