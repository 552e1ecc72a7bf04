import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { manifestName, manifestSchema } from '../../../shared/site/manifest';
import { allFiles, SiteStage } from './siteStage';

const open: SiteStage[] = [];
afterEach(async () => {
  for (const stage of open.splice(0)) await stage.stop();
});
async function aStage(place?: string): Promise<SiteStage> {
  const stage = await SiteStage.start(place);
  open.push(stage);
  return stage;
}

/** A computer on which a kit for 2 × Server 2012 R2 and 1 × 2019 is put together. */
async function builder(files: readonly string[] = allFiles): Promise<SiteStage> {
  const stage = await aStage();
  await stage.bring(files);
  await stage.change({ kind: 'name', name: 'Nord, November' });
  await stage.change({ kind: 'profile', family: '2012r2', count: 2 });
  await stage.change({ kind: 'profile', family: '2019', count: 1 });
  return stage;
}

const manifestOf = (folder: string) =>
  manifestSchema.parse(JSON.parse(readFileSync(join(folder, manifestName), 'utf8')));

describe('a kit for a site', () => {
  it('is written, opened on another computer, and fills its library, which needs nothing else', async () => {
    const stage = await builder();
    const written = await stage.write();
    expect(written.failure).toBeNull();
    expect(written.known).toMatchObject([
      { name: 'Nord, November', missing: 0, form: 'folder', practice: true },
    ]);
    expect(readdirSync(stage.folder).sort()).toEqual(
      ['CERTIFICATES.txt', 'README.txt', 'SHARE.txt', 'files', manifestName].sort(),
    );

    const there = await aStage(stage.place);
    const { opened } = await there.open();
    expect(opened?.receivers.map(({ family, count, lacks }) => [family, count, lacks])).toEqual([
      ['2012r2', 2, []],
      ['2019', 1, []],
    ]);
    expect(opened?.foreign.count).toBe(0);
    const { opened: after } = await there.fill();
    expect(after?.filled).toEqual({ added: 8, there: 0, refused: [] });
    const { libraries } = await there.walker.ask('getSession', {});
    const from = await stage.walker.ask('getSession', {});
    expect(libraries.practice.map(({ sha256 }) => sha256).sort()).toEqual(
      from.libraries.practice.map(({ sha256 }) => sha256).sort(),
    );
    expect((await there.fill()).opened?.filled).toEqual({ added: 0, there: 8, refused: [] });
  });

  it('tells which server lacks which file, and why, where files are gone, cut off, longer, changed or foreign', async () => {
    const stage = await builder();
    await stage.write();
    const { files } = manifestOf(stage.folder);
    const pathOf = (kind: string, kb: string | null = null) =>
      join(
        stage.folder,
        files.find((file) => file.kind === kind && file.kb === kb)?.path ?? expect.unreachable(),
      );
    rmSync(pathOf('installation'));
    truncateSync(pathOf('sensorUpdate'), 10);
    writeFileSync(pathOf('intelligence'), 'x', { flag: 'a' });
    const script = readFileSync(pathOf('onboarding'));
    script[100] = (script[100] ?? 0) ^ 1;
    writeFileSync(pathOf('onboarding'), script);
    writeFileSync(join(stage.folder, 'files', 'md4ws.msi'), 'nobody knows me');
    mkdirSync(join(stage.folder, 'System Volume Information'));

    const there = await aStage(stage.place);
    const { opened } = await there.open();
    const lacks = opened?.receivers.map((one) => one.lacks.map(({ kind, why }) => `${kind} ${why}`).sort());
    expect(lacks).toEqual([
      ['installation absent', 'intelligence long', 'onboarding changed', 'sensorUpdate short'],
      ['intelligence long', 'onboarding changed'],
    ]);
    expect(opened?.foreign).toEqual({ names: ['files/md4ws.msi'], count: 1 });
    const { opened: after } = await there.fill();
    expect(after?.filled).toMatchObject({ added: 4, refused: [] });
  });

  it('is written although files are missing only where somebody says so, and is complete once they come', async () => {
    const stage = await builder(allFiles.filter((id) => id !== 'intelligence' && id !== 'updateTelemetry'));
    expect(await stage.walker.refused('writeSite', { form: 'folder', incomplete: false })).toBe(
      'step.blocked',
    );
    expect(existsSync(stage.folder)).toBe(false);
    const written = await stage.write('folder', true);
    expect(written.written).toMatchObject({ missing: 2 });
    const { kitId } = manifestOf(stage.folder);
    const before = readdirSync(join(stage.folder, 'files'));

    await stage.bring(['intelligence', 'updateTelemetry']);
    await stage.change({ kind: 'again', kitId });
    await stage.write();
    expect(manifestOf(stage.folder).kitId, 'it is the same kit').toBe(kitId);
    expect(readdirSync(join(stage.folder, 'files'))).toEqual(expect.arrayContaining(before));
    expect((await stage.desk()).known).toMatchObject([{ kitId, missing: 0 }]);
    expect((await stage.open()).opened?.receivers.flatMap(({ lacks }) => lacks)).toEqual([]);
  });

  it('lets go of files that a newer list does not name', async () => {
    const stage = await builder();
    await stage.write();
    await stage.change({ kind: 'profile', family: '2012r2', count: 0 });
    await stage.write();
    const { files } = manifestOf(stage.folder);
    expect(files.some(({ kind }) => kind === 'installation')).toBe(false);
    expect((await stage.open()).opened?.foreign.count).toBe(0);
  });

  it('is one zip, which a browser can hand over', async () => {
    const stage = await builder();
    expect((await stage.write('zip')).failure).toBeNull();
    const there = await aStage(stage.place);
    await there.upload(stage.zip);
    const { opened, known } = await there.rest();
    expect(opened).toMatchObject({ form: 'zip', foreign: { count: 0 } });
    expect(opened?.receivers.flatMap(({ lacks }) => lacks)).toEqual([]);
    expect((await there.fill()).opened?.filled).toMatchObject({ added: 8, refused: [] });
    expect(known, 'what the browser sent is gone after the app').toEqual([]);
  });

  it('carries Gangway as the zip that somebody pointed to, with its hash', async () => {
    const stage = await builder();
    writeFileSync(stage.zip, 'PK, a Gangway');
    await stage.walker.ask('pickSiteProgram', {});
    expect((await stage.rest()).draft.program).toMatchObject({ name: 'kit.zip', bytes: 13 });
    await stage.write();
    expect(manifestOf(stage.folder).files.find(({ kind }) => kind === 'program')).toMatchObject({
      path: 'program/kit.zip',
      source: 'person',
    });
    expect((await stage.open()).opened?.foreign.count).toBe(0);
  });

  it('outlives the app that puts it together, but not where Gangway’s zip lay', async () => {
    const stage = await builder();
    writeFileSync(stage.zip, 'PK, a Gangway');
    await stage.walker.ask('pickSiteProgram', {});
    await stage.rest();
    await stage.walker.stop(true);
    const again = await SiteStage.start(stage.place);
    open.push(again);
    expect(JSON.parse(readFileSync(join(stage.walker.folder, 'kits.json'), 'utf8'))).toMatchObject({
      draft: { name: 'Nord, November', entries: [{ family: '2012r2', count: 2 }, { family: '2019' }] },
    });
  });
});
