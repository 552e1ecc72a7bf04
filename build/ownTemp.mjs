import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The name of every temporary folder that a run of Gangway's tests takes; nothing else carries it. */
const prefix = 'gangway-temp-';
/** The name of one in another: short, because the path of a socket ends at 107 characters and .NET's alone take 44. */
const inner = 'gt-';
/** So many things in a forgotten folder are named. */
const shown = 8;
/** From this age on, in milliseconds, nobody works in such a folder any more: whoever made it was killed. */
const old = 3 * 3_600_000;
/** Where programs look, and where we are. */
const variables = ['TMPDIR', 'TEMP', 'TMP', 'GANGWAY_TEMP'];

/**
 * What may stand in a temporary folder at the end, by name and with the reason. Everything else was forgotten by somebody.
 * @type {readonly { name: RegExp, why: string }[]}
 */
const mayStay = [
  {
    name: /^(?:clr-debug-pipe|dotnet-diagnostic|CoreFxPipe)[-_]/,
    why: 'a socket of .NET, which stays behind an engine that was ended by force',
  },
  {
    name: new RegExp(`^(?:${prefix}|${inner})`),
    why: 'the folder of a run or a file that was killed or could not be loaded, which failed by itself',
  },
  {
    name: /^jiti$/,
    why: 'compiled configuration, which the packager keeps for its next run',
  },
  {
    name: /^playwright-transform-cache/,
    why: 'compiled tests, which Playwright keeps for its next run',
  },
];

/** @param {string[]} names @returns {string[]} those that may not stay */
const forgotten = (names) => names.filter((entry) => !mayStay.some(({ name }) => name.test(entry)));

/**
 * A name, and the first things that lie in it: they say better than a random name who forgot it.
 * @param {string} folder @param {string} name
 */
function withContent(folder, name) {
  try {
    // Not deeper: a link in it, as Wine has one to the whole disk, would be followed.
    const inside = readdirSync(join(folder, name));
    return inside.length === 0 ? name : `${name} (${inside.slice(0, shown).join(', ')})`;
  } catch {
    // A file, or somebody removes it just now.
    return name;
  }
}

/**
 * Gives this process, and whatever it starts from now on, a temporary folder of its own, and removes those of runs that were killed.
 * @returns {{ folder: string, outside: string, giveBack: () => string[] }} `outside` is the one that was taken until now;
 * `giveBack` removes the folder with all that is in it, sets the variables as they were, and says what had been
 * forgotten there; a second time it does nothing
 */
export function takeOwnTemp() {
  const outside = tmpdir();
  removeOld(outside);
  const before = variables.map((name) => /** @type {const} */ ([name, process.env[name]]));
  const folder = mkdtempSync(join(outside, process.env.GANGWAY_TEMP === outside ? inner : prefix));
  for (const name of variables) process.env[name] = folder;
  let given = false;
  return {
    folder,
    outside,
    giveBack: () => {
      if (given) return [];
      given = true;
      for (const [name, value] of before)
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      const left = forgotten(readdirSync(folder)).map((name) => withContent(folder, name));
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
      return left;
    },
  };
}

/**
 * The same for a command with all that it starts: its folder goes however the command ends, unless it is killed, and what was
 * forgotten makes it fail.
 */
export function takeOwnTempUntilExit() {
  const temp = takeOwnTemp();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  process.once('exit', () => {
    for (const name of temp.giveBack()) {
      console.error(`forgotten in the temporary folder: ${name}`);
      process.exitCode = 1;
    }
  });
  return temp;
}

/**
 * What has come into `place` since `before` was listed. The name of Gangway shows what its tests forgot there; what else came,
 * anybody on this computer may have made.
 * @param {string} place @param {string[]} before @returns {{ ours: string[], others: string[] }}
 */
export function newIn(place, before) {
  const came = forgotten(readdirSync(place)).filter((name) => !before.includes(name));
  return {
    ours: came.filter((name) => name.startsWith('gangway')),
    others: came.filter((name) => !name.startsWith('gangway')),
  };
}

/**
 * Removes what killed runs left in `place`: by our own name and by age, never anything else.
 * @param {string} place
 */
function removeOld(place) {
  for (const name of readdirSync(place)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(place, name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - changed > old) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  }
}
