import { resultTable, resultText, type ServerResult } from '../../shared/handoff/result';
import { ask } from './ask';
import { expect, test } from './fixtures';

const result = (computer: string, change: Partial<ServerResult> = {}): ServerResult => ({
  ...{ version: 1, computer, at: Date.now() - 60_000, handOff: 'Nord', order: null },
  windows: { build: 20348, name: 'Windows Server 2022 Standard' },
  ...{
    outcome: 'onboarded',
    onboardingState: 1,
    orgId: null,
    mode: null,
    exitCode: 0,
    step: 'done',
    detail: null,
  },
  ...change,
});

test('files of a fleet that are chosen in a browser are read, named, and taken; a server that is read says it itself', async ({
  walk,
  page,
}) => {
  await expect(walk.title).toBeVisible();
  await ask(page, 'addTarget', { kind: 'practice', machine: '2022-fresh' });
  await page.evaluate(() => {
    window.location.hash = '#/results/practice';
  });
  await expect(walk.title).toHaveText('Results of many servers');
  const older = result('2022-fresh', { at: Date.now() - 3_600_000, outcome: 'notYet', detail: '=1+1' });
  const text = (name: string, content: string | Buffer) => ({
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from(content),
  });
  const devices = '\ufeff"Gerät";"Zustand"\r\n"2019-fresh-31";"wartet"\r\n';
  await page
    .locator('input[type=file]')
    .setInputFiles([
      text('2022-fresh.json', resultText(result('2022-fresh'))),
      text('OTHER.json', resultText(result('2022-fresh'))),
      text('all.csv', resultTable([older])),
      text('devices.csv', Buffer.from(devices, 'utf16le')),
    ]);
  const row = page.getByRole('row').filter({ hasText: '2022-fresh' });
  await expect(row).toContainText('Onboarded');
  await expect(row).toContainText('1 older answer left out');
  await expect(page.getByRole('list', { name: 'What was not taken, and why' })).toContainText('OTHER.json');

  await page.getByRole('combobox', { name: 'Name of the server' }).selectOption('Gerät');
  await page.getByRole('combobox', { name: 'How it stands' }).selectOption('Zustand');
  await page.getByRole('combobox', { name: 'What “wartet” means' }).selectOption('Not yet');
  await walk.button('Use these columns').click();
  await expect(page.getByRole('row').filter({ hasText: '2019-fresh-31' })).toContainText('Not yet');
  await walk.button('Take into the list').click();
  await expect(page.getByText('Servers added: 1. Servers noted: 2.')).toBeVisible();

  await walk.button('Back').click();
  const listed = page.getByRole('listitem').filter({ hasText: 'PRACTICE-2022' });
  await expect(listed).toContainText('Its fleet says: Onboarded');
  await ask(page, 'connect', { targetId: 'practice-2022-fresh' });
  await ask(page, 'readFacts', { targetId: 'practice-2022-fresh' });
  await expect(listed).not.toContainText('Its fleet says');
});
