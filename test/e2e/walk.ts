import { expect, type Locator, type Page } from 'playwright/test';
import type { InputChange } from '../../shared/model/inputs';
import { assess, progress } from '../../shared/steps/progress';
import { ask } from './ask';
import practiceTexts from '../../shared/locales/en/practice.json' with { type: 'json' };
import packageTexts from '../../shared/locales/en/packages.json' with { type: 'json' };

/** The ten steps by the names on the rail, in order. */
export const stepNames = [
  'Connect',
  'Server',
  'Packages',
  'Prerequisites',
  'Protection',
  'Plan',
  'Install',
  'Onboard',
  'Detection test',
  'Handover',
] as const;
export type StepName = (typeof stepNames)[number];

/** A practice server by the id of its machine file, and a package that comes with the app. */
export type Machine = keyof typeof practiceTexts;
export type PracticePackage = keyof typeof packageTexts.practice;
export type Mode = 'Active' | 'Passive';

/** What a practice server is prepared with before its plan is confirmed. */
export interface Preparation {
  readonly machine: Machine;
  readonly packages: readonly PracticePackage[];
  readonly mode: Mode;
}

/** A technician in front of the wizard: finds everything by its role and its words, as a person does. */
export class Walk {
  constructor(readonly page: Page) {}

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** How many times faster than ours the clock of the practice server runs. */
  get speed(): Locator {
    return this.page.getByRole('combobox', { name: 'Speed' });
  }

  /** A step on the rail; its accessible name carries number, state and note. */
  step(name: StepName): Locator {
    const number = stepNames.indexOf(name) + 1;
    return this.page
      .getByRole('navigation', { name: 'Steps' })
      .getByRole('button', { name: new RegExp(`^${number}, ${name}`) });
  }

  /** The way on at the right of the footer. */
  primary(name: string): Locator {
    return this.page.getByRole('contentinfo').getByRole('button', { name, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async openStep(name: StepName): Promise<void> {
    await this.step(name).click();
    await expect(this.step(name)).toHaveAttribute('aria-current', 'step');
  }

  /** From the first run to the Connect page of a practice server. */
  async openPractice(machine: Machine): Promise<void> {
    await this.page.getByRole('button', { name: 'Start practice' }).click();
    await expect(this.title).toHaveText('Practice');
    await this.button(`Start ${practiceTexts[machine].name}`).click();
    await expect(this.title).toHaveText('Connect to the server');
  }

  /** Connects (the test starts by itself) and reads the server. */
  async readServer(): Promise<void> {
    await this.primary('Read the server').click();
    await expect(this.title).toHaveText('Server at a glance');
  }

  async choosePath(): Promise<void> {
    await this.primary('Continue to packages').click();
    await expect(this.title).toHaveText('Packages');
  }

  /** Adds packages from the practice shelf, one by one, and waits until the shelf says what came of each. */
  async addPackages(ids: readonly PracticePackage[]): Promise<void> {
    const rows = this.page.getByRole('list', { name: 'Practice packages' }).getByRole('listitem');
    for (const id of ids) {
      const button = this.button(`Add ${packageTexts.practice[id]}`);
      await button.click();
      await expect(rows.filter({ has: button })).toContainText(/Added|Kept out/);
    }
  }

  async acceptPackages(): Promise<void> {
    await this.primary('Continue').click();
    await expect(this.title).toHaveText('Prerequisites');
  }

  /** Takes every fix that is offered into the plan, one after the other. */
  async acceptFixes(): Promise<void> {
    const offers = this.page.getByRole('button', { name: /^Add fix to plan/ });
    await expect(this.page.getByRole('list', { name: 'Passed' })).toBeVisible();
    for (let left = await offers.count(); left > 0; left -= 1) {
      await offers.first().click();
      await expect(offers).toHaveCount(left - 1);
    }
  }

  async acceptPrerequisites(): Promise<void> {
    await this.primary('Continue').click();
    await expect(this.title).toHaveText('Protection');
  }

  /** Chooses who protects the server, and accepts knowingly that nobody does for a while where that is so. */
  async chooseMode(mode: Mode): Promise<void> {
    await this.page.getByRole('radio', { name: mode, exact: true }).check();
    const primary = this.primary(`Continue with ${mode}`);
    const gap = this.page.getByRole('checkbox', { name: /^I accept that nobody blocks threats/ });
    await expect(primary).toBeVisible();
    if (await gap.isVisible()) await gap.check();
    await primary.click();
    await expect(this.title).toHaveText('Plan');
  }

  /** To the Plan page at once, with what a person would decide on the pages before it. */
  async prepare({ machine, packages, mode }: Preparation): Promise<void> {
    const { page } = this;
    await expect(this.title).toBeVisible();
    const { targetId } = await ask(page, 'addTarget', { kind: 'practice', machine });
    const decide = (change: InputChange) => ask(page, 'changeInputs', { targetId, change });
    await ask(page, 'connect', { targetId });
    await ask(page, 'readFacts', { targetId });
    await decide({ kind: 'choosePath' });
    if (packages.length > 0) await ask(page, 'addPracticePackages', { to: targetId, ids: [...packages] });
    await decide({ kind: 'wish', wishes: { mode: mode === 'Active' ? 'active' : 'passive' } });
    const assessed = async () => {
      const { targets, libraries } = await ask(page, 'getSession', {});
      const view = targets.find(({ target }) => target.id === targetId);
      if (view === undefined) throw new Error(`no ${targetId}`);
      return assess(view, libraries.practice, Date.now());
    };
    for (const { state, fix } of (await assessed()).known?.checks ?? [])
      if (state === 'toFix' && fix !== null) await decide({ kind: 'acceptFix', fix });
    if (progress(await assessed()).mode.state === 'toFix')
      await decide({ kind: 'acceptNoProtector', accepted: true });
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#/${targetId}/plan`);
    await expect(this.title).toHaveText('Plan');
  }

  /** From the first run to the Plan page, page by page as a person goes. */
  async prepareByHand({ machine, packages, mode }: Preparation): Promise<void> {
    await this.openPractice(machine);
    await this.readServer();
    await this.choosePath();
    await this.addPackages(packages);
    await this.acceptPackages();
    await this.acceptFixes();
    await this.acceptPrerequisites();
    await this.chooseMode(mode);
  }

  /** Confirms the plan by typing the server's name, as it stands in the field's label. */
  async startChanges(): Promise<void> {
    const field = this.page.getByRole('textbox', { name: /^Type / });
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
    await field.fill(/^Type (\S+)/.exec(label)?.[1] ?? '');
    await this.primary('Start changes').click();
  }

  /** Reads the server again on the Onboard page until it comes to this verdict: the cloud needs a while. */
  async awaitCloud(verdict = 'Onboarded: six of six proofs agree'): Promise<void> {
    const agreed = this.title.filter({ hasText: verdict });
    const again = this.page.getByRole('button', { name: 'Read again', exact: true });
    await expect(async () => {
      if (await agreed.isVisible()) return;
      await again.click({ timeout: 1000 });
      await expect(agreed).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 30_000 });
  }

  /** Sends the detection test and says that the alert came. */
  async confirmAlert(): Promise<void> {
    await this.primary('Send the test').click();
    await this.primary('I see the alert').click();
    await expect(this.title).toHaveText('Handover');
  }

  async saveReport(): Promise<void> {
    await this.primary('Save report and finish').click();
    await expect(this.title).toHaveText(/ is handed over$/);
  }
}
