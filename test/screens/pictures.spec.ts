import { join } from 'node:path';
import { test } from '../e2e/fixtures';
import type { Walk } from '../e2e/walk';

const folder = join(import.meta.dirname, '../../docs/screens');

/** Takes a picture once the page is at rest, with the clock's words as they are. */
const picture = (walk: Walk, name: string) =>
  walk.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });

test.describe('pictures of the pages', () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  test('a 2016 server with another antivirus, light', async ({ walk }) => {
    await picture(walk, '01-first-run');
    await walk.openPractice('2016-trellix');
    await picture(walk, '02-connect');
    await walk.readServer();
    await picture(walk, '03-server');
    await walk.choosePath();
    await walk.addPackages(['installation', 'onboarding', 'platformUpdate']);
    await picture(walk, '04-packages');
    await walk.acceptPackages();
    await walk.acceptFixes();
    await picture(walk, '05-prerequisites');
    await walk.acceptPrerequisites();
    await picture(walk, '06-mode');
    await walk.chooseMode('Passive');
    await picture(walk, '07-plan');
    await walk.page.getByRole('combobox', { name: /^Speed/ }).selectOption('60');
    await walk.startChanges();
    await walk.page.getByText(/installing Defender/).waitFor();
    await walk.page.getByText('InstallFiles').first().waitFor();
    await picture(walk, '08-running');
    await walk.page.getByRole('combobox', { name: /^Speed/ }).selectOption('600');
    await walk.primary('Continue to onboarding').click();
    await walk.awaitCloud();
    await picture(walk, '09-onboarded');
    await walk.primary('Continue to detection test').click();
    await walk.primary('Send the test').click();
    await walk.primary('I see the alert').waitFor();
    await picture(walk, '10-detection-test');
    await walk.primary('I see the alert').click();
    await walk.primary('Save report and finish').waitFor();
    await picture(walk, '11-handover');
  });
});
