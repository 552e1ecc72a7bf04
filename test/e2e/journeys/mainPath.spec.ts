import { expect, test } from '../fixtures';

test.describe('the main job', () => {
  test('a 2016 server with another antivirus goes to the end in passive mode', async ({ walk, app }) => {
    await walk.prepareByHand({
      machine: '2016-trellix',
      packages: ['onboarding', 'installation', 'platformUpdate'],
      mode: 'Passive',
    });
    await walk.startChanges();
    await expect(walk.title).toHaveText('Everything before onboarding is done');
    await walk.primary('Continue to onboarding').click();
    await walk.awaitCloud();
    const mode = walk.page.getByRole('article', { name: 'Defender Antivirus is in the chosen mode' });
    await expect(mode).toContainText(/passive/i);
    await walk.primary('Continue to detection test').click();
    await walk.confirmAlert();
    await expect(walk.step('Protection')).toHaveAccessibleName(/Passive/);
    await walk.saveReport();

    await expect(walk.step('Handover')).toHaveAccessibleName('10, Handover, done, Report saved');
    const [report = ''] = await app.list('reports');
    const html = await app.read(`reports/${report}`);
    expect(html).toContain('PRACTICE');
    expect(html).toContain('A. Technician');
    expect(html).toMatch(/Passive/);
    await walk.primary('Back to servers').click();
    await expect(walk.page.getByRole('list', { name: 'Handed over' })).toContainText('PRACTICE-');
  });

  test('a 2019 Core server goes to the end in active mode; Install is shown as not needed', async ({
    walk,
  }) => {
    await walk.prepare({ machine: '2019core-fresh', packages: ['onboarding'], mode: 'Active' });
    await expect(walk.step('Install')).toHaveAccessibleName(/^7, Install, not needed, Not needed/);
    await walk.startChanges();
    await walk.awaitCloud();
    await walk.openStep('Install');
    await expect(walk.title).toHaveText('Install is not needed');
    await expect(walk.main).toContainText('has the sensor built in');
    await walk.primary('Continue to onboarding').click();
    await walk.primary('Continue to detection test').click();
    await walk.confirmAlert();
    await walk.saveReport();
    for (const name of ['Connect', 'Server', 'Packages', 'Plan', 'Onboard', 'Handover'] as const)
      await expect(walk.step(name)).toHaveAccessibleName(/, done/);
  });

  test('a second full run over a finished server finds nothing to change', async ({
    walk,
    app,
    killAndRestart,
  }) => {
    await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
    await walk.startChanges();
    await walk.awaitCloud();
    const sent = async (): Promise<unknown> => {
      const state = JSON.parse(await app.read('practice/2019-fresh.json')) as {
        received: { kind: string; operation: string }[];
      };
      return state.received.filter(({ kind }) => kind === 'change').map(({ operation }) => operation);
    };
    const before = await sent();
    expect(before).toContain('Invoke-Onboarding');

    await killAndRestart();
    await walk.page.getByRole('button', { name: /Practice/ }).click();
    await walk.button('Open PRACTICE-2019').click();
    await walk.button(/^Open step 1, Connect ?, Onboard/).click();
    await walk.readServer();
    await walk.choosePath();
    await walk.acceptPackages();
    await walk.acceptPrerequisites();
    await walk.chooseMode('Active');
    await expect(walk.main).toContainText('Every action is already so on PRACTICE-2019');
    await expect(walk.button('Start changes')).toHaveCount(0);
    await walk.primary('Continue to the proofs').click();
    await expect(walk.title).toHaveText('Onboarded: six of six proofs agree');
    expect(await sent()).toEqual(before);
  });
});
