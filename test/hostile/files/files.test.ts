import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInspect } from '../../../main/packages/inspection/inspectApart';
import { createLibrary, type Library } from '../../../main/packages/library';
import { trustNotCheckedHere } from '../../../main/packages/trust';
import english from '../../../shared/locales/en/packages.json';
import french from '../../../shared/locales/fr/packages.json';
import { isLong, randomOf, seed } from '../seed';
import { underWatch } from '../watch';
import { attacks } from './attacks';
import { wholes } from './attack';
import { builtInspection } from './builtInspection';

const files = isLong ? 400 : 42;

let box: string;
let library: Library;
beforeAll(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-hostile-'));
  process.stdout.write(`hostile files: GANGWAY_SEED=${String(seed)}\n`);
  const inspect = createInspect({ file: await builtInspection() });
  library = await createLibrary({
    folder: join(box, 'library'),
    practice: false,
    trust: trustNotCheckedHere,
    inspect,
  });
});
afterAll(() => rm(box, { recursive: true, force: true }));

async function give(name: string, content: Buffer) {
  await writeFile(join(box, name), content);
  return underWatch(() => library.add([join(box, name)], true));
}

it('whole files are taken, each in a thread of its own', async () => {
  for (const { name, content } of wholes.filter((one) => one.name !== 'Install.ps1')) {
    const { value } = await give(name, content);
    expect([value.added.length, value.refused], name).toEqual([1, []]);
  }
});

it.each(attacks.map((attack, index) => ({ attack, index })))(
  'files of the attack "$attack.name" are taken or refused with a reason, and cost the app nothing',
  async ({ attack, index }) => {
    const random = randomOf(seed + index);
    for (let left = Math.ceil(files / attacks.length); left > 0; left -= 1) {
      const { name, content } = attack.make(random);
      const { value, strain } = await give(name, content);
      const said = `${attack.name}, ${name}, ${content.length} bytes, ${JSON.stringify(value)}, ${JSON.stringify(strain)}`;
      expect(value.added.length + value.refused.length, said).toBeGreaterThan(0);
      expect(value.added.length + value.refused.length, said).toBeLessThanOrEqual(20);
      for (const { refusal } of value.refused)
        for (const texts of [english, french])
          expect(texts.refusal[refusal].next.length, said).toBeGreaterThan(8);
      if (content.length < 1024 * 1024) expect(strain.blockedMs, said).toBeLessThan(50);
      expect(strain.grownMegabytes, said).toBeLessThan(300);
    }
  },
);
