import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { consoleBytes } from '../../main/toolFolder/console';
import { runWords } from '../../main/toolFolder/folderTexts';
import { runFileText } from '../../main/toolFolder/runFile';
import { createTexts } from '../../main/texts';
import { readResult } from '../../shared/toolFolder/readResult';
import { holds, rowOf } from '../ground/row';
import { machineOf } from '../lab/operations/stage/onMachine';
import { onZ, WineServer } from './server';
import { describeWithWine } from './wine';

/** As a stick may be called by somebody who does not know what cmd.exe reads; a percent sign and letters beyond ASCII Wine loses. */
const nasty = "stick & ^ O'Neil; (1)";
const kitId = '0b6f3c1e-52a1-4f0d-9c3f-7d0e3a9b1c22';
const dotNet = 'HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v3.5';

// Wine says that it is Server 2008 R2 with SP1. certutil, wusa and the tool are programs of our own (programs/deploy.c).
describeWithWine('the folder for Server 2008 R2 on Wine, by cmd.exe itself', () => {
  let server: WineServer;
  let root = '';
  let stick = '';
  let files = '';
  beforeAll(async () => {
    server = await WineServer.open(machineOf('2016-trellix'));
    await server.wine(['reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win2008r2', '/f']);
    const overrides = 'HKCU\\Software\\Wine\\DllOverrides';
    for (const name of ['certutil', 'wusa']) {
      const path = join(server.disk, `windows/system32/${name}.exe`);
      rmSync(path, { force: true });
      copyFileSync(server.deploy, path);
      await server.wine(['reg', 'add', overrides, '/v', `${name}.exe`, '/d', 'native', '/f']);
    }
    await server.wine(['reg', 'add', dotNet, '/v', 'Install', '/t', 'REG_DWORD', '/d', '1', '/f']);
  });
  afterAll(async () => {
    if (root !== '') rmSync(root, { recursive: true, force: true });
    await server.close();
  });
  beforeEach(() => {
    if (root !== '') rmSync(root, { recursive: true, force: true });
    root = mkdtempSync(join(tmpdir(), 'gangway-old-'));
    stick = join(root, nasty);
    files = join(stick, 'files');
    mkdirSync(files, { recursive: true });
    for (const name of ['tool', 'wusa'])
      rmSync(join(server.disk, `windows/temp/${name}.txt`), { force: true });
    copyFileSync(server.deploy, join(files, 'DefenderDT.exe'));
    writeFileSync(join(files, 'WindowsDefenderATP.onboarding'), '{}');
    for (const kb of updates) writeFileSync(join(files, `${kb}.msu`), kb);
    const sha256 = (name: string): string =>
      createHash('sha256')
        .update(readFileSync(join(files, name)))
        .digest('hex');
    const text = runFileText({
      kitId,
      practice: false,
      choice: { passive: true, tag: 'Wave 1', proxy: 'proxy.corp.example:8080' },
      tool: sha256('DefenderDT.exe'),
      onboarding: sha256('WindowsDefenderATP.onboarding'),
      updates: updates.map((kb) => ({ kb, sha256: sha256(`${kb}.msu`) })),
      words: runWords(createTexts('fr')),
    });
    writeFileSync(join(stick, 'run.cmd'), consoleBytes(text));
  });
  const updates = ['KB4490628', 'KB4474419'] as const;

  /** As a person starts it: the path comes by a variable, because the way from here to cmd.exe has quotes of its own. */
  const start = async (env: Readonly<Record<string, string>> = {}) => {
    const call = join(root, 'call.cmd');
    // Linux keeps eight bits of a code, so it is said as well.
    writeFileSync(call, '@call "%GANGWAY_TEST_KIT%"\r\n@echo code %ERRORLEVEL%\r\n');
    const ended = await server.wine(['cmd', '/c', onZ(call)], {
      ...env,
      GANGWAY_TEST_KIT: onZ(join(stick, 'run.cmd')),
    });
    const said = ended.out.toString('latin1') + ended.err.toString('latin1');
    return { code: Number(/code (-?\d+)/.exec(said)?.[1]), said };
  };
  const noted = (name: string): string[] => {
    const path = join(server.disk, `windows/temp/${name}.txt`);
    return existsSync(path) ? readFileSync(path, 'latin1').trim().split('\r\n') : [];
  };
  const result = (number = 1) => {
    const folder = join(stick, 'result');
    const name = readdirSync(folder).find((one) => one.endsWith(`-${String(number)}.txt`)) ?? 'nothing';
    return readResult(readFileSync(join(folder, name), 'latin1'));
  };

  it('checks, installs, lets the tool look and work with what it may be told, waits for it, and leaves code and log', async () => {
    const ended = await start({ GANGWAY_TOOL_BLANKS: '1' });
    expect(ended.code, ended.said).toBe(0);
    const work = 'C:\\Program Files\\Gangway-2008R2';
    const program = `"${work}\\DefenderDT.exe" -Quiet -NoResumeAfterReboot`;
    expect(noted('tool').map((line) => line.replaceAll(/ +/g, ' ').trim())).toEqual([
      `${work}|${program} -Precheck -Verbose`,
      `${work}|${program} -File:"${work}\\in\\WindowsDefenderATP.onboarding" -Passive -DeviceTag:"Wave 1" -Proxy:https://proxy.corp.example:8080`,
    ]);
    expect(noted('wusa').map((line) => /\\(KB\d+)\.msu" \/quiet \/norestart/.exec(line)?.[1])).toEqual(
      updates,
    );
    const found = result();
    expect(found?.told).toMatchObject({
      kitId,
      windows: '6.1.7601',
      outcome: 'ended',
      precheck: 0,
      code: 0,
      replacedBy: null,
      updates: [
        { kb: 'KB4490628', code: 0 },
        { kb: 'KB4474419', code: 0 },
      ],
    });
    expect(found?.told.began).toMatch(/^20\d{12}$/);
    expect(found?.log).toContain('completed, exit code: 0 [Success]');
    expect(existsSync(join(server.disk, 'Program Files/Gangway-2008R2'))).toBe(false);
    expect(ended.said).toContain(onZ(join(stick, 'result')));
  });

  it('is given a hash as certutil was seen to write it: on a line of its own, with a blank after each byte or without', async () => {
    const file = onZ(join(files, 'DefenderDT.exe'));
    const blanks = rowOf('servicing/servicing-certutil-hash-blanks');
    const lines = rowOf('servicing/servicing-certutil-hash-lines');
    for (const GANGWAY_TOOL_BLANKS of ['1', '']) {
      const { out } = await server.wine(['certutil', '-hashfile', file, 'SHA256'], { GANGWAY_TOOL_BLANKS });
      const [head = '', hash = '', end = ''] = out.toString('latin1').split('\r\n');
      expect(holds(lines, head.replace('SHA256', 'SHA512').slice(0, 'SHA512 hash of '.length))).toBe(true);
      expect(holds(lines, end)).toBe(true);
      const pair = GANGWAY_TOOL_BLANKS === '1' ? 'd6 2c fe' : 'd62cfe';
      expect(holds(blanks, pair)).toBe(true);
      expect(hash.includes(' ')).toBe(pair.includes(' '));
    }
  });

  it('starts nothing of a folder in which a file was changed', async () => {
    writeFileSync(join(files, 'WindowsDefenderATP.onboarding'), '{ }');
    expect((await start()).code).toBe(12);
    expect(noted('tool')).toEqual([]);
    expect(result()?.told).toMatchObject({ outcome: 'changedFile', file: 'WindowsDefenderATP.onboarding' });
  });

  it('asks for a restart where the tool does, and goes on over an update that is there already', async () => {
    expect((await start({ GANGWAY_TOOL: '0,10', GANGWAY_WUSA: '2359302' })).code).toBe(3010);
    expect(result()?.told).toMatchObject({ code: 10, updates: [{ code: 2359302 }, { code: 2359302 }] });
  });

  it('ends where the look finds something, before the tool changes anything', async () => {
    expect((await start({ GANGWAY_TOOL: '90' })).code).toBe(17);
    expect(noted('tool')).toHaveLength(1);
    expect(result()?.told).toMatchObject({ outcome: 'precheck', precheck: 90, code: null });
  });

  it('takes staged files from beside it, starts a tool that replaced itself once more, and notes the hash of the one that nobody checked', async () => {
    mkdirSync(join(stick, 'stage'));
    const ended = await start({ GANGWAY_TOOL: '0,6,2' });
    expect(ended.code, ended.said).toBe(0);
    const staged = noted('tool').filter((line) => line.includes(`-Source:"${onZ(join(stick, 'stage'))}"`));
    expect(staged).toHaveLength(3);
    const newer = Buffer.concat([readFileSync(server.deploy), Buffer.from('newer\r\n')]);
    expect(result()?.told).toMatchObject({
      code: 2,
      replacedBy: createHash('sha256').update(newer).digest('hex'),
    });
  });

  it('starts no tool where an update asks for a restart, or fails', async () => {
    expect((await start({ GANGWAY_WUSA: '3010' })).code).toBe(3010);
    expect(result()?.told.outcome).toBe('restart');
    expect((await start({ GANGWAY_WUSA: '1603' })).code).toBe(16);
    expect(result(2)?.told).toMatchObject({ outcome: 'updateFailed', file: 'KB4490628' });
    expect(noted('tool')).toEqual([]);
  });

  it('refuses another Windows, and one without .NET Framework 3.5', async () => {
    await server.wine(['reg', 'delete', dotNet, '/v', 'Install', '/f']);
    expect((await start()).code).toBe(13);
    await server.wine(['reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f']);
    expect((await start()).code).toBe(11);
    expect(noted('tool')).toEqual([]);
  });
});
