import { expect, test } from '../fixtures';

test("a 2016 server is brought on board by Microsoft's tool, from the choice to the report", async ({
  walk,
  app,
}) => {
  const { page } = walk;
  await walk.prepare({
    machine: '2016-trellix',
    packages: ['platformUpdate', 'deploymentTool', 'onboardingFile'],
    mode: 'Passive',
  });
  // Until it is chosen the Packages page asks for other files, and names the way.
  await walk.openStep('Packages');
  await walk.button('Open the plan').click();
  await expect(walk.title).toHaveText('Plan');
  await page.getByRole('radio', { name: 'Microsoft’s deployment tool' }).check();
  await expect(walk.main).toContainText('Onboard by Microsoft’s deployment tool');
  await expect(page.getByText('What is not known about this tool')).toBeVisible();
  await walk.startChanges();
  await expect(walk.title).toHaveText('Everything before onboarding is done');
  await walk.primary('Continue to onboarding').click();
  await walk.awaitCloud();
  await walk.primary('Continue to detection test').click();
  await walk.confirmAlert();
  await walk.saveReport();

  const state = JSON.parse(await app.read('practice/2016-trellix.json')) as {
    received: { kind: string; operation: string }[];
  };
  const sent = state.received.filter(({ kind }) => kind === 'change').map(({ operation }) => operation);
  expect(sent).toContain('Invoke-DeploymentTool');
  // What the tool does in its one start nobody does once more.
  for (const own of ['Install-SensorPackage', 'Invoke-Onboarding', 'Set-PassiveMode'])
    expect(sent).not.toContain(own);
  const [report = ''] = await app.list('reports');
  expect(await app.read(`reports/${report}`)).toContain('Onboard by Microsoft’s deployment tool');
});
