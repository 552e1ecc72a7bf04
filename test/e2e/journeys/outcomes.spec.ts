import { expect, test } from '../fixtures';

test.describe('runs that do not end well', () => {
  test('a change that the server does not show is a conflict, and going on is not possible', async ({
    walk,
  }) => {
    await walk.prepare({ machine: '2019-conflict', packages: ['onboarding'], mode: 'Active' });
    await walk.startChanges();
    await expect(walk.title).toHaveText('It ran, but the server does not show it');
    await expect(walk.main).toContainText('“Onboard the server” ended without an error');
    await expect(walk.page.getByRole('list', { name: 'The server shows' })).toContainText(
      'Windows says it is onboarded',
    );
    await expect(walk.step('Onboard')).toHaveAccessibleName(/conflict/);
    await expect(walk.primary('Continue')).toHaveAttribute('aria-disabled', 'true');
    await expect(walk.primary('Continue')).toHaveAccessibleDescription('Settle the conflict first');
    await walk.button('Read again').click();
    await expect(walk.title).toHaveText('It ran, but the server does not show it');
  });

  test('a failed installation: the title is the cause, one next step, the code lower down', async ({
    walk,
  }) => {
    await walk.prepare({
      machine: '2016-fails',
      packages: ['onboarding', 'installation', 'platformUpdate'],
      mode: 'Active',
    });
    await walk.startChanges();
    const said = walk.page.getByRole('region', { name: 'What it said' });
    await expect(said).toBeVisible({ timeout: 20_000 });
    await expect(said).toContainText('1603');
    await expect(walk.title).not.toHaveText(/\d{3}|failed on the server|does not know/);
    await expect(walk.page.getByText('Next step', { exact: true })).toHaveCount(1);
    await expect.soft(walk.page.getByRole('alert'), 'spoken once').toHaveText(/stopped/);
    await expect(walk.step('Install')).toHaveAccessibleName(/stopped, Stopped/);

    const order = await walk.main.evaluate((main) => {
      const text = (main as HTMLElement).innerText;
      return [text.indexOf('Next step'), text.indexOf('What the server shows now'), text.indexOf('1603')];
    });
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);

    await walk.button('Show the full output').click();
    // The newest lines are in view: the tool's own last words.
    await expect(walk.page.getByRole('region', { name: 'Output of the run' })).toContainText('1603');
  });
});
