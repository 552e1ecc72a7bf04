import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { practiceTenant } from '../../../build/practice/blob';
import { onboardingScript } from '../../../build/practice/onboardingScript';
import { type Library, type LibraryOptions, createLibrary } from '../../../main/packages/library';
import { practiceFiles } from '../../../main/packages/practicePackages';
import { type Trust, trustNotCheckedHere } from '../../../main/packages/trust';
import { inspect } from '../../../main/packages/inspection/inspect';
import type { Signature } from '../../../shared/model/packages';
import { makeInstaller } from './msi/makeInstaller';

const practice = fileURLToPath(new URL('../../../main/packages/practice', import.meta.url));
const msi = makeInstaller({
  properties: { ProductName: 'Microsoft Defender for Endpoint', ProductVersion: '1.2' },
});
const script = onboardingScript(practiceTenant, 'groupPolicy').replace('rem GANGWAYPRACTICE=1\r\n', '');
let box: string;
let folder: string;

beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-library-'));
  folder = join(box, 'library');
});
afterEach(() => rm(box, { recursive: true, force: true }));

function open(options: Partial<LibraryOptions> = {}): Promise<Library> {
  return createLibrary({
    folder,
    practice: false,
    trust: trustNotCheckedHere,
    inspect,
    now: () => 1000,
    ...options,
  });
}

async function given(name: string, content: string | Buffer): Promise<string> {
  await writeFile(join(box, name), content);
  return join(box, name);
}

const path = (id: string): string => practiceFiles(practice).find((file) => file.id === id)?.path ?? '';

describe('a library', () => {
  it('keeps a file under its hash, with a record, and finds it again', async () => {
    const library = await open();
    const { added, refused } = await library.add([await given('md4ws (1).msi', msi)]);
    expect(refused).toEqual([]);
    expect(added).toMatchObject([
      {
        name: 'md4ws.msi',
        kind: 'installation',
        bytes: msi.length,
        addedAt: 1000,
        from: null,
        practice: false,
        signature: { state: 'notCheckedHere' },
      },
    ]);
    const sha256 = added[0]?.sha256 ?? '';
    expect(library.pathOf(sha256)).toBe(join(folder, sha256, 'md4ws.msi'));
    expect(await readFile(join(folder, sha256, 'md4ws.msi'))).toEqual(msi);
    expect(await readdir(folder)).toEqual([sha256]);
    expect((await open()).list()).toEqual(added);
  });

  it('lists the newest first, also after the next start', async () => {
    let clock = 1000;
    const library = await open({ now: () => (clock += 1) });
    for (const version of ['1.1', '1.2', '1.3']) {
      const properties = { ProductName: 'Microsoft Defender for Endpoint', ProductVersion: version };
      await library.add([await given('md4ws.msi', makeInstaller({ properties }))]);
    }
    const versions = (listed: Library) =>
      listed.list().map(({ details }) => details.kind === 'installation' && details.productVersion);
    expect(versions(library)).toEqual(['1.3', '1.2', '1.1']);
    expect(versions(await open())).toEqual(['1.3', '1.2', '1.1']);
  });

  it('keeps the script of a zip, not the zip, and none of the blob beside it', async () => {
    const library = await open({ practice: true });
    const { added } = await library.add([path('onboarding')]);
    expect(added).toMatchObject([
      {
        name: 'WindowsDefenderATPOnboardingScript.cmd',
        from: 'WindowsDefenderATPOnboardingPackage.zip',
        practice: true,
        signature: { state: 'notApplicable' },
        details: { orgId: practiceTenant.orgId },
      },
    ]);
    const record = await readFile(join(folder, added[0]?.sha256 ?? '', 'package.json'), 'utf8');
    expect(record).not.toMatch(/sha256sig|chain/);
  });

  it('takes the known files of a folder and leaves its subfolders alone', async () => {
    const kit = join(box, 'kit');
    await mkdir(join(kit, 'OptionalParamsPolicy'), { recursive: true });
    await writeFile(join(kit, 'md4ws.msi'), msi);
    await writeFile(join(kit, 'a.cmd'), script);
    await writeFile(join(kit, 'notes.txt'), 'x');
    await writeFile(join(kit, 'OptionalParamsPolicy', 'b.cmd'), 'echo');
    await mkdir(join(box, 'empty'));
    const { added, refused } = await (await open()).add([kit, join(box, 'empty')]);
    expect(added.map((pkg) => [pkg.kind, pkg.from])).toEqual([
      ['onboarding', 'kit'],
      ['installation', 'kit'],
    ]);
    expect(refused).toEqual([{ name: 'empty', refusal: 'notAPackage', detail: null }]);
  });

  it('takes a stream, with the name made harmless', async () => {
    const library = await open();
    const { added } = await library.addStream(
      'C:\\Users\\me\\..\\a.cmd',
      Readable.from([Buffer.from(script)]),
    );
    expect(added[0]?.name).toBe('a.cmd');
    const practiceLibrary = await open({ practice: true, folder: join(box, 'practice') });
    const stream = createReadStream(path('installation'));
    expect((await practiceLibrary.addStream('md4ws.msi', stream)).added).toHaveLength(1);
  });

  it('keeps one copy, even of two given at once', async () => {
    const library = await open();
    const file = await given('md4ws.msi', msi);
    const results = await Promise.all([library.add([file]), library.add([file, file])]);
    expect(results.flatMap(({ added }) => added).map(({ sha256 }) => sha256)).toHaveLength(3);
    expect(library.list()).toHaveLength(1);
  });

  it('says what it refuses and keeps nothing of it', async () => {
    const library = await open({ practice: true });
    const { added, refused } = await library.add([
      path('onboardingLocal'),
      path('offboarding'),
      await given('md4ws.msi', msi),
      await given('empty.msi', ''),
      join(box, 'gone.msi'),
    ]);
    expect(added).toEqual([]);
    expect(refused.map(({ name, refusal }) => [name, refusal])).toEqual([
      ['WindowsDefenderATPLocalOnboardingScript.cmd', 'interactiveScript'],
      ['WindowsDefenderATPOffboardingScript_valid_until_2035-12-31.cmd', 'offboardingGiven'],
      ['md4ws.msi', 'genuineInPractice'],
      ['empty.msi', 'emptyFile'],
      ['gone.msi', 'unreadable'],
    ]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes no stream that breaks off, before or while it is read, that is empty, or says that it is too long', async () => {
    const library = await open();
    const refusal = async (stream: Readable, declared?: number) =>
      (await library.addStream('md4ws.msi', stream, declared)).refused[0]?.refusal;
    const gone = new Error('the connection is gone');
    const broken = Readable.from([msi]);
    const early = refusal(broken);
    broken.destroy(gone);
    expect(await early).toBe('unreadable');
    const read = function (this: Readable) {
      this.destroy(gone);
    };
    expect(await refusal(new Readable({ read }))).toBe('unreadable');
    expect(await refusal(Readable.from([]))).toBe('emptyFile');
    expect(await refusal(Readable.from([msi]), 1024 ** 3 + 1)).toBe('tooLarge');
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes down who confirmed the lines of a script, and knows it at the next start', async () => {
    const library = await open({ now: () => 7 });
    const { added } = await library.add([await given('a.cmd', script), await given('md4ws.msi', msi)]);
    const sha256 = added[0]?.sha256 ?? '';
    expect(await library.confirm(sha256, 'CONTOSO\\me')).toBe(true);
    expect(await library.confirm('0'.repeat(64), 'CONTOSO\\me')).toBe(false);
    for (const { list } of [library, await open()]) {
      const confirmed = Object.fromEntries(list().map((one) => [one.name, one.confirmation]));
      expect(confirmed).toEqual({ 'a.cmd': { at: 7, by: 'CONTOSO\\me' }, 'md4ws.msi': undefined });
    }
  });

  it('whose folder cannot be used is empty, says why, and takes files as soon as it can', async () => {
    await writeFile(folder, 'in the way');
    const library = await open();
    expect([library.list(), library.problem()]).toEqual([[], 'EEXIST']);
    const file = await given('md4ws.msi', msi);
    expect(await library.add([file])).toMatchObject({ added: [], refused: [{ refusal: 'unreadable' }] });
    expect(library.problem()).toBe('EEXIST');
    await rm(folder);
    const [first, second] = await Promise.all([
      library.addStream('md4ws.msi', Readable.from([msi])),
      library.addStream('a.cmd', Readable.from([Buffer.from(script)])),
    ]);
    expect([first.added.length, second.added.length, library.problem()]).toEqual([1, 1, null]);
    expect(library.list()).toHaveLength(2);
  });

  it('forgets what is removed, and nothing else', async () => {
    const library = await open();
    const { added } = await library.add([await given('md4ws.msi', msi)]);
    const other = (await library.add([await given('a.cmd', script)])).added[0]?.sha256 ?? '';
    const sha256 = added[0]?.sha256 ?? '';
    await library.remove(sha256);
    expect([library.pathOf(sha256), await readdir(folder)]).toEqual([null, [other]]);
    // What it does not list is not its own.
    await mkdir(join(folder, sha256));
    await library.remove(sha256);
    expect((await readdir(folder)).sort()).toEqual([sha256, other].sort());
    expect(library.list().map((one) => one.sha256)).toEqual([other]);
    expect(await library.verify(sha256)).toBe(false);
  });
});

describe('a signature', () => {
  const answer =
    (signature: Signature): Trust =>
    () =>
      Promise.resolve(signature);

  it.each([
    ['altered', { state: 'invalid', signer: 'CN=Microsoft', detail: 'hashMismatch' }],
    ['signatureUnproved', { state: 'invalid', signer: 'CN=Microsoft', detail: 'unproved' }],
    ['notSigned', { state: 'notSigned', signer: null, detail: null }],
    ['wrongPublisher', { state: 'wrongPublisher', signer: 'CN=Evil', detail: null }],
  ] satisfies [string, Signature][])('that gives %s keeps the file out', async (code, signature) => {
    const library = await open({ trust: answer(signature) });
    const { added, refused } = await library.add([await given('md4ws.msi', msi)]);
    expect([added, refused[0]?.refusal, refused[0]?.detail]).toEqual([[], code, signature.signer]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is asked of the private copy, under its final name, and never for scripts or practice', async () => {
    const trust = vi.fn<Trust>(answer({ state: 'valid', signer: 'O=Microsoft Corporation', detail: null }));
    const library = await open({ trust });
    const { added } = await library.add([await given('md4ws.msi', msi), await given('a.cmd', script)]);
    expect(added.map(({ signature }) => signature.state)).toEqual(['valid', 'notApplicable']);
    expect(trust).toHaveBeenCalledOnce();
    expect(trust.mock.calls[0]?.[0]).toMatch(/library.*md4ws\.msi$/);
    const practiceLibrary = await open({ practice: true, trust, folder: join(box, 'practice') });
    await practiceLibrary.add([path('installation')]);
    expect(trust).toHaveBeenCalledOnce();
  });
});

describe('a library that was damaged', () => {
  async function kept(): Promise<string> {
    const { added } = await (await open()).add([await given('md4ws.msi', msi)]);
    return added[0]?.sha256 ?? '';
  }

  it('sees a kept file that was altered by one byte', async () => {
    const sha256 = await kept();
    const library = await open();
    expect(await library.verify(sha256)).toBe(true);
    const file = library.pathOf(sha256) ?? '';
    const bytes = await readFile(file);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(file, bytes);
    expect(await library.verify(sha256)).toBe(false);
  });

  it.each([
    ['a torn record', '{"sha256":'],
    ['a record of another form', '{}'],
  ])('moves %s aside, says so and takes the file again', async (_what, text) => {
    const sha256 = await kept();
    for (let time = 0; time < 2; time += 1) {
      await writeFile(join(folder, sha256, 'package.json'), text);
      const library = await open();
      expect(library.list()).toEqual([]);
      const [aside] = library.quarantined();
      expect(aside).toMatchObject({ path: join(folder, sha256), reason: 'badShape' });
      expect((await stat(join(aside?.kept ?? '', 'md4ws.msi'))).size).toBe(msi.length);
      expect((await library.add([await given('md4ws.msi', msi)])).added).toHaveLength(1);
    }
  });

  it('moves aside what is short of bytes or belongs to the other library', async () => {
    const sha256 = await kept();
    expect((await open({ practice: true })).quarantined()).toHaveLength(1);
    const library = await open();
    await library.add([await given('md4ws.msi', msi)]);
    await writeFile(join(folder, sha256, 'md4ws.msi'), 'short');
    expect((await open()).list()).toEqual([]);
  });

  it('clears what an interrupted copy left', async () => {
    await mkdir(join(folder, '.incoming-abc'), { recursive: true });
    await open();
    expect(await readdir(folder)).toEqual([]);
  });
});
