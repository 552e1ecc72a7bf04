import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeWithEngine } from '../engine';
import { machineOf, onMachine } from './onMachine';

const folder = mkdtempSync(join(tmpdir(), 'gangway-trust-'));
afterAll(() => rmSync(folder, { recursive: true }));

describeWithEngine('Get-PackageTrust', () => {
  it('tells who signed a file, until when, and its hash', async () => {
    const path = join(folder, "md4ws (1) 'x'.msi");
    writeFileSync(path, 'lab-signature: Valid\n');
    const run = await onMachine('Get-PackageTrust', { path }, machineOf('2016-trellix'));
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({
      status: 'Valid',
      timestamped: true,
      notAfter: Date.UTC(2027, 5, 30, 12),
    });
    expect(run.result?.subject).toContain('O=Microsoft Corporation');
  });

  it('says of an unsigned file that it is unsigned', async () => {
    const path = join(folder, 'plain.txt');
    writeFileSync(path, 'abc');
    const run = await onMachine('Get-PackageTrust', { path }, machineOf('2016-trellix'));
    expect(run.result).toEqual({
      status: 'NotSigned',
      subject: null,
      issuer: null,
      thumbprint: null,
      notAfter: null,
      timestamped: false,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
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
