import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutput } from '../../main/output/output';
import { createOutputRing } from '../../renderer/run/output/outputRing';
import { outputLinesSchema } from '../../shared/bridge/output';
import { LoudProcess } from '../fakes/loudProcess';
import { loudRun, loudRunId } from '../fakes/loudRun';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-loud-'));
});
afterEach(() => rm(folder, { recursive: true }));

const result = { kind: 'result', value: { ok: 1 } };
const end = { kind: 'end', ok: true, code: null, text: '', native: null };

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const held = () => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

describe('a flood of output', () => {
  it('of 64 MB without a line end is cut, kept whole, folded by the page, and takes no more than twice its size [row 53]', async () => {
    const megabytes = 64;
    const word = 'a line that never ends, and more of it; ';
    const chunk = Buffer.from(word.repeat(Math.ceil((1 << 16) / word.length)).slice(0, 1 << 16));
    const before = held();
    let most = 0;
    let taken = 0;
    let chars = 0;
    const ring = createOutputRing();
    function* chunks() {
      for (let n = 0; n < megabytes * 16; n += 1) {
        if (n % 128 === 0) most = Math.max(most, held() - before);
        yield chunk;
      }
    }
    const ended = await loudRun(folder, new LoudProcess(chunks, [result, end]), (lines) => {
      ring.append(outputLinesSchema.parse(lines));
      taken += lines.length;
      for (const { text } of lines) chars += text.length;
      expect(Math.max(...lines.map(({ text }) => text.length))).toBeLessThanOrEqual(1 << 16);
    });
    most = Math.max(most, held() - before);
    expect(ended).toEqual({ value: { ok: 1 } });
    // The blank at the end of a piece is trimmed; "end" is the wizard's own.
    expect(chars).toBeGreaterThan(megabytes * (1 << 20) - taken);
    expect(most).toBeLessThan(2 * megabytes * (1 << 20));
    const rows = ring.slice(ring.start, ring.end);
    expect(rows.length).toBeGreaterThan(megabytes * 200);
    expect(rows.every(({ text }) => text.length <= 4096)).toBe(true);
    const output = await createOutput(join(folder, 'output'), loudRunId);
    expect(output.count()).toBe(taken);
    await output.close();
  });

  it('of 200,000 lines, as fast as they come, then the end: none is lost, the order stays, the end is last [row 58]', async () => {
    const count = 200_000;
    function* chunks() {
      // Chunks end where they end: in the middle of a line.
      let rest = '';
      for (let n = 0; n < count; n += 1) {
        rest += `MSI (s): Executing op: Entry ${String(n)}\r\n`;
        if (rest.length < 60_000 && n + 1 < count) continue;
        const cut = n + 1 < count ? rest.length - 7 : rest.length;
        yield Buffer.from(rest.slice(0, cut));
        rest = rest.slice(cut);
      }
    }
    let next = 0;
    let wrong = 0;
    const ended = await loudRun(folder, new LoudProcess(chunks, [result, end]), (lines) => {
      for (const { seq, text } of lines) {
        const expected = next < count ? `MSI (s): Executing op: Entry ${String(next)}` : 'end';
        if (seq !== next || text !== expected) wrong += 1;
        next += 1;
      }
    });
    expect(ended).toEqual({ value: { ok: 1 } });
    expect({ next, wrong }).toEqual({ next: count + 1, wrong: 0 });
    const output = await createOutput(join(folder, 'output'), loudRunId);
    let at = 0;
    for (let from = 0; from < output.count(); from += 5000)
      for (const { seq, text } of await output.read(from, 5000)) {
        if (seq !== at || (at < count && !text.endsWith(` ${String(at)}`))) wrong += 1;
        at += 1;
      }
    expect({ at, wrong }).toEqual({ at: count + 1, wrong: 0 });
    expect((await output.read(count, 1))[0]?.text).toBe('end');
    await output.close();
  });
});
