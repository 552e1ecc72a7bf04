import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { knownIssues } from '../../../shared/issues/issues';
import { checkIds } from '../../../shared/model/checkIds';
import { actions } from '../../../shared/plan/actions';
import { settings } from '../../../shared/plan/settings';

const page = readFileSync(join(import.meta.dirname, '../../../docs/seed-coverage.md'), 'utf8');
const rows = page
  .split(/\r?\n/)
  .filter((line) => line.startsWith('|') && !/^\|[\s|-]+\|$/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
const named = (pattern: RegExp): string[] => [...page.matchAll(pattern)].map(([, id = '']) => id);

it('every statement of Microsoft’s page has its place, and what is left to a person says why', () => {
  expect(rows.length).toBeGreaterThan(150);
  expect(rows.filter((cells) => cells.length !== 2 || cells.includes(''))).toEqual([]);
  expect(
    rows.filter(([, place = '']) => place.includes('left to a person') && !place.includes('because')),
  ).toEqual([]);
});

it('every id on that page is one of the code', () => {
  const known = {
    check: new Set<string>(checkIds),
    action: new Set<string>(actions.map(({ id }) => id)),
    setting: new Set<string>(settings.map(({ id }) => id)),
    issue: new Set<string>(knownIssues.map(({ id }) => id)),
  };
  expect(named(/\bcheck `(\w+)`/g).filter((id) => !known.check.has(id))).toEqual([]);
  expect(named(/\baction `([\w-]+)`/g).filter((id) => !known.action.has(id))).toEqual([]);
  expect(named(/\bsetting `(\w+)`/g).filter((id) => !known.setting.has(id))).toEqual([]);
  expect(named(/\b(K\d{1,2})\b/g).filter((id) => !known.issue.has(id))).toEqual([]);
});
