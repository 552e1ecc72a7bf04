import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { commandList as list } from './commandList';
import { describeWithEngine } from './engine';

const use = z.object({ file: z.string(), name: z.string(), parameters: z.array(z.string()) });
type Use = z.infer<typeof use>;
const useSchema = z.object({ calls: z.array(use), functions: z.array(use) });
const common = new Set(
  ['ErrorAction', 'WarningAction', 'ErrorVariable', 'WarningVariable', 'OutVariable', 'Verbose', 'Debug'].map(
    (name) => name.toLowerCase(),
  ),
);
const entry = (name: string) =>
  Object.entries(list).find(([known]) => known.toLowerCase() === name.toLowerCase());

/** Parameters of a list of uses that the project's list does not have. */
function unknown(uses: readonly Use[]): string[] {
  return uses.flatMap(({ file, name, parameters }) => {
    const names = Object.keys(entry(name)?.[1].parameters ?? {}).map((one) => one.toLowerCase());
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
  let calls: Use[] = [];
  let fakes: Use[] = [];
  beforeAll(() => {
    ({ calls } = useOf('main/operations'));
    fakes = useOf('test/lab/FakeWindows').functions;
  });

  it('in the list are those that somebody uses, and those alone', () => {
    const used = new Set([...calls, ...fakes].map(({ name }) => name.toLowerCase()));
    expect(Object.keys(list).filter((name) => !used.has(name.toLowerCase()))).toEqual([]);
  });

  it('are played with parameters that they have', () => {
    const played = fakes.filter(({ name }) => entry(name) !== undefined);
    expect(played.length).toBeGreaterThan(15);
    expect(unknown(played)).toEqual([]);
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
  for (const [name, { since, documented, parameters }] of Object.entries(list)) {
    const real = commands[name];
    if (documented !== undefined) {
      // Once a real system has it, that is the better word.
      expect(real, name).toBeUndefined();
      continue;
    }
    expect(real?.in, name).toContain(since);
    expect(real?.parameters, name).toMatchObject(parameters);
  }
});
