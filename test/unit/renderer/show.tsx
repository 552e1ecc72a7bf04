import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { startTexts } from '../../../renderer/i18n';
import { applySnapshot } from '../../../renderer/mirror';
import type { PageProps } from '../../../renderer/frame/page';
import type { TargetView } from '../../../shared/bridge/session';
import type { JourneyId } from '../../../shared/model/journeys';
import { readAt } from '../../fixtures/facts';
import { Around, aSession, fakeDoor } from './fakeDoor';
import { aWizard, onboardingPackage } from './run/runs';

const script = { text: "$line = @'\npowershell.exe harmless\n'@", sha256: 'c'.repeat(64) };
export const runId = '20261124-143208-1a2b3c4d';
const replies = {
  getScript: script,
  startPlan: { runId },
  startProbe: { runId },
  startAnalyzer: { runId },
  startTest: { runId },
  resumePlan: { runId },
  getOutput: { lines: [], total: 0 },
  getRunHealth: null,
  previewReport: { html: '<!doctype html><title>Report</title><style>@page { size: A4 }</style><p>Paper' },
  savePlan: { path: 'C:\\plans\\plan.txt' },
  saveReport: { path: 'C:\\reports\\gangway.html' },
};

/** Texts, a first snapshot and what jsdom lacks, around every test of a file. */
export function aroundPages(): void {
  beforeEach(async () => {
    // The fixtures have moments of their own; how long ago they were must not depend on the day of the test.
    vi.useFakeTimers({ now: readAt + 1000, toFake: ['Date'] });
    await startTexts('en');
    applySnapshot(aSession());
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe = vi.fn();
        unobserve = vi.fn();
        disconnect = vi.fn();
      },
    );
  });
  afterEach(() => {
    // A text whose value nobody gave stands on the page as it is written.
    expect(document.body.textContent).not.toContain('{{');
    cleanup();
    vi.useRealTimers();
  });
}

/** Lets what was asked for be answered and shown. */
const settle = () => act(() => new Promise((done) => setTimeout(done, 0)));

/** Renders a page over a carrier that notes what it is asked; `sent` gives the inputs of one request. */
export async function show(
  Page: (props: PageProps) => ReactElement,
  changes: Partial<TargetView> = {},
  library = [onboardingPackage],
  carrier: 'electron' | 'loopback' = 'loopback',
  journey: JourneyId = 'onboard',
) {
  const { door: made, asked } = fakeDoor(replies);
  const door = { ...made, hello: { ...made.hello, carrier } };
  const { page, went } = aWizard(changes, library, journey);
  const around = (props: PageProps) => (
    <Around door={door}>
      <Page {...props} />
    </Around>
  );
  const { rerender } = render(around(page));
  await settle();
  /** What main says next of the same server. */
  const next = async (view: Partial<TargetView>) => {
    rerender(around(aWizard(view, library, journey).page));
    await settle();
  };
  const sent = (name: string) => asked.filter((entry) => entry.name === name).map(({ input }) => input);
  return { sent, next, went, planHash: page.assessment.known?.planHash };
}
/** The title of the page. */
export const title = () => screen.getByRole('heading', { level: 1 }).textContent;
/** The button of a name that is there now. */
export const button = (name: string | RegExp) => screen.getByRole('button', { name });
/** Presses the button of a name, as soon as it is there. */
export const press = async (name: string | RegExp) => {
  fireEvent.click(await screen.findByRole('button', { name }));
  await settle();
};
/**
 * Presses a button of a dialog. jsdom has no layout, so Fluent's focus trap may take the dialog for one that nobody is in
 * and hide it; the browser tests see it as it is.
 */
export const pressInDialog = async (name: string | RegExp) => {
  fireEvent.click(await screen.findByRole('button', { name, hidden: true }));
  await settle();
};
export const targetId = 'practice-2019-fresh';
