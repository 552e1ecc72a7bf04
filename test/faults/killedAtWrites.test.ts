import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseJournal } from '../../main/journal/parse';
import { disk } from '../fakes/faultyFiles';
import { ScriptedServer } from '../fakes/scriptedServer';
import { id, openAgain, openStage, startPlan, atRest, type Stage } from '../unit/app/stage';
import { changesIn, receivedBy } from '../unit/app/received';
import { Walker } from '../unit/app/walker';
import { openPractice } from './practiceStage';

vi.mock('../../main/disk/files', async (original) =>
  (await import('../fakes/faultyFiles')).watched(await original<object>()),
);

let place = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'gangway-writes-'));
});
afterEach(() => {
  disk.before = () => undefined;
  rmSync(place, { recursive: true, force: true });
});

/** All names and contents below a folder as one word; the log is no state. */
function contentOf(folder: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).sort((a, b) =>
    `${a.parentPath}/${a.name}` < `${b.parentPath}/${b.name}` ? -1 : 1,
  )) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.includes(`${folder}/log`)) continue;
    hash.update(path.slice(folder.length)).update(readFileSync(path));
  }
  return hash.digest('hex');
}

const writes =
  /^(?:mkdir|open|rename|rm|truncate|writeFile|appendFile|handle\.(?:writeFile|appendFile|sync|datasync))$/;

/** Starts the app over what a kill left and goes on to the end; answers what the server received. */
async function goOn(folder: string): Promise<string[]> {
  const before = changesIn(await receivedBy(folder, '2019-fresh'));
  const walker = await Walker.start(folder);
  try {
    await walker.ask('connect', { targetId: id });
    await walker.until(id, 'at rest', ({ busy, run }) => busy === 'idle' && run?.outcome !== 'interrupted');
    expect(changesIn(await receivedBy(folder, '2019-fresh'))).toEqual(before);
    await walker.ask('readFacts', { targetId: id });
    walker.session = await walker.ask('getSession', {});
    expect(walker.session.notices).toEqual([]);
    const left = walker.assess(id).known?.plan.filter((item) => item.needed && item.step !== 'test') ?? [];
    if (left.length > 0) {
      if (walker.view(id).inputs.journeys.onboard.confirmed) await walker.ask('resumePlan', { targetId: id });
      else await startPlan(walker);
      await walker.until(id, 'at its end', ({ busy, run }) => busy === 'idle' && run?.outcome === 'done');
    }
    return changesIn(await receivedBy(folder, '2019-fresh'));
  } finally {
    await walker.stop();
  }
}

it('[row 59] killed before any operation that writes, flushes or renames: what is left is a true prefix, and the rest is done once', async () => {
  const stage = await openPractice('2019-fresh');
  const { folder } = stage.walker;
  const copies: string[] = [];
  let last = '';
  let boundaries = 0;
  disk.before = ({ name, path }) => {
    if (!path.startsWith(folder) || path.startsWith(join(folder, 'log')) || !writes.test(name)) return;
    boundaries += 1;
    const now = contentOf(folder);
    // A flush changes nothing that a kill of the app alone would leave; each different state is taken once.
    if (now === last) return;
    last = now;
    const copy = join(place, String(copies.length));
    copies.push(copy);
    cpSync(folder, copy, { recursive: true });
  };
  expect((await stage.carryOut()).run?.outcome).toBe('done');
  await stage.walker.stop(true);
  disk.before = () => undefined;
  rmSync(folder, { recursive: true, force: true });
  expect(boundaries).toBeGreaterThan(30);
  expect(copies.length).toBeGreaterThan(15);
  const received = await Promise.all(copies.map(goOn));
  for (const [index, sent] of received.entries())
    expect([index, sent]).toEqual([
      index,
      ['Send-Package', 'Invoke-Onboarding'].filter((name) => sent.includes(name)),
    ]);
  for (const sent of received) expect(sent.filter((name) => name === 'Invoke-Onboarding')).toHaveLength(1);
}, 60_000);

async function wholeRun(): Promise<Stage & { journal: string; lines: string[] }> {
  const stage = await openStage(new ScriptedServer());
  const runId = await startPlan(stage.walker);
  await atRest(stage.walker);
  await stage.walker.stop(true);
  const journal = join(stage.walker.folder, 'journal', `${runId}.jsonl`);
  return { ...stage, journal, lines: readFileSync(journal, 'utf8').split('\n').slice(0, -1) };
}

it('[row 59] the last record cut at any byte: the run is shown as it was before that record, or with it, never otherwise', async () => {
  const { walker, server, journal, lines } = await wholeRun();
  for (const count of [1, 3, lines.length]) {
    const whole = lines
      .slice(0, count - 1)
      .map((line) => `${line}\n`)
      .join('');
    const record = Buffer.from(`${lines[count - 1] ?? ''}\n`);
    const seen = new Set<string>();
    const shownAt = async (bytes: number): Promise<string> => {
      const text = Buffer.concat([Buffer.from(whole), record.subarray(0, bytes)]);
      expect(parseJournal(text).broken).toBeNull();
      writeFileSync(journal, text);
      // The server is out of reach: what is shown comes from the journal alone.
      server.away = true;
      const again = await openAgain({ walker, server });
      const view = again.view(id);
      await again.stop(true);
      expect(again.session?.notices).toEqual([]);
      return JSON.stringify([
        view.run?.actions.map(({ state }) => state),
        view.changes.map(({ action }) => action),
      ]);
    };
    const before = await shownAt(0);
    const after = await shownAt(record.length);
    // Every byte is tried on the parser (journal/damage.test.ts); here the whole app, at every seventh and both ends.
    const cuts = [
      ...Array.from({ length: Math.floor(record.length / 7) }, (_, n) => n * 7),
      record.length - 1,
    ];
    for (const cut of cuts) {
      const shown = await shownAt(cut);
      seen.add(shown);
      expect([before, after]).toContain(shown);
      // Whole but for its line end it counts; with less it does not.
      expect([cut, shown]).toEqual([cut, cut === record.length - 1 ? after : before]);
    }
  }
  rmSync(walker.folder, { recursive: true, force: true });
}, 60_000);
