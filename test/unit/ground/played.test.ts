import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { played } from '../../ground/played';
import { holds, rowOf } from '../../ground/row';

it.each(played)('%s shows “%s”, as %s has it', (row, value, file) => {
  expect(holds(rowOf(row), value)).toBe(true);
  // Code and JSON write a backslash twice, PowerShell once.
  const text = readFileSync(join(import.meta.dirname, '../../..', file), 'utf8').replaceAll('\\\\', '\\');
  expect(text.toLowerCase().includes(value.toLowerCase())).toBe(true);
});
