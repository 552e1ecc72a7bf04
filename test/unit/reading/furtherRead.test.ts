import { rm } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readFurther } from '../../../main/reading/furtherRead';
import { GangwayError } from '../../../shared/errors';
import { furtherReads, furtherReadsSchema } from '../../../shared/model/furtherReads';
import { createPracticeShell, type PracticeShell } from '../../../main/practice/practiceShell';
import { readMachine } from '../../../main/practice/machine/machines';

const now = Date.now();
const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

function shellOf(id: string): PracticeShell {
  const folder = mkdtempSync(join(tmpdir(), 'further-'));
  folders.push(folder);
  const file = join(folder, 'server.json');
  return createPracticeShell({ file, scenario: id, machine: readMachine(id), speed: 1, now: () => now });
}
type Asked = Parameters<typeof readFurther>[1];
/** As much of a server as a reading needs. */
const serverOf = (give: () => Promise<PracticeShell>) =>
  ({
    way: { endpoint: {}, credential: null },
    shell: async () => ({ shell: await give() }),
  }) as unknown as Asked;

it('each of them answers on a practice server, in the form that is kept of it', async () => {
  const shell = shellOf('2019-onboarded');
  const read = await Promise.all(
    furtherReads.map(async (name) => [
      name,
      await readFurther(
        { now: () => now },
        serverOf(async () => shell),
        name,
      ),
    ]),
  );
  const kept = furtherReadsSchema.parse(Object.fromEntries(read));
  expect(Object.keys(kept)).toEqual([...furtherReads]);
  expect(Object.values(kept).map(({ failure }) => failure)).toEqual(furtherReads.map(() => null));
  expect(kept['Get-SensorIdentity']).toMatchObject({
    at: now,
    value: {
      tenant: '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9',
      certificate: { notAfter: Date.UTC(2035, 11, 31, 23, 59, 59) },
    },
  });
});

it('says why nothing was read, and rejects never', async () => {
  const gone = serverOf(() => Promise.reject(new GangwayError('target.unreachable', 'gone')));
  expect(await readFurther({ now: () => now }, gone, 'Get-TraceSession')).toMatchObject({
    at: now,
    value: null,
    failure: { code: 'target.unreachable' },
  });
});
