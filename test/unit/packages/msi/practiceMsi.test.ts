import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openCompoundFile } from '../../../../main/packages/msi/compoundFile';
import { readStringPool } from '../../../../main/packages/msi/stringPool';
import { type Row, readTable } from '../../../../main/packages/msi/tables';

const committed = fileURLToPath(new URL('../../../../main/packages/practice/md4ws.msi', import.meta.url));
const script = fileURLToPath(new URL('../../../../build/practice-msi/make.sh', import.meta.url));
const tables = [
  'Property',
  'File',
  'Component',
  'ServiceInstall',
  'ServiceControl',
  'LaunchCondition',
  'Feature',
];

async function contents(path: string): Promise<Record<string, Row[]>> {
  const file = await open(path, 'r');
  try {
    const streams = await openCompoundFile(file);
    const bytes = async (name: string): Promise<Buffer> => (await streams(`!${name}`)) ?? Buffer.alloc(0);
    const pool = readStringPool(await bytes('_StringPool'), await bytes('_StringData'));
    const columns = await bytes('_Columns');
    const read = tables.map(async (name): Promise<[string, Row[]]> => {
      return [name, readTable(name, await bytes(name), columns, pool)];
    });
    return Object.fromEntries(await Promise.all(read));
  } finally {
    await file.close();
  }
}

describe('the practice installation package', () => {
  it('has the services and the launch condition it should have', async () => {
    const { ServiceInstall, LaunchCondition } = await contents(committed);
    const services = ServiceInstall?.map((row) => [row.Name, row.StartType]).sort();
    expect(services).toEqual([
      ['Sense', 3],
      ['WinDefend', 2],
    ]);
    expect(LaunchCondition?.map((row) => row.Condition)).toEqual(['Installed OR %GANGWAYLAB = "1"']);
  });

  it('is what its script makes', async (context) => {
    if (!existsSync('/usr/bin/wixl')) context.skip('wixl is not installed: apt-get install wixl');
    const box = await mkdtemp(join(tmpdir(), 'gangway-msi-'));
    try {
      execFileSync('sh', [script, join(box, 'made.msi')]);
      expect(await contents(join(box, 'made.msi'))).toEqual(await contents(committed));
    } finally {
      await rm(box, { recursive: true, force: true });
    }
  });
});
