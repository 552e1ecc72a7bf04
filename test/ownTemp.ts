import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';

/**
 * Gives each test file a temporary folder of its own, and fails the file that leaves something in it: what is left there fills
 * the disk of whoever works on this, and hides what the product itself forgets. The folder goes in every case.
 */
const before = { TMPDIR: process.env.TMPDIR, TEMP: process.env.TEMP, TMP: process.env.TMP };
const own = mkdtempSync(join(tmpdir(), 'gangway-test-'));
for (const name of Object.keys(before)) process.env[name] = own;

/** Sockets of .NET, which stay behind an engine that was ended by force; they belong to nobody's test. */
const ofDotNet = /^(?:clr-debug-pipe|dotnet-diagnostic|CoreFxPipe)[-_]/;

// Registered before any hook of the file, so it runs behind them all.
afterAll(() => {
  const left = readdirSync(own).filter((name) => !ofDotNet.test(name));
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  rmSync(own, { recursive: true, force: true });
  expect(left, 'left in the temporary folder').toEqual([]);
});
