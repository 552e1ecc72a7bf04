import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadRecords, recordName } from '../../../main/packages/kept/records';
import type { Package } from '../../../shared/model/packages';
import { aPackage } from '../../fixtures/kits';

const sha256 = 'a'.repeat(64);
const good: Package = {
  ...aPackage('Install.ps1', { kind: 'installScript', version: null }),
  sha256,
  bytes: 3,
};
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-records-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A folder of the library with this record, and a file of three bytes under this name. */
async function kept(change: object = {}, name = good.name, entry = sha256): Promise<void> {
  await mkdir(join(folder, entry), { recursive: true });
  await writeFile(join(folder, entry, recordName), JSON.stringify({ ...good, ...change }));
  await writeFile(join(folder, entry, name), 'abc');
}
const load = async (practice = false) => {
  const { packages, quarantined } = await loadRecords(folder, practice);
  return { taken: [...packages.keys()], aside: quarantined.map((one) => basename(one.path)) };
};
const taken = { taken: [sha256], aside: [] };
const aside = { taken: [], aside: [sha256] };

describe('a record', () => {
  it.each<[string, Partial<Package> & { readonly verdict?: object }, boolean, object]>([
    ['as it was written', {}, false, taken],
    ['of the other sort of library', {}, true, aside],
    ['of practice, in practice', { practice: true }, true, taken],
    ['of another file', { sha256: 'b'.repeat(64) }, false, aside],
    ['of a file that is longer', { bytes: 4 }, false, aside],
    ['of a file that is not there', { name: 'other.ps1' }, false, aside],
    ['that leads out of its folder', { name: '../a.ps1' }, false, aside],
    ['that leads into another', { name: 'f/a.ps1' }, false, aside],
    ['with a name that is not plain', { name: 'f\\a.ps1' }, false, aside],
    ['with the verdict that 0.1.0 wrote', { verdict: { state: 'ready', refusal: null } }, false, taken],
    ['of what 0.1.0 refused', { verdict: { state: 'refused', refusal: 'damaged' } }, false, aside],
    [
      'of what is not signed',
      { signature: { state: 'notSigned', signer: null, detail: null } },
      false,
      aside,
    ],
    [
      'of what is not checked here',
      { signature: { state: 'notCheckedHere', signer: null, detail: null } },
      false,
      taken,
    ],
  ])('%s', async (_, change, practice, expected) => {
    await kept(change);
    expect(await load(practice)).toEqual(expected);
    const name = expected === taken ? sha256 : expect.stringMatching(`^${sha256}\\.bad-\\d{8}T\\d{9}Z`);
    expect(await readdir(folder)).toEqual([name]);
  });

  it('of a link is moved aside', async () => {
    await kept();
    await rm(join(folder, sha256, good.name));
    await writeFile(join(folder, 'elsewhere'), 'abc');
    await symlink(join(folder, 'elsewhere'), join(folder, sha256, good.name));
    expect(await load()).toEqual(aside);
  });

  it('is looked for only in folders that a hash names, and leaves the others alone', async () => {
    await kept({}, good.name, 'A'.repeat(64));
    await kept({}, good.name, 'notes');
    await mkdir(join(folder, '.incoming-x'));
    await mkdir(join(folder, 'x.incoming-'));
    expect(await load()).toEqual({ taken: [], aside: [] });
    expect((await readdir(folder)).sort()).toEqual(['A'.repeat(64), 'notes', 'x.incoming-']);
  });

  it('is moved to a place of its own each time', async () => {
    const places = new Set<string | null>();
    for (let time = 0; time < 3; time += 1) {
      await kept({ bytes: 4 });
      const { quarantined } = await loadRecords(folder, false);
      places.add(quarantined[0]?.kept ?? null);
    }
    expect([...places].filter((place) => place !== null && existsSync(place))).toHaveLength(3);
  });
});
