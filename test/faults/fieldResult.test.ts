import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createWebPlatform } from '../../main/web/platform';
import type { TargetView } from '../../shared/bridge/session';
import { disk, systemError } from '../fakes/faultyFiles';
import { Walker } from '../unit/app/walker';

vi.mock('../../main/disk/files', async (original) =>
  (await import('../fakes/faultyFiles')).watched(await original<object>()),
);

let place = '';
let data = '';
let walker: Walker | null = null;
beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'gangway-result-'));
  data = join(place, 'data');
  await played();
});
afterEach(async () => {
  disk.before = () => undefined;
  await walker?.stop(true);
  rmSync(place, { recursive: true, force: true });
});

let id = '';
let runId = '';
const result = () => join(place, 'result.jsonl');
const journalIn = (folder: string) => join(folder, 'journal', `${runId}.jsonl`);

async function open(folder: string): Promise<Walker> {
  await walker?.stop(true);
  const platform = { ...createWebPlatform(folder, 'en-US'), pickFiles: async () => [result()] };
  walker = await Walker.start(folder, { platform });
  return walker;
}

/** A run that was played by files, its result beside the app, whose journal holds nothing of it. */
async function played(): Promise<void> {
  const w = await open(data);
  id = await w.prepare('2019-fresh', ['onboarding'], 'active');
  const { planHash = '' } = w.assess(id).known ?? {};
  const { name } = w.view(id).target;
  await w.ask('writeFieldRun', { targetId: id, journey: 'onboard', planHash, name });
  await w.ask('playFieldRun', { targetId: id });
  runId = (await rested(w)).run?.runId ?? '';
  await w.stop(true);
  walker = null;
  const own = join(data, 'field', 'played');
  cpSync(join(own, readdirSync(own)[0] ?? ''), result());
  rmSync(journalIn(data));
  const kept = join(data, 'field', `${id}.json`);
  writeFileSync(kept, readFileSync(kept, 'utf8').replace(/"taken":\s*\d+/, '"taken":null'));
}

const rested = (w: Walker): Promise<TargetView> => w.until(id, 'at rest', ({ busy }) => busy === 'idle');
const told = ({ run, changes }: TargetView) => [
  run?.outcome,
  run?.actions.map((action) => `${action.id} ${action.state}`),
  changes.map(({ action, before, after }) => `${action}: ${before} -> ${after}`),
];
const filesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
const writes =
  /^(?:mkdir|open|rename|rm|copyFile|writeFile|appendFile|handle\.(?:write|writeFile|appendFile|sync|close))$/;

it('[row 213] killed at any write while it is taken in leaves the whole run or none, and the file can be taken in again', async () => {
  const w = await open(data);
  const copies: string[] = [];
  let last = '';
  disk.before = ({ name, path }) => {
    if (!path.startsWith(data) || path.startsWith(join(data, 'log')) || !writes.test(name)) return;
    // Beside the journals only that something lies there counts; a start of the app does not look at it.
    const now = readdirSync(data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(data, 'log')))
      .map(({ parentPath, name: file }) => join(parentPath, file))
      .sort()
      .map((one) => `${one} ${one.includes('staging') ? '' : readFileSync(one, 'base64')}`)
      .join('\n');
    if (now === last) return;
    last = now;
    copies.push(join(place, String(copies.length)));
    cpSync(data, copies.at(-1) ?? '', { recursive: true });
  };
  await w.ask('importFieldResult', { targetId: id, partial: false });
  const whole = told(await rested(w));
  disk.before = () => undefined;
  const journal = readFileSync(journalIn(data));
  expect(whole[0]).toBe('done');
  expect(copies.length).toBeGreaterThan(4);
  const found = new Set<string>();
  for (const [index, copy] of copies.entries()) {
    const isThere = existsSync(journalIn(copy));
    const again = await open(copy);
    expect([index, again.view(id).run?.outcome]).toEqual([index, isThere ? 'done' : undefined]);
    found.add(`${isThere ? 'whole' : 'none'}, ${again.view(id).fieldKit?.taken === null ? 'open' : 'taken'}`);
    const take = () => again.refused('importFieldResult', { targetId: id, partial: false });
    if (again.view(id).fieldKit?.taken === null) expect([index, await take()]).toEqual([index, 'accepted']);
    expect([index, told(await rested(again))]).toEqual([index, whole]);
    expect(again.view(id).fieldKit?.taken).toBeTypeOf('number');
    expect([index, await take()]).toEqual([index, 'field.twice']);
    if (isThere) expect(readFileSync(journalIn(copy))).toEqual(journal);
    expect(filesIn(join(copy, 'field', 'staging'))).toEqual([]);
    expect(again.session?.notices).toEqual([]);
  }
  expect([...found]).toEqual(['none, open', 'whole, open', 'whole, taken']);
});

it.each(['ENOSPC', 'EROFS', 'EIO'])(
  '[row 213] that this computer cannot keep (%s) is taken in as nothing, and as a whole once it can',
  async (code) => {
    const w = await open(data);
    const before = told(w.view(id));
    disk.before = ({ name, path }) => {
      if (path.includes('staging') && /^handle\.(?:write|appendFile|writeFile)$/.test(name))
        throw systemError(code);
    };
    expect(await w.refused('importFieldResult', { targetId: id, partial: false })).toBe('journal.unwritable');
    disk.before = () => undefined;
    expect(existsSync(journalIn(data))).toBe(false);
    expect(told(await rested(w))).toEqual(before);
    await w.ask('importFieldResult', { targetId: id, partial: false });
    expect((await rested(w)).run?.outcome).toBe('done');
  },
);
