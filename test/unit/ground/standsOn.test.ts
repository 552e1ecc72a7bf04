import { describe, expect, it } from 'vitest';
import { groundOf, readGround } from '../../ground/fakes';
import { played } from '../../ground/played';
import { stands } from '../../ground/standing';
import { holds, readRows, rowSchema } from '../../ground/row';

/** Topics whose rows were all looked at: each says what it asks, and what became of that. */
const lookedAt: readonly string[] = ['defender', 'platform', 'servicing'];

const rows = readRows();
const ground = readGround();

describe('what the fakes stand on', () => {
  it('names rows that exist only', () => {
    const unknown = ground.flatMap(({ file, rows: named }) =>
      named.filter((name) => !rows.has(name)).map((name) => `${file}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('is said by every fake: a row, or what is invented and where it was looked for', () => {
    const silent = ground.filter(({ fake, stands, invented }) => fake && !stands && invented.length === 0);
    expect(silent.map(({ file }) => file)).toEqual([]);
  });

  it('says of each invented thing where it was looked for', () => {
    const vague = ground.flatMap(({ file, fake, invented }) =>
      invented.filter((text) => fake && !/; looked for: .{5}/.test(text)).map((text) => `${file}: ${text}`),
    );
    expect(vague).toEqual([]);
  });

  it.each(lookedAt)('has looked at each row of %s', (topic) => {
    const waiting = [...rows].filter(([name, row]) => name.startsWith(`${topic}/`) && row.due === null);
    expect(waiting.map(([name]) => name)).toEqual([]);
  });

  it('names every row whose wish is done', () => {
    const decided = [...stands.values()].flatMap((stand) => ('rows' in stand ? stand.rows : []));
    const named = new Set([...ground.flatMap((file) => file.rows), ...decided]);
    const claimed = [...rows].filter(([name, row]) => row.due?.state === 'done' && !named.has(name));
    expect(claimed.map(([name]) => name)).toEqual([]);
  });
});

describe('a wish that is done', () => {
  const decided = [...stands.values()].flatMap((stand) => ('rows' in stand ? stand.rows : []));
  const held = new Set([...ground.flatMap((file) => file.held), ...decided, ...played.map(([row]) => row)]);
  const done = [...rows].flatMap(([name, { due }]) => (due?.state === 'done' ? [{ name, ...due }] : []));

  it('is held by a value, or says that a comment alone names its row', () => {
    expect(
      done.filter(({ name, only }) => only === undefined && !held.has(name)).map(({ name }) => name),
    ).toEqual([]);
  });

  it('does not say so where a value is held', () => {
    expect(
      done.filter(({ name, only }) => only !== undefined && held.has(name)).map(({ name }) => name),
    ).toEqual([]);
  });
});

describe('reading what a file says', () => {
  it('finds rows in comments and in JSON, and does not take a path for a row', () => {
    const script =
      '# Stands on: defender/mde-x, platform/winrm-y.\n# Invented: the words; looked for: pages of Microsoft';
    expect(groundOf('test/lab/FakeWindows/parts/A.ps1', script)).toEqual({
      file: 'test/lab/FakeWindows/parts/A.ps1',
      rows: ['defender/mde-x', 'platform/winrm-y'],
      held: [],
      fake: true,
      stands: true,
      invented: ['the words; looked for: pages of Microsoft'],
    });
    expect(groundOf('main/practice/effects.json', '{ "standsOn": ["servicing/wusa-z"] }').stands).toBe(true);
    expect(groundOf('test/unit/a.test.ts', "// defender/mde-x\nrowOf('defender/mde-y')").held).toEqual([
      'defender/mde-y',
    ]);
    expect(groundOf('main/a.ts', "import './servicing/x';").rows).toEqual([]);
  });
});

describe('a value in a row', () => {
  const row = {
    id: 'a-b',
    asked: 'x',
    windows: null,
    version: null,
    language: null,
    shows: { code: '0x80338012', list: ['exit 3010'], nested: { Running: 'False' }, version: '4.18.2101.9' },
    source: 'public file no. 1',
    trust: 'capture',
    due: null,
  } as const;
  it.each([
    [-2144108526, true],
    [2150858770, true],
    [3010, true],
    [301, false],
    [18, false],
    ['running', true],
    ['Stopped', false],
    ['4.18.2101', true],
    [false, true],
    [true, false],
  ])('%s is found: %s', (value, found) => {
    expect(holds(rowSchema.parse(row), value)).toBe(found);
  });
});
