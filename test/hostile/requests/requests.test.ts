import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve, type WebCarrier } from '../../../main/bridge/web';
import { notingApp } from '../../bridge/notingApp';
import { sendRaw } from '../../bridge/rawSocket';
import { signIn } from '../../bridge/signIn';
import { isLong, randomOf, seed } from '../seed';
import { breakages, type Parts } from './breakages';

/** Requests of the run, and so many at once. */
const requests = isLong ? 4000 : 240;
const atOnce = 8;
const patience = 400;

const folder = mkdtempSync(join(tmpdir(), 'gangway-hostile-requests-'));
const app = notingApp();

let carrier: WebCarrier;
let port = 0;
let cookie = '';
let key = '';

/** A request of our own page, which one thing then makes hostile. */
function whole(): Parts {
  const host = `127.0.0.1:${String(port)}`;
  return {
    line: 'POST /request HTTP/1.1',
    headers: [
      ['Host', host],
      ['Origin', `http://${host}`],
      ['Cookie', cookie],
      ['X-Gangway', '1'],
      ['X-Gangway-Key', key],
      ['Content-Type', 'application/json'],
      ['Connection', 'close'],
    ],
    body: '{"name":"hello","input":{}}',
    length: null,
  };
}

function textOf({ line, headers, body, length }: Parts): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return `${line}\r\n${lines.join('\r\n')}\r\nContent-Length: ${length ?? String(Buffer.byteLength(body, 'latin1'))}\r\n\r\n${body}`;
}

beforeAll(async () => {
  process.stdout.write(`hostile requests: GANGWAY_SEED=${String(seed)}\n`);
  mkdirSync(join(folder, 'renderer'));
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html>');
  carrier = await serve(app, join(folder, 'renderer'), 0, patience);
  const url = new URL(carrier.url);
  port = Number(url.port);
  ({ cookie, key } = await signIn(url));
});
afterAll(async () => {
  await carrier.close();
  rmSync(folder, { recursive: true, force: true });
});

it('lets the request through that every hostile one is made from', async () => {
  expect((await sendRaw(port, textOf(whole()))).status).toBe(200);
  expect(app.dispatch).toHaveBeenCalledOnce();
});

it(`refuses ${String(requests)} hostile requests, and the app hears of none`, async () => {
  app.dispatch.mockClear();
  const random = randomOf(seed);
  const names = Object.keys(breakages);
  const made = Array.from({ length: requests }, (_, index) => {
    // Each breakage has its turn; chance decides how it is done, and what harmless noise stands around it.
    const name = names[index % names.length] ?? '';
    const parts = whole();
    for (let noise = random(4); noise > 0; noise -= 1)
      parts.headers.splice(random(parts.headers.length), 0, [
        `X-N${String(random(999))}`,
        'n'.repeat(random(50)),
      ]);
    breakages[name]?.(parts, random);
    return { name, text: textOf(parts) };
  });
  const letIn: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let one = made[next++]; one !== undefined; one = made[next++]) {
      const { status } = await sendRaw(port, one.text);
      if (status !== 0 && (status < 400 || status > 499))
        letIn.push(`${one.name}: ${String(status)} ${one.text.slice(0, 400)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  expect(letIn).toEqual([]);
  expect(app.dispatch).not.toHaveBeenCalled();
  expect(app.upload).not.toHaveBeenCalled();
  expect((await sendRaw(port, textOf(whole()))).status).toBe(200);
});
