import { Ajv2020 } from 'ajv/dist/2020';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordPath, writeReport } from '../../../main/report/reportFiles';
import { sampleReport } from './sample';
import { Walker } from '../app/walker';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-report-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const schemaFile = join(import.meta.dirname, '../../../docs/report.schema.json');
/** What a validator that knows nothing of Gangway has against a record. */
async function problems(record: string): Promise<unknown> {
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
    JSON.parse(await readFile(schemaFile, 'utf8')),
  );
  validate(JSON.parse(record));
  return validate.errors ?? [];
}

describe('the record beside the report', () => {
  it('of a whole way agrees with the published schema, and the HTML names its hash', async () => {
    const walker = await Walker.start();
    try {
      const id = await walker.prepare(
        '2016-trellix',
        ['onboarding', 'installation', 'platformUpdate'],
        'passive',
      );
      for (const check of walker.assess(id).known?.checks ?? [])
        if (check.state === 'toFix' && check.fix !== null)
          await walker.decide(id, { kind: 'acceptFix', fix: check.fix });
      expect((await walker.carryOut(id)).run?.outcome).toBe('done');
      const { path } = await walker.ask('saveReport', { journey: 'onboard', targetId: id });
      const html = await readFile(path ?? '', 'utf8');
      const record = await readFile(recordPath(path ?? ''), 'utf8');
      expect(await problems(record)).toEqual([]);
      expect(html).toContain(createHash('sha256').update(record, 'utf8').digest('hex'));
      expect(JSON.parse(record)).toMatchObject({
        version: 4,
        journey: 'onboard',
        practice: true,
        actions: expect.arrayContaining([
          expect.objectContaining({ operation: 'Invoke-Onboarding', outcome: 'done' }),
        ]),
      });
    } finally {
      await walker.stop();
    }
  });

  it('is refused by the schema when a field is missing or unknown', async () => {
    const report = sampleReport('fr', false);
    expect(await problems(JSON.stringify(report))).toEqual([]);
    expect(await problems(JSON.stringify({ ...report, password: 'x' }))).not.toEqual([]);
    expect(await problems(JSON.stringify({ ...report, unproved: undefined }))).not.toEqual([]);
  });

  it('takes the place of an older record, and of no other file', async () => {
    const path = join(folder, 'x.html');
    await writeReport(path, sampleReport('en', false));
    await writeReport(path, sampleReport('fr', false));
    expect(JSON.parse(await readFile(join(folder, 'x.json'), 'utf8'))).toMatchObject({ locale: 'fr' });
    for (const foreign of ['{"mine":1}', 'not JSON']) {
      await writeFile(join(folder, 'y.json'), foreign);
      await expect(writeReport(join(folder, 'y.html'), sampleReport('en', false))).rejects.toThrow(/y\.json/);
      expect(await readFile(join(folder, 'y.json'), 'utf8')).toBe(foreign);
    }
    expect((await readdir(folder)).sort()).toEqual(['x.html', 'x.json', 'y.json']);
  });

  it('never has the name of the HTML itself', () => {
    expect(recordPath('C:\\r\\a.html')).toBe('C:\\r\\a.json');
    expect(recordPath('/r/a.HTM')).toBe('/r/a.json');
    expect(recordPath('/r/a.json')).toBe('/r/a.json.json');
    expect(recordPath('/r.html/a')).toBe('/r.html/a.json');
  });
});
