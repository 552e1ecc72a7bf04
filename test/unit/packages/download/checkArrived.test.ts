import { mkdtemp, readdir, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkArrived } from '../../../../main/packages/download/checkArrived';
import type { InspectOptions, Inspection } from '../../../../main/packages/inspection/inspection';
import type { RefusalCode } from '../../../../shared/model/packages';

let box: string;
beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-arrived-'));
});
afterEach(() => rm(box, { recursive: true, force: true }));

const ready: Inspection = {
  ...{ state: 'ready', name: 'a', from: null, path: 'a', practice: false },
  details: { kind: 'platformUpdate', version: null },
};
const refused = (refusal: RefusalCode): Inspection => ({
  ...{ state: 'refused', name: 'a', from: null, refusal, detail: null },
});

it.each<[string, Inspection[], RefusalCode | null]>([
  ['what was asked for', [ready], null],
  ['what was asked for, beside another file', [refused('notAPackage'), ready], null],
  ['something else', [refused('wrongProduct')], 'wrongProduct'],
  ['several other things', [refused('damaged'), refused('notAPackage')], 'damaged'],
  ['nothing at all', [], 'notAPackage'],
])('%s', async (_, found, expected) => {
  const asked: InspectOptions[] = [];
  const answer = await checkArrived(
    join(box, 'a.exe'),
    'platformUpdate',
    async (_path, options) => {
      asked.push(options);
      // Where nothing was found, nothing was unpacked.
      if (found.length > 0) {
        await mkdir(options.unpackInto);
        await writeFile(join(options.unpackInto, 'a.exe'), '');
      }
      return found;
    },
    { practice: true, now: 5 },
  );
  expect(answer).toBe(expected);
  expect(asked).toMatchObject([{ keeps: ['platformUpdate'], practice: true, now: 5 }]);
  expect(await readdir(box)).toEqual([]);
});
