import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { atRest, id, journalOf } from './stage';
import { Walker } from './walker';

/** The app closed after a whole run on a practice server; each test breaks one file of a copy and starts it again. */
let whole = '';
let walker: Walker;
let folder = '';
beforeAll(async () => {
  const first = await Walker.start();
  whole = first.folder;
  await first.prepare('2019-fresh', ['onboarding'], 'active');
  await first.carryOut(id);
  await first.stop(true);
});
afterAll(() => rm(whole, { recursive: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-broken-'));
  await cp(whole, folder, { recursive: true });
});
afterEach(() => walker.stop());

const path = (...parts: string[]) => join(folder, ...parts);
const again = async () => {
  // With the shell of the app itself, which tells of broken files.
  walker = await Walker.start(folder, { openShell: undefined });
  return walker.ask('getSession', {});
};
const garbage = ['', '{', 'null', '[]', '{"version":99}', '\u0000\u0001', '{"version":1}'];

describe('a broken file never stops the start, is kept beside, and is said', () => {
  it.each(garbage)('settings: %j', async (text) => {
    await writeFile(path('settings.json'), text);
    const session = await again();
    expect(session.notices).toMatchObject([{ key: 'quarantined', detail: path('settings.json') }]);
    expect(session.settings.technician).toBeNull();
    expect((await readdir(folder)).some((name) => name.startsWith('settings.json.bad-'))).toBe(true);
    expect(session.targets).toHaveLength(1);
  });

  it.each(garbage)('inputs: %j', async (text) => {
    await writeFile(path('targets', `${id}.json`), text);
    const session = await again();
    expect(session.notices).toMatchObject([{ key: 'quarantined', detail: path('targets', `${id}.json`) }]);
    // The server is still there, its last run too; only the decisions have to be taken again.
    expect(session.targets[0]).toMatchObject({
      target: { id },
      inputs: { wishes: { mode: null } },
      run: { outcome: 'done' },
    });
  });

  it('the state of a practice server', async () => {
    await writeFile(path('practice', '2019-fresh.json'), '{"schema":1}');
    await again();
    await walker.ask('connect', { targetId: id });
    await walker.ask('readFacts', { targetId: id });
    const { notices, targets } = await walker.ask('getSession', {});
    expect(notices).toMatchObject([{ key: 'quarantined' }]);
    expect(notices[0]?.detail).toContain('2019-fresh.json.bad-');
    expect(targets[0]?.facts?.sensor.onboardingState).not.toBe(1);
  });

  it('the record of a package', async () => {
    const [sha256 = ''] = (await readdir(path('library', 'practice'))).filter((name) =>
      /^[0-9a-f]{64}$/.test(name),
    );
    await writeFile(path('library', 'practice', sha256, 'package.json'), 'x');
    const session = await again();
    expect(session.notices).toMatchObject([{ key: 'quarantined' }]);
    expect(session.libraries.practice).toEqual([]);
  });

  it('a file among the journals that is none', async () => {
    await writeFile(path('journal', '20260101-120000-00000000.jsonl'), 'not a journal');
    const session = await again();
    expect(session.notices).toMatchObject([{ key: 'quarantined' }]);
    expect(session.targets[0]?.run?.outcome).toBe('done');
  });

  it('a server of a machine that this version does not have', async () => {
    const other = (await readFile(path('targets', `${id}.json`), 'utf8')).replaceAll(
      '2019-fresh',
      'gone-long-ago',
    );
    await writeFile(path('targets', 'practice-gone-long-ago.json'), other);
    const session = await again();
    expect(session.notices).toMatchObject([{ key: 'notRestored' }]);
    expect(session.targets.map(({ target }) => target.id)).toEqual([id]);
    expect(await readdir(path('targets'))).toContain('practice-gone-long-ago.json');
  });

  it('inputs that cannot be written', async () => {
    // A folder in the place of the file refuses for every user, root included.
    await rm(path('targets', `${id}.json`));
    await mkdir(path('targets', `${id}.json`, 'in the way'), { recursive: true });
    const session = await again();
    expect(session.targets).toHaveLength(1);
    expect(session.notices.map(({ key }) => key)).toContain('quarantined');
  });
});

describe('a journal that somebody changed', () => {
  it('counts up to the change, and the change is said', async () => {
    const [name = ''] = (await readdir(path('journal'))).filter((file) => file.endsWith('.jsonl'));
    const text = await readFile(path('journal', name), 'utf8');
    const lines = text.split('\n');
    const proof = lines.findIndex((line) => line.includes('"verified"') && line.includes('onboard'));
    lines[proof] = lines[proof]?.replace('OnboardingState = 1', 'OnboardingState = 7') ?? '';
    await writeFile(path('journal', name), lines.join('\n'));
    await again();
    const view = await atRest(walker);
    expect(walker.session?.notices).toMatchObject([
      { key: 'journalBroken', detail: name.replace('.jsonl', '') },
    ]);
    expect(view.changes.map(({ action }) => action)).not.toContain('onboard');
    // Said once: who closed the message does not see it again at every change.
    const [notice] = walker.session?.notices ?? [];
    await walker.ask('dismissNotice', { id: notice?.id ?? '' });
    await walker.ask('readFacts', { targetId: id });
    await walker.ask('previewReport', { journey: 'onboard', targetId: id });
    expect((await walker.ask('getSession', {})).notices).toEqual([]);
    expect((await journalOf(walker, name.replace('.jsonl', ''))).length).toBeGreaterThan(proof);
  });
});
