import { appendFile, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutput } from '../../../main/output/output';
import { outputLineSchema } from '../../../shared/bridge/output';
import { blob, leaked } from './redact/blob';

const runId = 'run-20261124-c3';
let folder: string;
const path = () => join(folder, `${runId}.jsonl`);
const line = (text: string, source = 'run') => ({
  at: 1000,
  source,
  level: 'info' as const,
  text,
  action: 'a1',
});
const written = async () =>
  (await readFile(path(), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((each) => outputLineSchema.parse(JSON.parse(each)));
const lines = (count: number, first = 0) =>
  Array.from({ length: count }, (_, n) => line(`line ${first + n}`));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-output-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the output of a run', () => {
  it('numbers the lines and gives them back', async () => {
    const output = await createOutput(folder, runId);
    expect(output.append(lines(3)).map((each) => each.seq)).toEqual([0, 1, 2]);
    expect(output.append(lines(1, 3))[0]).toEqual({ ...line('line 3'), seq: 3 });
    expect(output.count()).toBe(4);
    expect(await output.read(1, 2)).toMatchObject([{ seq: 1 }, { seq: 2 }]);
    await output.close();
  });

  it('keeps a stage as data, without secrets, also in the file', async () => {
    const output = await createOutput(folder, runId);
    const stage = { key: 'copyFile', state: 'begin', detail: 'https://x.example/?sig=abcdefghijkl' } as const;
    const [made] = output.append([{ ...line('begin copyFile'), source: 'step', stage }]);
    expect(made?.stage).toEqual({ ...stage, detail: 'https://x.example/?sig=***' });
    await output.close();
    const again = await createOutput(folder, runId);
    expect(await again.read(0, 1)).toEqual([made]);
    await again.close();
  });

  it('is in the file within 200 ms', async () => {
    const output = await createOutput(folder, runId);
    output.append(lines(2));
    await sleep(300);
    expect((await readFile(path(), 'utf8')).split('\n')).toHaveLength(3);
    await output.close();
  });

  it('keeps the newest 5,000 in memory and finds the others in the file', async () => {
    const output = await createOutput(folder, runId);
    for (let n = 0; n < 12; n += 1) output.append(lines(1000, n * 1000));
    for (const [from, limit] of [
      [0, 3],
      [1234, 500],
      [6998, 4],
      [11_990, 100],
      [0, 99_999],
      [12_000, 5],
      [-5, 2],
    ] as const) {
      const first = Math.max(0, from);
      const count = Math.min(limit, 5000, 12_000 - first);
      const found = await output.read(from, limit);
      expect(found.map((each) => each.seq)).toEqual(Array.from({ length: count }, (_, n) => first + n));
      expect(found.every((each) => each.text === `line ${each.seq}`)).toBe(true);
    }
    await output.close();
  });

  it('goes on where an earlier start left it, without the torn line', async () => {
    const output = await createOutput(folder, runId);
    output.append([line('Relevé « é » 漢字'), ...lines(6000)]);
    await output.close();
    await appendFile(path(), '{"seq":6001,"at":10');
    const again = await createOutput(folder, runId);
    expect(again.count()).toBe(6001);
    expect(again.append(lines(1))[0]?.seq).toBe(6001);
    expect(await again.read(0, 1)).toMatchObject([{ seq: 0, text: 'Relevé « é » 漢字' }]);
    await again.close();
    expect((await written()).map((each) => each.seq)).toEqual(Array.from({ length: 6002 }, (_, n) => n));
  });

  it('leaves a damaged line out and keeps the numbers of the others', async () => {
    const good = (seq: number) => JSON.stringify({ ...line(`line ${seq}`), seq });
    await writeFile(path(), `${good(0)}\nrubbish\n{"seq":2}\n${good(3)}\n`);
    const output = await createOutput(folder, runId);
    expect((await output.read(0, 10)).map((each) => each.seq)).toEqual([0, 3]);
    expect(output.append(lines(1))[0]?.seq).toBe(4);
    await output.close();
  });

  it('shows and keeps nothing secret, wrapped or whole', async () => {
    const output = await createOutput(folder, runId);
    const text = `    OnboardingInfo    REG_SZ    ${blob}`;
    const shown = [
      ...output.append([line(text, 'cmd'), line('password=Hunter2', 'out')]),
      ...(text.match(/.{1,80}/g) ?? []).flatMap((piece) => output.append([line(piece, 'cmd')])),
    ];
    await output.close();
    const kept = await readFile(path(), 'utf8');
    for (const each of [JSON.stringify(shown), kept, shown.map(({ text: one }) => one).join('')]) {
      expect(leaked(each)).toBeNull();
      expect(each).not.toContain('Hunter2');
    }
  });
});

describe('a disk that refuses', () => {
  it('leaves the lines in memory, says why, and writes them later in order', async () => {
    const output = await createOutput(folder, runId);
    output.append(lines(2));
    const probe = await open(path(), 'r');
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const spy = vi.spyOn(Object.getPrototypeOf(probe), 'appendFile').mockRejectedValue(full);
    await probe.close();
    await output.flush();
    expect(output.problem()).toBe('ENOSPC');
    output.append(lines(1, 2));
    expect(await output.read(0, 5)).toHaveLength(3);
    spy.mockRestore();
    await output.flush();
    expect(output.problem()).toBeNull();
    await output.close();
    expect((await written()).map((each) => each.text)).toEqual(['line 0', 'line 1', 'line 2']);
  });

  it('bounds what waits: the file then ends, and the newest lines go on in memory', async () => {
    const output = await createOutput(folder, runId);
    const probe = await open(path(), 'r');
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    vi.spyOn(Object.getPrototypeOf(probe), 'appendFile').mockRejectedValue(full);
    await probe.close();
    for (let n = 0; n < 60; n += 1) output.append(lines(1000, n * 1000));
    await output.flush();
    expect(output.problem()).toBe('ENOSPC');
    expect(output.count()).toBe(60_000);
    expect((await output.read(59_990, 100)).map((each) => each.seq)).toEqual(
      Array.from({ length: 10 }, (_, n) => 59_990 + n),
    );
    await output.close();
  });

  it('does not stop a run whose file cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    const output = await createOutput(join(folder, 'file'), runId);
    output.append(lines(3));
    expect(output.problem()).toMatch(/^E/);
    expect(await output.read(0, 3)).toHaveLength(3);
    await output.close();
  });
});
