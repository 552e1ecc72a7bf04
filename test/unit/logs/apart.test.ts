import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeskApart } from '../../../main/logs/apart';
import { emptyDesk, type LogsDesk } from '../../../shared/bridge/logs';
import { aLog, deskWith } from './desk/deskOf';

let box: string;
beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-apart-'));
});
afterEach(() => rm(box, { recursive: true, force: true }));

const reading = async (): Promise<LogsDesk> => ({
  ...(await deskWith(aLog('a.log', 'MSI (s) (F8:08) [14:12:24:481]: a\r\n'))).view,
  state: 'reading',
});

/** A desk whose thread has this code in place of our readers; `message` is what it was sent. */
async function apart(code: string, seconds = 20) {
  const file = join(box, 'worker.mjs');
  const desk = JSON.stringify(await reading());
  await writeFile(
    file,
    `import { parentPort } from 'node:worker_threads';\nconst desk = ${desk};\nparentPort.on('message', (message) => {${code}});`,
  );
  const told: LogsDesk[] = [];
  return {
    desk: createDeskApart({ file, seconds, heapMegabytes: 32, tell: (view) => told.push(view) }),
    told,
  };
}

const lost = {
  state: 'read',
  files: [{ name: 'a.log', share: 'refused', refusal: 'notExamined' }],
  findings: [],
};

describe('the desk in a thread of its own', () => {
  it.each([
    ['takes too long', 'parentPort.postMessage({ desk }); setTimeout(() => { for (;;); }, 50);', '> 0.4 s'],
    [
      'fills the memory',
      'parentPort.postMessage({ desk }); setTimeout(() => { const all = []; for (;;) all.push(new Array(1_000_000).fill(all)); }, 50);',
      'memory',
    ],
    ['ends', 'parentPort.postMessage({ desk }); setTimeout(() => process.exit(0), 50);', 'ended'],
    [
      'breaks',
      "parentPort.postMessage({ desk }); setTimeout(() => { throw new Error('broken'); }, 50);",
      'broken',
    ],
    [
      'answers something else',
      'parentPort.postMessage({ desk }); parentPort.postMessage({ desk: 7 });',
      'understood',
    ],
  ])('is lost where it %s, says so of its files, and begins anew', async (how, code, detail) => {
    const { desk, told } = await apart(code, how === 'takes too long' ? 0.4 : 20);
    await expect(desk.add([aLog('a.log', 'x')])).rejects.toMatchObject({
      code: 'internal',
      detail: expect.stringContaining(detail),
    });
    expect(told.at(-1)).toMatchObject(lost);
    expect(await desk.ask.getLogText({ file: 0, from: 1, limit: 1 })).toMatchObject({ lines: [], total: 0 });
    await desk.close();
    expect(told.at(-1)).toMatchObject({ state: 'empty', files: [] });
  });

  it('sees no environment, and answers by the number that it was asked with', async () => {
    const { desk } = await apart(
      `if (message.ask !== 'add') parentPort.postMessage({ number: message.number, value: { lines: [Object.keys(process.env).join()], numbers: [1], first: 1, total: message.number } });
       else parentPort.postMessage({ number: message.number, value: null });`,
    );
    await desk.add([]);
    expect(await desk.ask.getLogText({ file: 0, from: 1, limit: 1 })).toMatchObject({
      lines: [''],
      total: 2,
    });
    await desk.close();
  });

  it('does not begin before the first log, and forgets all when it is closed', async () => {
    const { desk, told } = await apart('');
    expect(
      await desk.ask.getLogLanes({ from: 0, to: 1, buckets: 1, files: [], levels: [], words: '' }),
    ).toEqual({ lanes: [] });
    const waits = desk.add([aLog('a.log', 'x')]);
    const ends = expect(waits).rejects.toMatchObject({ code: 'operation.canceled' });
    await desk.close();
    await ends;
    expect(told.at(-1)).toEqual(emptyDesk(told.at(-1)?.zone ?? { offsetMinutes: 0, of: 'x' }));
  });
});
