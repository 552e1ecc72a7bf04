import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJournal } from '../../../main/journal/journal';
import { type JournalEntry, journalEntrySchema, noHash, toLine } from '../../../main/journal/entry';
import { parseJournal } from '../../../main/journal/parse';
import { anyText } from './anyText';
import { holds } from './holds';

const runId = 'run-20261124-p1';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-properties-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const phase = fc.constantFrom(...journalEntrySchema.shape.phase.options);
const data = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.record({ text: anyText() }),
  fc.constantFrom('\n', '\u2028', '"hash":"', `,"hash":"${noHash}"}`, '{"v":1,"seq":0}\n'),
);
const entry = fc.record({ phase, data });

/** The bytes of a journal with these entries, made without the writer. */
function journalOf(entries: readonly { phase: JournalEntry['phase']; data: unknown }[]): Buffer {
  let prev = noHash;
  const lines = entries.map((each, seq) => {
    const made = toLine({
      v: 1,
      seq,
      at: 1000 + seq,
      runId,
      targetId: 'local',
      action: 'onboard',
      nn: 1,
      phase: each.phase,
      data: journalEntrySchema.shape.data.parse(JSON.parse(JSON.stringify(each.data))),
      prev,
    });
    prev = made.entry.hash;
    return `${made.line}\n`;
  });
  return Buffer.from(lines.join(''));
}

const hashes = (bytes: Buffer): string[] => parseJournal(bytes).entries.map(({ hash }) => hash);

describe('a journal', () => {
  it('cut anywhere gives a prefix, and cut off there the same again', async () => {
    await holds(
      fc.property(fc.array(entry, { maxLength: 8 }), fc.nat(), (entries, place) => {
        const whole = journalOf(entries);
        const cut = whole.subarray(0, place % (whole.length + 1));
        const found = parseJournal(cut);
        expect(hashes(cut)).toEqual(hashes(whole).slice(0, found.entries.length));
        expect([found.broken, found.foreign]).toEqual([null, false]);
        expect(found.wholeBytes).toBeLessThanOrEqual(cut.length);
        const again = parseJournal(cut.subarray(0, found.wholeBytes));
        expect(again).toMatchObject({
          entries: found.entries,
          torn: false,
          broken: null,
          wholeBytes: found.wholeBytes,
        });
      }),
      2500,
    );
  });

  it('of any bytes never throws, and tells no entry whose hash does not fit as intact', async () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.array(entry, { maxLength: 3 }).map(journalOf),
    );
    await holds(
      fc.property(fc.array(noise, { maxLength: 4 }), fc.nat(), fc.nat(255), (parts, place, value) => {
        const bytes = Buffer.concat(parts);
        if (bytes.length > 0) bytes[place % bytes.length] = value;
        const found = parseJournal(bytes);
        expect(found.wholeBytes).toBeLessThanOrEqual(bytes.length);
        if (found.broken === null)
          found.entries.forEach((each, at) => {
            expect(each.seq).toBe(at);
            expect(each.prev).toBe(found.entries[at - 1]?.hash ?? noHash);
          });
      }),
      2500,
    );
  });

  it('written, cut by the end of the app and opened again, in any order, is a prefix that goes on', async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: entry.map((each) => ({ kind: 'append' as const, ...each })) },
      { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
      { weight: 2, arbitrary: fc.nat().map((lost) => ({ kind: 'crash' as const, lost })) },
    );
    let run = 0;
    await holds(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        run += 1;
        const inner = join(folder, String(run));
        const path = join(inner, `${runId}.jsonl`);
        let known: string[] = [];
        let writer = await createJournal(inner, () => 1000).begin(runId, 'local');
        const reopen = async (lost: number): Promise<void> => {
          await writer.close();
          const bytes = await readFile(path);
          // The last write may be lost in part; what was flushed before it is on the disk.
          const lastStart = bytes.lastIndexOf(10, bytes.length - 2) + 1;
          const left = Math.max(lastStart, bytes.length - lost);
          await truncate(path, left);
          const cut = hashes(bytes.subarray(0, left));
          expect(cut).toEqual(known.slice(0, cut.length));
          expect(cut.length).toBeGreaterThanOrEqual(known.length - 1);
          known = cut;
          writer = await createJournal(inner, () => 1000).begin(runId, 'local');
        };
        for (const each of steps) {
          if (each.kind === 'append') {
            const text = journalEntrySchema.shape.data.parse(JSON.parse(JSON.stringify(each.data)));
            known.push((await writer.append({ phase: each.phase, data: text })).hash);
          } else await reopen(each.kind === 'crash' ? each.lost % 400 : 0);
        }
        await reopen(0);
        const once = await readFile(path);
        await reopen(0);
        expect(await readFile(path)).toEqual(once);
        expect(hashes(once)).toEqual(known);
        await writer.close();
        // What was torn off is kept beside the journal, and is no journal itself.
        const names = await readdir(inner);
        expect(names.filter((name) => name.endsWith('.jsonl'))).toEqual([`${runId}.jsonl`]);
        await rm(inner, { recursive: true });
      }),
      150,
    );
  }, 60_000);

  it('of another program is never written over', async () => {
    let run = 0;
    await holds(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 60 }), async (noise) => {
        run += 1;
        const inner = await mkdtemp(join(folder, `foreign-${String(run)}-`));
        await writeFile(join(inner, `${runId}.jsonl`), noise);
        const writer = await createJournal(inner, () => 1000).begin(runId, 'local');
        await writer.append({ phase: 'note' });
        await writer.close();
        const texts = await Promise.all((await readdir(inner)).map((name) => readFile(join(inner, name))));
        expect(texts.some((text) => text.includes(Buffer.from(noise)))).toBe(true);
        await rm(inner, { recursive: true });
      }),
      150,
    );
  }, 60_000);
});
