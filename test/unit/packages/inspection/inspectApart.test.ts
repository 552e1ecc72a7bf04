import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageKindSchema } from '../../../../shared/model/packages';
import type { Inspection } from '../../../../main/packages/inspection/inspection';
import { createInspect } from '../../../../main/packages/inspection/inspectApart';

let box: string;
beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-apart-'));
});
afterEach(() => rm(box, { recursive: true, force: true }));

/** What comes of a thread with this code in place of our readers. */
async function answerTo(code: string, seconds = 20): Promise<Inspection[]> {
  const file = join(box, 'worker.mjs');
  await writeFile(file, `import { parentPort, workerData } from 'node:worker_threads';\n${code}`);
  const inspect = createInspect({ file, seconds });
  const rules = { practice: true, keeps: packageKindSchema.options, now: 0 };
  return inspect(join(box, 'given'), { ...rules, name: 'a.msi', unpackInto: join(box, 'unpacked') });
}

const refused = (detail: unknown) => [
  { state: 'refused', name: 'a.msi', from: null, refusal: 'notExamined', detail },
];

describe('looking at a file apart', () => {
  it('is given up after its time, while the app goes on', async () => {
    let beats = 0;
    const heart = setInterval(() => (beats += 1), 10);
    const texts = "const text = '\\n'.repeat(400000); /^\\s*x/m.test(text); for (;;);";
    expect(await answerTo(texts, 0.4)).toEqual(refused('> 0.4 s'));
    clearInterval(heart);
    expect(beats).toBeGreaterThan(5);
  });

  it('is given up where it fills the memory, says nothing or cannot begin', async () => {
    const hoards = 'const all = []; for (;;) all.push(new Array(1_000_000).fill(all));';
    expect(await answerTo(hoards)).toEqual(refused('> 160 MB'));
    expect(await answerTo('process.exit(0);')).toEqual(refused(null));
    expect(await answerTo("throw new Error('broken');")).toEqual(refused('broken'));
    const coded = "throw Object.assign(new Error('broken'), { code: 'EACCES' });";
    expect(await answerTo(coded)).toEqual(refused('broken'));
  });

  it('sees no environment, and an invalid answer is refused', async () => {
    const asks = `parentPort.postMessage([{ state: 'refused', name: Object.keys(process.env).join(), from: null,
      refusal: 'unreadable', detail: workerData.name }]);`;
    expect(await answerTo(asks)).toMatchObject([{ name: '', detail: 'a.msi' }]);
    expect(await answerTo("parentPort.postMessage({ state: 'ready' });")).toEqual(refused(null));
  });

  it('takes no file from elsewhere', async () => {
    const ready = (...paths: string[]) =>
      `parentPort.postMessage([${paths.join()}].map((path) => ({ state: 'ready', name: 'a', from: null, path,
      practice: true, details: { kind: 'installScript', version: null } })));`;
    expect(await answerTo(ready("workerData.unpackInto + '/0/a'"))).toMatchObject([{ state: 'ready' }]);
    expect(await answerTo(ready('workerData.path'))).toMatchObject([{ state: 'ready' }]);
    expect(await answerTo(ready("'/etc/passwd'"))).toEqual(refused(null));
    // One from elsewhere, beside one of ours.
    expect(await answerTo(ready('workerData.path', "'/etc/passwd'"))).toEqual(refused(null));
    expect(await answerTo(ready("workerData.unpackInto + '/../a'"))).toEqual(refused(null));
    expect(await answerTo(ready("workerData.unpackInto + 'a'"))).toEqual(refused(null));
  });
});
