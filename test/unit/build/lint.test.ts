import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { imports, syntax } from '../../../build/lint/borders.mjs';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'gangway-lint-'));
const reportSchema = z.object({
  diagnostics: z.array(
    z.object({
      message: z.string(),
      code: z.string().optional(),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.number() }) })),
    }),
  ),
});
const rulesSchema = z.record(z.string(), z.union([z.string(), z.array(z.unknown())]));
const configSchema = z.object({
  rules: rulesSchema,
  overrides: z.array(z.object({ rules: rulesSchema })),
});

/** Every file of the fixture: bad lines, each of which ends in an arrow and the rules that must refuse it. */
const files = readdirSync(join(root, 'test/fixtures/lint'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.\w+$/.test(path))
  .map((path) => path.replaceAll('\\', '/'));
const expected = files.flatMap((path) =>
  readFileSync(join(root, 'test/fixtures/lint', path), 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      const said = /\/\/.* => (.+)$/.exec(line)?.[1];
      return said === undefined ? [] : said.split(', ').map((rule) => `${path}:${at + 1} ${rule}`);
    }),
);
let found: string[] = [];
let said: ReadonlySet<string> = new Set();

/** `typescript(no-deprecated)` is the rule typescript/no-deprecated of the settings; two of React's go by an older name. */
const ruleOf = (code: string): string =>
  code
    .replace(/^eslint\((.+)\)$/, '$1')
    .replace(
      /^(?:react-hooks|(.+))\((.+)\)$/,
      (_, plugin?: string, rule?: string) => `${plugin ?? 'react'}/${String(rule)}`,
    );

beforeAll(() => {
  cpSync(join(root, 'test/fixtures/lint'), folder, { recursive: true });
  cpSync(join(root, 'build/lint'), join(folder, 'build/lint'), { recursive: true });
  for (const layer of ['main', 'shared', 'renderer', 'build', '.'])
    cpSync(join(root, layer, 'tsconfig.json'), join(folder, layer, 'tsconfig.json'));
  for (const name of ['.oxlintrc.json', 'tsconfig.base.json']) cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'main/long.ts'), `${'// A line.\n'.repeat(300)}export {};\n`);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/oxlint/bin/oxlint'),
      '--format',
      'json',
      ...['main', 'shared', 'renderer', 'test', 'build'],
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  const { diagnostics } = reportSchema.parse(JSON.parse(stdout));
  said = new Set(diagnostics.map(({ message }) => message));
  found = diagnostics.map(
    ({ message, code, filename, labels }) =>
      `${filename}:${labels[0]?.span.line ?? 0} ${code === undefined ? message : ruleOf(code)}`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('lint', () => {
  it('refuses each bad line by the rules that are named at its end, and nothing else', () => {
    const all = [...expected, 'main/long.ts:301 max-lines'];
    expect([...new Set(found)].toSorted()).toEqual([...new Set(all)].toSorted());
  });

  it('has a bad line for each rule of the settings', () => {
    const { rules, overrides } = configSchema.parse(
      JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')),
    );
    const on = [rules, ...overrides.map((override) => override.rules)].flatMap((some) =>
      Object.entries(some).flatMap(([rule, setting]) => (setting === 'off' ? [] : [rule])),
    );
    const refused = new Set(found.map((line) => line.slice(line.indexOf(' ') + 1)));
    expect([...new Set(on)].filter((rule) => !refused.has(rule))).toEqual([]);
  });

  it('has a bad line for each of our own borders, and says where to go instead', () => {
    const tables: readonly Readonly<Record<string, readonly { readonly message: string }[]>>[] = [
      imports,
      syntax,
    ];
    const messages = tables.flatMap((table) => Object.values(table).flat()).map(({ message }) => message);
    expect(messages.filter((message) => !said.has(message))).toEqual([]);
  });
});
