import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { mergedMachines } from '../../../main/practice/sources/merged';

const folder = fileURLToPath(new URL('../../../main/practice/machines/', import.meta.url));
const machines = [...mergedMachines()];

// Both the practice server and the lab read the merged files, so they are committed. `vitest run -u` writes them anew.
test.each(machines)('the machine file %s is what its sources make', async (id, machine) => {
  const text = await format(JSON.stringify(machine, null, 2), { parser: 'json', printWidth: 110 });
  await expect(text).toMatchFileSnapshot(`${folder}${id}.json`);
});

test('no machine file lies there without sources', () => {
  const files = readdirSync(folder).sort();
  expect(files).toEqual(machines.map(([id]) => `${id}.json`).sort());
});
