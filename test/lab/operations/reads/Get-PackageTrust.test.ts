import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeWithEngine } from '../../engine';
import { machineOf, onMachine } from '../stage/onMachine';

const folder = mkdtempSync(join(tmpdir(), 'gangway-trust-'));
afterAll(() => rmSync(folder, { recursive: true }));

describeWithEngine('Get-PackageTrust', () => {
  it('tells who signed a file', async () => {
    const path = join(folder, "md4ws (1) 'x'.msi");
    writeFileSync(path, 'lab-signature: Valid\n');
    const run = await onMachine('Get-PackageTrust', { path }, machineOf('2016-trellix'));
    expect(run.error).toBeNull();
    expect(run.result).toEqual({
      status: 'Valid',
      subject: expect.stringContaining('O=Microsoft Corporation') as string,
    });
  });

  it('says of an unsigned file that it is unsigned', async () => {
    const path = join(folder, 'plain.txt');
    writeFileSync(path, 'abc');
    const run = await onMachine('Get-PackageTrust', { path }, machineOf('2016-trellix'));
    expect(run.result).toEqual({ status: 'NotSigned', subject: null });
  });

  it('names a file that is not there', async () => {
    const run = await onMachine(
      'Get-PackageTrust',
      { path: join(folder, 'none') },
      machineOf('2016-trellix'),
    );
    expect(run.error?.code).toBe('package.missing');
  });
});
