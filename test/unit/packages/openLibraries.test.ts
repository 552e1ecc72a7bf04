import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inspect } from '../../../main/packages/inspection/inspect';
import type { Inspect } from '../../../main/packages/inspection/inspection';
import { openLibraries } from '../../../main/packages/openLibraries';
import { trustNotCheckedHere } from '../../../main/packages/trust';
import { makeInstaller } from './msi/makeInstaller';

let box: string;
beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-libraries-'));
});
afterEach(() => rm(box, { recursive: true, force: true }));

it('opens one library for practice and one for real servers, and both look at files in one way', async () => {
  const asked: boolean[] = [];
  const look: Inspect = (path, options) => {
    asked.push(options.practice);
    return inspect(path, options);
  };
  const libraries = await openLibraries({ dataFolder: box, trust: trustNotCheckedHere, inspection: look });
  expect(libraries.inspect).toBe(look);
  const file = join(box, 'md4ws.msi');
  await writeFile(file, makeInstaller({ properties: { ProductName: 'Microsoft Defender for Endpoint' } }));
  const real = await libraries.real.add([file]);
  const practice = await libraries.practice.add([file]);
  expect(real.added[0]?.signature).toEqual({ state: 'notCheckedHere', signer: null, detail: null });
  expect(practice.refused.map(({ refusal }) => refusal)).toEqual(['genuineInPractice']);
  expect(asked).toEqual([false, true]);
  expect((await readdir(join(box, 'library'))).sort()).toEqual(['practice', 'real']);
});

it('looks at files in the built thread that is named', async () => {
  const options = { dataFolder: box, trust: trustNotCheckedHere, inspection: join(box, 'gone.js') };
  const libraries = await openLibraries(options);
  await writeFile(join(box, 'md4ws.msi'), 'x');
  const { refused } = await libraries.real.add([join(box, 'md4ws.msi')]);
  expect(refused.map(({ refusal }) => refusal)).toEqual(['notExamined']);
});
