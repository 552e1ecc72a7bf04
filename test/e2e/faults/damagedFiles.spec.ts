import { expect, test } from '../fixtures';

/** A message about a file that was set aside, by the place it was moved to. */
const setAside = (name: string) => new RegExp(`A damaged file was set aside\\. .*${name}`);

test.describe('damaged files', () => {
  test('settings that are no JSON: the app starts with its defaults and says so', async ({
    walk,
    app,
    page,
    killAndRestart,
  }) => {
    await killAndRestart(() => app.write('settings.json', '{ "version": 1, "locale": '));
    await expect(walk.title).toHaveText('Bring a server aboard, one step at a time');
    await expect(page.getByRole('note').filter({ hasText: setAside('settings\\.json') })).toBeVisible();
    const kept = (await app.list('.')).filter((name) => name.startsWith('settings.json.bad'));
    expect(kept).toHaveLength(1);
    expect(await app.read(kept[0] ?? '')).toBe('{ "version": 1, "locale": ');
    await page.getByRole('button', { name: 'Close this message' }).click();
    await expect(page.getByRole('note').filter({ hasText: setAside('settings\\.json') })).toHaveCount(0);
  });

  test('decisions, journal and practice server: each is set aside, said, and the server can be opened again', async ({
    walk,
    app,
    page,
    killAndRestart,
  }) => {
    await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
    await walk.startChanges();
    await walk.awaitCloud();
    await killAndRestart(async () => {
      const journals = (await app.list('journal')).filter((name) => name.endsWith('.jsonl'));
      expect(journals).toHaveLength(1);
      await app.write(`journal/${journals[0] ?? ''}`, '\u0000\u0001 not a journal');
      await app.write('targets/practice-2019-fresh.json', '[]');
      await app.write('practice/2019-fresh.json', '{"schema":1}');
    });

    const note = (name: string) => page.getByRole('note').filter({ hasText: setAside(name) });
    await expect(note('practice-2019-fresh\\.json')).toBeVisible();
    await expect(note('\\.jsonl')).toBeVisible();
    await page.getByRole('button', { name: /^Practice/ }).click();
    await walk.button(/^(Open|Resume|See the fix) PRACTICE-2019$/).click();
    await walk.button(/^Open step 1, Connect ?, Onboard/).click();
    await walk.readServer();
    await walk.button('Leave practice').click();
    await expect(note('practice/2019-fresh\\.json')).toBeVisible();
    for (const folder of ['targets', 'practice', 'journal'])
      expect(
        (await app.list(folder)).filter((name) => name.includes('.bad-')),
        folder,
      ).toHaveLength(1);

    await page.getByRole('button', { name: /^Practice/ }).click();
    await walk.button(/^(Open|Resume) PRACTICE-2019$/).click();
    await walk.openStep('Server');
    await walk.choosePath();
    await walk.acceptPackages();
    await walk.acceptPrerequisites();
    await walk.chooseMode('Active');
    await walk.startChanges();
    await walk.awaitCloud();
  });

  test('a journal that was edited later is said, and the server is judged by its facts', async ({
    walk,
    app,
    killAndRestart,
    page,
  }) => {
    await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
    await walk.startChanges();
    await walk.awaitCloud();
    await killAndRestart(async () => {
      const [journal = ''] = (await app.list('journal')).filter((name) => name.endsWith('.jsonl'));
      const lines = (await app.read(`journal/${journal}`)).split('\n');
      await app.write(`journal/${journal}`, [...lines.slice(0, 2), ...lines.slice(3)].join('\n'));
    });
    await expect(page.getByRole('note').filter({ hasText: /journal/ })).toBeVisible();
    await page.getByRole('button', { name: /^Practice/ }).click();
    await walk.button(/^(Open|Resume|See the fix) PRACTICE-2019$/).click();
    await walk.openStep('Onboard');
    await walk.awaitCloud();
  });
});
