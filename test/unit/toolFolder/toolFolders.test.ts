import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consoleBytes } from '../../../main/toolFolder/console';
import { runWords } from '../../../main/toolFolder/folderTexts';
import { runFileText } from '../../../main/toolFolder/runFile';
import { createTexts } from '../../../main/texts';
import { createWebPlatform } from '../../../main/web/platform';
import { folderTagSchema } from '../../../shared/model/toolFolder';
import { readResult } from '../../../shared/toolFolder/readResult';
import { Walker } from '../app/walker';

const kitId = '0b6f3c1e-52a1-4f0d-9c3f-7d0e3a9b1c22';
/** What run.cmd leaves, as the test on Wine has it; `more` are lines of the log. */
const left = (kit: string, code: number, more = ''): string =>
  [
    'GWR_BEGAN=20261130093702',
    'GWR_CODE=0',
    'GWR_COMPUTER=OLD-FS01',
    'GWR_ENDED=20261130095110',
    'GWR_FORMAT=gangway-tool-result-1',
    'GWR_KB4474419=3010',
    'GWR_KB4490628=0',
    `GWR_KIT=${kit}`,
    'GWR_MACHINE=4f2c1d0a-7b6e-4a39-9e55-1f0a2b3c4d5e',
    'GWR_OUTCOME=ended',
    'GWR_PRECHECK=0',
    `GWR_TOOL=${String(code)}`,
    'GWR_WINDOWS=Microsoft Windows [version 6.1.7601]',
    '-----log-----',
    `Microsoft Defender deployment tool completed, exit code: ${String(code)}`,
    more,
    '',
  ].join('\r\n');

describe('the folder for Server 2008 R2', () => {
  let place = '';
  let walker: Walker;
  let picked = '';
  const start = (folder: string): Promise<Walker> =>
    Walker.start(folder, {
      platform: {
        ...createWebPlatform(folder, 'fr-FR'),
        carrier: 'electron',
        pickFolder: async () => place,
        pickFiles: async () => (picked === '' ? [] : [picked]),
      },
    });
  beforeEach(async () => {
    place = mkdtempSync(join(tmpdir(), 'gangway-stick-'));
    picked = join(place, 'OLD-FS01-1.txt');
    walker = await start(mkdtempSync(join(tmpdir(), 'gangway-old-')));
  });
  afterEach(async () => {
    const { folder } = walker;
    await walker.stop();
    for (const one of [place, folder]) rmSync(one, { recursive: true, force: true });
  });
  const take = async (text: string) => {
    writeFileSync(picked, text);
    await walker.ask('pickToolResult', {});
    return (await walker.ask('getSession', {})).toolFolder.results;
  };

  it('holds tool and file under names of ours, a page for the technician, and run.cmd last; a practice one does nothing', async () => {
    for (const id of ['deploymentTool', 'onboardingFile']) await walker.ask('bringPracticeFile', { id });
    const { practice } = (await walker.ask('getSession', {})).libraries;
    const sha256 = (kind: string) => practice.find((one) => one.kind === kind)?.sha256 ?? '';
    const [tool, file] = [sha256('deploymentTool'), sha256('onboardingFile')];
    const choice = { passive: true, tag: 'Wave 1', proxy: null };
    const { path } = await walker.ask('writeToolFolder', { tool, file, choice });
    expect(
      readdirSync(path ?? '', { recursive: true })
        .map(String)
        .sort(),
    ).toEqual(
      [
        'README.txt',
        'files',
        join('files', 'DefenderDT.exe'),
        join('files', 'WindowsDefenderATP.onboarding'),
        'run.cmd',
      ].sort(),
    );
    const text = readFileSync(join(path ?? '', 'run.cmd'), 'latin1');
    expect(text).toContain(`call :take "DefenderDT.exe" ${tool} "%WORK%"`);
    expect(text).toContain('-Passive -DeviceTag:"Wave 1"');
    expect(text).toMatch(/exit \/b 14\r\n/);
    expect(readFileSync(join(path ?? '', 'README.txt'), 'utf8')).toContain('KB4490628, KB4474419');
    await expect(walker.ask('writeToolFolder', { tool: file, file, choice })).rejects.toThrow(
      'input.invalid',
    );
  });

  it('takes a result in once, marks one of another Gangway, hides secrets of its log, and keeps it', async () => {
    const secret = `"OnboardingInfo"="${'Qm9keQ'.repeat(60)}=="`;
    const [result] = await take(left(kitId, 400, `-Key:abcDEF123456 ${secret}`));
    expect(result).toMatchObject({ computer: 'OLD-FS01', code: 400, outcome: 'ended', ours: false });
    expect(result?.updates).toEqual([
      { kb: 'KB4490628', code: 0 },
      { kb: 'KB4474419', code: 3010 },
    ]);
    expect(result?.log).toContain('exit code: 400');
    expect(JSON.stringify(result)).not.toMatch(/Qm9keQQm9keQ|abcDEF123456/);
    await expect(walker.ask('pickToolResult', {})).rejects.toThrow('toolFolder.twice');
    const { folder } = walker;
    await walker.stop(true);
    walker = await start(folder);
    expect((await walker.ask('getSession', {})).toolFolder.results).toHaveLength(1);
    await walker.ask('forgetToolResult', { id: result?.id ?? '' });
    expect(await take(left(kitId, 0))).toHaveLength(1);
    expect(existsSync(picked)).toBe(true);
  });

  it('takes nothing in that is no such result', async () => {
    await expect(take('GWR_FORMAT=another')).rejects.toThrow('toolFolder.notOurs');
    await expect(take(left('no uuid', 0))).rejects.toThrow('toolFolder.notOurs');
    picked = '';
    expect(await walker.ask('pickToolResult', {})).toEqual({ taken: false });
  });
});

describe('run.cmd', () => {
  it.each(['en', 'fr'] as const)(
    'says in %s nothing that a console cannot show, or takes for a command',
    (language) => {
      const words = runWords(createTexts(language));
      const text = runFileText({
        ...{ kitId, practice: false, tool: 'a'.repeat(64), onboarding: 'b'.repeat(64) },
        choice: { passive: false, tag: null, proxy: null },
        updates: [],
        words: { ...words, begin: `${words.begin} 100 % & "a" | (b) > c ^ <d>` },
      });
      expect(() => consoleBytes(text)).not.toThrow();
      expect(text).toContain('100 %% ^& ^"a^" ^| ^(b^) ^> c ^^ ^<d^>');
    },
  );

  it('takes no tag with a sign that cmd.exe reads', () => {
    for (const tag of ['%PATH%', 'a"b', 'a&b', 'a^b', 'a!b', 'é', ' a', 'a\n', ''])
      expect(folderTagSchema.safeParse(tag).success, tag).toBe(false);
    expect(folderTagSchema.safeParse('Wave 1_b-2.c').success).toBe(true);
  });

  it('tells what it left where its console writes another language, and nothing of a torn file', () => {
    const text = left(kitId, -1)
      .replaceAll('\r\n', '\n')
      .replace('[version 6.1.7601]', '[Version\u00a06.1.7601]');
    expect(readResult(text)?.told).toMatchObject({ windows: '6.1.7601', code: -1 });
    expect(readResult(text.slice(0, 120))).toBeNull();
  });
});
