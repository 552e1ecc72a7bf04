import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readStateFile } from '../../main/practice/machine/stateFile';
import { GangwayError } from '../../shared/errors';
import { ScriptedServer } from '../fakes/scriptedServer';
import { atRest, id, openAgain, openStage, startPlan, type Stage } from '../unit/app/stage';
import { Walker } from '../unit/app/walker';
import { openPractice } from './practiceStage';

/** The data folder after a whole run, file by file. */
let stage: Stage;
const good = new Map<string, Buffer>();
beforeAll(async () => {
  stage = await openStage(new ScriptedServer());
  const { walker } = stage;
  await startPlan(walker);
  await atRest(walker);
  await walker.ask('changeSettings', { technician: 'A. Technician' });
  await walker.stop(true);
  for (const name of readdirSync(walker.folder, { recursive: true, encoding: 'utf8' }))
    if (
      /^(?:settings\.json|targets.*\.json|journal.*\.jsonl|output.*\.jsonl|library.*package\.json)$/.test(
        name,
      )
    )
      good.set(name, readFileSync(join(walker.folder, name)));
});
afterAll(() => {
  rmSync(stage.walker.folder, { recursive: true, force: true });
});

/** One way to damage a file: bytes changed, the end cut off, bytes put in, or all of it replaced. */
const damage = fc.oneof(
  fc
    .array(fc.tuple(fc.nat(10_000), fc.nat(255)), { minLength: 1, maxLength: 4 })
    .map((changes) => (bytes: Buffer) => {
      const out = Buffer.from(bytes);
      for (const [at, value] of changes) out[at % out.length] = value;
      return out;
    }),
  fc.nat(10_000).map((cut) => (bytes: Buffer) => bytes.subarray(0, cut % bytes.length)),
  fc.tuple(fc.nat(10_000), fc.uint8Array({ minLength: 1, maxLength: 20 })).map(
    ([at, more]) =>
      (bytes: Buffer) =>
        Buffer.concat([bytes.subarray(0, at % bytes.length), more, bytes.subarray(at % bytes.length)]),
  ),
  fc
    .constantFrom('', 'null', '[]', '{"version":99}', '\0'.repeat(400))
    .map((text) => () => Buffer.from(text)),
);

/** The start reads no server, because these tests are about files only. */
const unreachable = () => Promise.reject(new GangwayError('target.unreachable'));

/** The files that are set aside when they are bad; a bad line of output is left out, a torn journal goes on. */
const setsAside = /^(?:settings|targets|library)/;

it('[row 61] 1,000 damaged files, five kinds in each of 200 starts: every start reaches the first page and says what it set aside', async () => {
  const { folder } = stage.walker;
  expect([...good.keys()].map((name) => name.split(/[\\/.]/)[0]).sort()).toEqual([
    'journal',
    'library',
    'output',
    'settings',
    'targets',
  ]);
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: good.size, maxLength: good.size }), async (damages) => {
      for (const part of ['targets', 'journal', 'output']) rmSync(join(folder, part), { recursive: true });
      for (const name of readdirSync(folder).filter((each) => each.includes('.bad-')))
        rmSync(join(folder, name));
      const library = join(folder, 'library', 'practice');
      for (const name of readdirSync(library).filter((each) => each.includes('.bad-')))
        rmSync(join(library, name), { recursive: true });
      const written = [...good].map(([name, bytes], index) => {
        const bad = (damages[index] ?? Buffer.from)(bytes);
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), bad);
        return [name, bad] as const;
      });
      const walker = await Walker.start(folder, { openShell: unreachable });
      const { notices, settings, libraries } = await walker.ask('getSession', {});
      await walker.stop(true);
      expect(settings.version).toBe(1);
      expect(libraries.practice.length).toBeLessThanOrEqual(1);
      for (const { key } of notices) expect(['quarantined', 'journalBroken', 'notRestored']).toContain(key);
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      for (const [name, bad] of written.filter(([each]) => setsAside.test(each))) {
        const aside = name.startsWith('library')
          ? names.find((each) => each.startsWith(`${dirname(name)}.bad-`) && each.endsWith('package.json'))
          : names.find((each) => each.startsWith(`${name}.bad-`));
        if (aside === undefined) continue;
        // Nothing is lost, and it is said.
        expect(readFileSync(join(folder, aside)).equals(bad)).toBe(true);
        const sign = name.startsWith('library') ? dirname(name) : name;
        expect(notices.some(({ key, detail }) => key === 'quarantined' && detail.includes(sign))).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
}, 120_000);

it('[row 61] settings of a newer version are kept beside, said, and the defaults hold', async () => {
  const { folder } = stage.walker;
  for (const name of readdirSync(folder).filter((each) => each.includes('.bad-'))) rmSync(join(folder, name));
  const newer = JSON.stringify({ version: 2, technician: 'from later', more: true });
  writeFileSync(join(folder, 'settings.json'), newer);
  const walker = await openAgain(stage);
  const { notices, settings } = await walker.ask('getSession', {});
  await walker.stop(true);
  expect(settings.technician).toBeNull();
  expect(notices.find(({ detail }) => detail.endsWith('settings.json'))?.key).toBe('quarantined');
  const aside = readdirSync(folder).find((name) => name.startsWith('settings.json.bad-'));
  expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(newer);
});

it('[row 61] a journal whose first line was changed is said, and counts for no server', async () => {
  const { folder } = stage.walker;
  for (const [name, bytes] of good) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(
      join(folder, name),
      name.startsWith('journal') ? bytes.toString().replace(id, 'practice-none') : bytes,
    );
  }
  const walker = await openAgain(stage);
  const { notices, targets } = await walker.ask('getSession', {});
  await walker.stop(true);
  expect(notices.map(({ key }) => key)).toContain('journalBroken');
  expect(targets.map(({ run, changes }) => [run, changes])).toEqual([[null, []]]);
});

it('[row 61] whatever 1,000 corruptions leave of the state of a practice server, it opens, and the bad file is kept', async () => {
  const { walker, sent } = await openPractice('2019-fresh');
  const file = join(walker.folder, 'practice', '2019-fresh.json');
  const bytes = readFileSync(file);
  expect(sent()).toEqual([]);
  fc.assert(
    fc.property(damage, (harm) => {
      const bad = harm(bytes);
      writeFileSync(file, bad);
      const { state, bad: said } = readStateFile(file, 1_800_000_000_000);
      expect(state === null).toBe(said !== null);
      if (said === null) return;
      expect(readFileSync(said.path).equals(bad)).toBe(true);
      rmSync(said.path);
    }),
    { numRuns: 1000 },
  );
  await walker.stop();
}, 60_000);
