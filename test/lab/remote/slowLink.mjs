/**
 * A link between a computer and a server, in user space: it starts the server's program and passes bytes on as a bad network
 * would. Arguments: the file of conditions (`LinkConditions` of remoteServer.ts, read again all the time), the program, its arguments.
 * A lost packet of TCP shows to those who talk over it as a stall, never as a gap: so it is played.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, readFileSync } from 'node:fs';
import { setInterval } from 'node:timers';

const [conditionsFile = '', program = '', ...rest] = process.argv.slice(2);
const server = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });

const links = `${conditionsFile}.links`;
appendFileSync(links, 'x');
/** Which link of all that were opened this is, from 0. */
const number = readFileSync(links, 'utf8').length - 1;

let conditions = {};
const look = () => {
  try {
    conditions = JSON.parse(readFileSync(conditionsFile, 'utf8'));
  } catch {
    // Being written just now: what was read before still holds.
  }
};
look();
setInterval(look, 25);

/** A repeatable sequence between 0 and 1, so that a failing run can be played again. */
let seed = 7 + number;
const chance = () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

let isCut = false;
/** Both sides see the end. What is still said to us is swallowed: the engine's ssh transport falls over a pipe that is gone. */
const cut = () => {
  if (isCut) return;
  isCut = true;
  server.kill('SIGKILL');
  for (const handle of [1, 2]) closeSync(handle);
  process.stdin.resume();
  process.stdin.on('end', () => process.exit(255));
  setTimeout(() => process.exit(255), 10_000);
};

/** Passes bytes of one direction on, in order. Answers once all of them have gone. */
function pass(direction, from, to) {
  const pieces = [];
  let due = 0;
  let passed = 0;
  let under = null;
  let since = 0;
  let ended = false;
  from.on('data', (bytes) => {
    if (isCut) return;
    for (let at = 0; at < bytes.length; at += 4096) {
      const piece = bytes.subarray(at, at + 4096);
      const { delayMs = 0, jitterMs = 0, bytesPerSecond = Infinity, loss = 0 } = conditions;
      due =
        Math.max(due, Date.now() + delayMs + chance() * jitterMs) + (piece.length / bytesPerSecond) * 1000;
      if (chance() < loss) due += 200 + chance() * 400;
      pieces.push({ piece, due });
    }
    if (pieces.length > 64) from.pause();
  });
  from.on('end', () => (ended = true));
  return new Promise((resolve) => {
    const step = () => {
      if (isCut) return;
      const { silent = false, cutAfter = null, lives = [] } = conditions;
      if (cutAfter !== null && cutAfter.id !== under) [under, since] = [cutAfter.id, passed];
      while (!silent && pieces.length > 0 && pieces[0].due <= Date.now()) {
        const { piece } = pieces.shift();
        const atCut = cutAfter?.direction === direction ? since + cutAfter.bytes : Infinity;
        const end = direction === 'down' ? Math.min(atCut, lives[number] ?? Infinity) : atCut;
        const goes = Math.max(0, Math.min(piece.length, end - passed));
        passed += goes;
        // In the middle of whatever is being said.
        if (goes < piece.length) return to.write(piece.subarray(0, goes), () => setTimeout(cut, 50));
        to.write(piece);
      }
      if (pieces.length < 16) from.resume();
      if (ended && pieces.length === 0 && !silent) return resolve();
      setTimeout(step, 3);
    };
    step();
  });
}

// Whoever went away does not read any more.
for (const stream of [process.stdout, server.stdin]) stream.on('error', () => process.exit(255));
void pass('up', process.stdin, server.stdin).then(() => server.stdin.end());
void pass('down', server.stdout, process.stdout).then(() => {
  if (!isCut) process.exit(0);
});
