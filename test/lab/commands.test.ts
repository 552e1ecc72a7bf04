import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeWithEngine } from './engine';

const listSchema = z.record(
  z.string(),
  z.strictObject({ since: z.enum(['4.0', '5.1']), parameters: z.record(z.string(), z.string()) }),
);
const list = listSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'commands.json'), 'utf8')));
const use = z.object({ file: z.string(), name: z.string(), parameters: z.array(z.string()) });
const useSchema = z.object({ calls: z.array(use), functions: z.array(use) });
const common = new Set(
  ['ErrorAction', 'WarningAction', 'ErrorVariable', 'WarningVariable', 'OutVariable', 'Verbose', 'Debug'].map(
    (name) => name.toLowerCase(),
  ),
);
const entry = (name: string) =>
  Object.entries(list).find(([known]) => known.toLowerCase() === name.toLowerCase());

/** Commands and parameters of a list of uses that the project's list does not have. */
function unknown(uses: readonly z.infer<typeof use>[], own: ReadonlySet<string>): string[] {
  return uses.flatMap(({ file, name, parameters }) => {
    if (own.has(name.toLowerCase())) return [];
    const known = entry(name);
    if (known === undefined) return [`${file}: ${name}`];
    const names = Object.keys(known[1].parameters).map((one) => one.toLowerCase());
    return parameters
      .filter((one) => !common.has(one.toLowerCase()) && !names.includes(one.toLowerCase()))
      .map((one) => `${file}: ${name} -${one}`);
  });
}

describeWithEngine('the commands of Windows', (engine) => {
  const useOf = (folder: string) => {
    const args = ['-NoProfile', '-NonInteractive', '-File', 'test/lab/Get-CommandUse.ps1', '-Folder', folder];
    const output = execFileSync(engine, args, { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
    return useSchema.parse(JSON.parse(output));
  };
  const operations = useOf('main/operations');
  const own = new Set(operations.functions.map(({ name }) => name.toLowerCase()));

  it('that operations call are all in the list, with their parameters', () => {
    expect(operations.calls.length).toBeGreaterThan(100);
    expect(unknown(operations.calls, own)).toEqual([]);
  });

  it('and those alone', () => {
    const fakes = useOf('test/lab/FakeWindows').functions;
    const used = new Set([...operations.calls, ...fakes].map(({ name }) => name.toLowerCase()));
    expect(Object.keys(list).filter((name) => !used.has(name.toLowerCase()))).toEqual([]);
  });

  it('are played with parameters that they have', () => {
    const fakes = useOf('test/lab/FakeWindows').functions.filter(({ name }) => entry(name) !== undefined);
    expect(fakes.length).toBeGreaterThan(15);
    expect(unknown(fakes, new Set())).toEqual([]);
  });

  it('newer than 4.0 are asked for before they are called', () => {
    const newer = Object.entries(list).filter(([, { since }]) => since !== '4.0');
    expect(newer.map(([name]) => name)).toEqual(['Get-MpComputerStatus']);
    const text = readFileSync('main/operations/Get-ServerState.ps1', 'utf8');
    expect(text).toContain("Get-Command -Name 'Get-MpComputerStatus' -ErrorAction SilentlyContinue");
  });
});

const table = process.env.GANGWAY_COMMANDS ?? '';
const skipped = table === '' || !existsSync(table);
if (skipped)
  console.warn(
    'SKIPPED comparing commands.json with the lists of real systems (GANGWAY_COMMANDS names no file)',
  );

it.skipIf(skipped)('commands.json says what real systems say', () => {
  const tableSchema = z.object({
    commands: z.record(
      z.string(),
      z.object({ in: z.array(z.string()), parameters: z.record(z.string(), z.string()) }),
    ),
  });
  const { commands } = tableSchema.parse(JSON.parse(readFileSync(table, 'utf8')));
  for (const [name, { since, parameters }] of Object.entries(list)) {
    const real = commands[name];
    expect(real?.in, name).toContain(since);
    expect(real?.parameters, name).toMatchObject(parameters);
  }
});
