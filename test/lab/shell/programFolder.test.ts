import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { BrokerProcess } from '../../../main/shell/brokerProcess';
import { startPowerShell } from '../../../main/shell/powershell';
import { requireClosedFolder } from '../../../main/shell/programFolder';
import { describeWithEngine } from '../engine';

const closed = 'O:BAG:SYD:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x1200a9;;;BU)';

/**
 * Get-Acl is played by a function: outside Windows no file has such a list. `lists` says the list by what a path ends with,
 * null where it cannot be read; all others are closed. That a fixed disk is told as `Fixed` is .NET's, on every system.
 */
const getAcl = (lists: Readonly<Record<string, string | null>>) =>
  [
    'function Get-Acl { param([string]$LiteralPath)',
    ...Object.entries(lists).map(
      ([end, sddl]) =>
        `if ($LiteralPath.EndsWith('${end}')) { ${sddl === null ? "throw 'denied'" : `return [pscustomobject]@{ Sddl = '${sddl}' }`} }`,
    ),
    `[pscustomobject]@{ Sddl = '${closed}' } }`,
  ].join(' ');

describeWithEngine('the folder of the program', (engine) => {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'gangway-program-')));
  const folder = join(place, "Gangway d'Eva [1]");
  mkdirSync(join(folder, 'resources'), { recursive: true });
  writeFileSync(join(folder, 'Gangway.exe'), '');
  writeFileSync(join(folder, 'resources', 'app.asar'), '');
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  const start = (before: string) => async (): Promise<BrokerProcess> => {
    const process = await startPowerShell({ executable: engine });
    process.send(before);
    return process;
  };
  const look = (lists: Readonly<Record<string, string | null>>, where = folder) =>
    requireClosedFolder(where, start(getAcl(lists))).then(
      () => 'closed',
      (error: unknown) => String(error),
    );

  it('is closed where nobody but administrators may change it, its files and what it lies in', async () => {
    expect(await look({})).toBe('closed');
  });

  it('is open where others may change a file deep in it', async () => {
    expect(await look({ 'app.asar': `${closed}(A;;FA;;;BU)` })).toBe(
      `GangwayError: app.openFolder: ${join(folder, 'resources', 'app.asar')}: BU`,
    );
  });

  it('is open where others may replace a folder above it, and where a list cannot be read', async () => {
    expect(await look({ [place]: `${closed}(A;;DT;;;AU)` })).toContain(`${place}: AU`);
    expect(await look({ 'Gangway.exe': null })).toContain('Gangway.exe: unreadable');
  });

  it('is open where a link leads to it', async () => {
    const link = join(place, 'link');
    symlinkSync(folder, link, 'junction');
    expect(await look({}, link)).toContain(`${link}: link`);
  });

  it('is open where nothing answers, or it is not there', async () => {
    expect(await look({}, join(place, 'gone'))).toContain('app.openFolder');
    const silent = requireClosedFolder(folder, start('Start-Sleep -Seconds 60'), 50);
    await expect(silent).rejects.toMatchObject({ code: 'app.openFolder' });
  });
});
