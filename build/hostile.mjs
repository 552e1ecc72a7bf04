import { runScript } from './run.mjs';

/** `npm run hostile`: the long run of test/hostile, in minutes. Its seed is printed; GANGWAY_SEED repeats it. */
const seed = process.env.GANGWAY_SEED ?? String(Math.floor(Math.random() * 0x7fff_ffff));
console.log(`hostile: GANGWAY_SEED=${seed}`);
const { code } = await runScript('test:hostile', [], {
  env: { GANGWAY_HOSTILE: 'long', GANGWAY_SEED: seed },
});
process.exitCode = code;
