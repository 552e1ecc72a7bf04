import { test as base, expect, type Page } from 'playwright/test';
import type { Settings } from '../../shared/model/settings';
import { ServedApp } from './servedApp';
import { Walk } from './walk';

/** What the tests of the wizard are given. */
interface Fixtures {
  /** Settings that lie in the data folder before the first start; null for a first run. */
  settings: Partial<Settings> | null;
  /** Real servers are offered, as on Windows; a dialog picks the file `picked` of the data folder. */
  real: boolean;
  app: ServedApp;
  walk: Walk;
  /** Ends the app without a warning, starts it again over the same data, and opens it in the page. */
  killAndRestart: (meanwhile?: () => Promise<void>) => Promise<void>;
}

/** The runner's own trace tries to run a script in the frame of the report, which rightly runs none. */
const ofTheTrace = /^Blocked script execution in 'about:(blank|srcdoc)'/;

/** Messages of the browser console that no page may cause: what was thrown, missing, or blocked by the policy. */
class Complaints {
  private readonly found: string[] = [];
  /** While the app is gone on purpose, the browser rightly complains that it cannot reach it. */
  away = false;

  constructor(page: Page) {
    page.on('pageerror', (error) => this.found.push(`${error.name}: ${error.message}\n${error.stack ?? ''}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !this.away && !ofTheTrace.test(message.text()))
        this.found.push(`${message.text()} (${message.location().url})`);
    });
  }

  list(): readonly string[] {
    return this.found;
  }
}

/** The runner with the served app; a test fails if the browser console complained, whatever else it asserts. */
export const test = base.extend<Fixtures & { complaints: Complaints }>({
  settings: [{ practiceSpeed: 1000, technician: 'A. Technician' }, { option: true }],
  real: [false, { option: true }],
  complaints: async ({ page }, use) => {
    const complaints = new Complaints(page);
    await use(complaints);
    expect(complaints.list(), 'complaints of the browser console').toEqual([]);
  },
  app: async ({ settings, real }, use) => {
    const app = await ServedApp.prepare(settings, real);
    await use(app);
    await app.remove();
  },
  walk: async ({ page, app, complaints }, use) => {
    if (app.url === '') await app.start();
    await page.goto(app.url);
    await use(new Walk(page));
    complaints.away = true;
  },
  killAndRestart: async ({ page, app, complaints }, use) => {
    await use(async (meanwhile) => {
      // A page still loading its texts would complain about the app that is gone, and it would be right.
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      complaints.away = true;
      const killed = app.pid;
      await app.kill();
      await page.goto('about:blank');
      await meanwhile?.();
      await app.start();
      // One that was only closed had time to save, and serves again.
      expect(app.pid, 'the process of the app after the kill').not.toBe(killed);
      complaints.away = false;
      await page.goto(app.url);
    });
  },
});

export { expect };
