#!/usr/bin/env node
/**
 * A program that reads lines and answers them as PowerShell would, as far as the bench needs: the lines of our broker
 * (main/shell/wire.ts), and those that `invoke` of node-powershell writes. It does as little as it can, because what is
 * measured is the other end of the pipe.
 */
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

const line = (n) =>
  `[14:47:${String(n % 60).padStart(2, '0')}:117] MSI (s) (A8:F4): Executing op: RegAddValue, Name=Entry ${n}`;
const write = (text) => new Promise((done) => process.stdout.write(text, () => done()));

// Made once: what is measured is who reads, not who writes.
const blockLines = 50;
const blocks = Array.from({ length: 20 }, (_, block) =>
  Array.from({ length: blockLines }, (_line, n) => `${line(block * blockLines + n)}\n`).join(''),
);

/** In pieces of 4 KB. PowerShell flushes after every line; this is kinder to a reader that minds many pieces. */
async function writeLines(count) {
  for (let left = count, n = 0; left > 0; left -= blockLines, n += 1) {
    const block = blocks[n % blocks.length];
    await write(left >= blockLines ? block : `${block.split('\n').slice(0, left).join('\n')}\n`);
  }
}

let nonce = '';
const frame = (content) => write(`\n@${nonce} ${JSON.stringify(content)}\n`);
const records = (id, all) =>
  frame({ id, records: all.map((record, n) => ({ n, at: Date.now(), ...record })) });
/** As often as Broker.ps1 looks for the sign to stop, in milliseconds. */
const lookMs = 15;
const canceled = { kind: 'end', ok: false, code: 'operation.canceled', text: '', native: null };
const end = { kind: 'end', ok: true, code: null, text: '', native: null };

async function answer(base64) {
  // Id and operation stand in front; the text of the script, which is most of it, is none of this program's business.
  const head = Buffer.from(base64.slice(0, 240), 'base64').toString();
  const id = Number(/"id":(\d+)/.exec(head)?.[1] ?? 0);
  const operation = /"operation":"([^"]+)"/.exec(head)?.[1];
  if (operation === undefined) {
    const hello = {
      psVersion: '5.1.0',
      languageMode: 'FullLanguage',
      is64Bit: true,
      pid: process.pid,
      codePage: 65001,
    };
    return frame({ id: 0, hello });
  }
  let value = null;
  if (operation === 'Stop-Run') value = { asked: true };
  else {
    const request = JSON.parse(Buffer.from(base64, 'base64').toString());
    const params = JSON.parse(request.params);
    if (operation === 'Get-ServerState') {
      // It reads until it is called off.
      while (!existsSync(request.cancelFile)) await pause(lookMs);
      return records(id, [{ kind: 'start', operation, pid: process.pid }, canceled]);
    }
    if (operation === 'Write-Lines') await writeLines(params.count);
    else if (operation === 'Write-Stamps')
      for (let n = 0; n < params.count; n += 1) {
        await write(`stamp ${performance.timeOrigin + performance.now()}\n`);
        await pause(params.everyMs);
      }
  }
  return records(id, [{ kind: 'start', operation, pid: process.pid }, { kind: 'result', value }, end]);
}

async function obey(command) {
  const request = /^& \$GangwayBroker '(.*)'$/.exec(command)?.[1];
  if (request !== undefined) return answer(request);
  const boot = /^"`n@([0-9a-f]+) /.exec(command)?.[1];
  if (boot !== undefined) {
    nonce = boot;
    return frame({ id: 0, mode: 'FullLanguage' });
  }
  const [, stream, text] = /^\[Console\]::(Out|Error)\.WriteLine\("(.*)"\)$/.exec(command) ?? [];
  if (text !== undefined) return stream === 'Out' ? write(`${text}\n`) : process.stderr.write(`${text}\n`);
  const count = /^Write-Lines (\d+)$/.exec(command)?.[1];
  if (count !== undefined) return writeLines(Number(count));
  return undefined;
}

let rest = '';
let queue = Promise.resolve();
process.stdin.setEncoding('latin1');
process.stdin.on('data', (text) => {
  const parts = (rest + text).split('\n');
  rest = parts.pop() ?? '';
  for (const part of parts) queue = queue.then(() => obey(part.trimEnd()));
});
process.stdin.on('end', () => queue.then(() => process.exit(0)));
