import { cp, mkdtemp, readdir, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Walker } from './walker';

/** A folder as version 0.1.0 left it: a server onboarded, tested and its mode undone; one that waits for a restart; one cut off. */
const sample = join(import.meta.dirname, '../../fixtures/data-0.1.0');

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

it('reads what version 0.1.0 left: settings, servers, decisions, journals and practice servers', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gangway-old-'));
  await cp(sample, folder, { recursive: true });
  // Which journal is the newest, its file's date says; a checkout has none.
  for (const [day, name] of (await readdir(join(folder, 'journal'))).sort().entries())
    await utimes(join(folder, 'journal', name), 1_700_000_000 + day, 1_700_000_000 + day);
  const w = (walker = await Walker.start(folder));
  expect(w.session?.notices).toEqual([]);
  expect(w.session?.settings).toMatchObject({ locale: 'fr', technician: 'Ada Martin' });

  const over = w.view('practice-2019-fresh');
  expect(over.tags).toEqual(['Rack 4']);
  expect(over.inputs.alert).toMatchObject({ seen: true, by: 'Ada Martin' });
  expect(over.run).toMatchObject({ purpose: 'undo', outcome: 'done', actions: [{ state: 'done' }] });
  expect(over.changes.map(({ action, undo }) => [action, undo])).toEqual([
    ['send-kit', 'none'],
    ['set-mode', 'undone'],
    ['onboard', 'oneWay'],
    ['test-detection', 'none'],
    ['set-mode', 'none'],
  ]);

  // Followed to its end at the start, since its server went on without the app.
  const cut = await w.until(
    'practice-2022-fresh',
    'followed',
    ({ busy, run }) => busy === 'idle' && run?.outcome !== 'interrupted',
  );
  expect(cut.run?.actions.map(({ id, state }) => [id, state])).toEqual([
    ['send-kit', 'done'],
    ['onboard', 'done'],
  ]);

  const waits = await w.until(
    'practice-2019-restart',
    'at rest',
    ({ busy, facts }) => busy === 'idle' && facts !== null,
  );
  expect(waits.run).toMatchObject({ outcome: 'restartRequired' });
  await w.ask('restartServer', { targetId: 'practice-2019-restart' });
  await w.until(
    'practice-2019-restart',
    'started anew',
    ({ busy, run }) => busy === 'idle' && run?.outcome !== 'restarting',
  );
  expect(w.view('practice-2019-restart').run).toMatchObject({ outcome: 'stopped' });
  expect(await readdir(join(folder, 'journal'))).toHaveLength(5);
});
