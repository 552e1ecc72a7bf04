import type { Page } from 'playwright/test';
import { ask } from '../ask';
import { expect } from '../fixtures';

/** What run.cmd leaves on Server 2008 R2, as the test on Wine has it; the folder is another one's. */
export const toolResult = (computer: string, code: number): string =>
  [
    'GWR_BEGAN=20261130093702',
    `GWR_COMPUTER=${computer}`,
    'GWR_ENDED=20261130095110',
    'GWR_FORMAT=gangway-tool-result-1',
    'GWR_KB4474419=2359302',
    'GWR_KB4490628=0',
    'GWR_KIT=0b6f3c1e-52a1-4f0d-9c3f-7d0e3a9b1c22',
    'GWR_MACHINE=4f2c1d0a-7b6e-4a39-9e55-1f0a2b3c4d5e',
    'GWR_OUTCOME=ended',
    'GWR_PRECHECK=0',
    `GWR_TOOL=${String(code)}`,
    'GWR_WINDOWS=Microsoft Windows [Version 6.1.7601]',
    '-----log-----',
    'Sequence completion',
    `Microsoft Defender deployment tool completed, exit code: ${String(code)}`,
    '',
  ].join('\r\n');

/** Opens the page of the folder by its address, with its two files in the library of practice. */
export async function openToolFolder(page: Page): Promise<void> {
  for (const id of ['deploymentTool', 'onboardingFile']) await ask(page, 'bringPracticeFile', { id });
  await page.evaluate(() => {
    window.location.hash = '#/kits/toolFolder';
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Server 2008 R2');
}

/** Hands a result over as a browser does. */
export async function giveResult(page: Page, computer: string, code: number): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({
    name: `${computer}-1.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(toolResult(computer, code)),
  });
}
