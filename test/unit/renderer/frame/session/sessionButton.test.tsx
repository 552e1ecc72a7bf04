import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { applySnapshot } from '../../../../../renderer/mirror';
import { FromServer } from '../../../../../renderer/pages/logs/fromServer';
import { OverviewPage } from '../../../../../renderer/pages/overview/overviewPage';
import { Wizard } from '../../../../../renderer/wizard';
import type { TargetView } from '../../../../../shared/bridge/session';
import type { RequestName } from '../../../../../shared/bridge/contract';
import { aServer, readAt } from '../../../../fixtures/facts';
import { Around, aSession, aView, fakeDoor } from '../../fakeDoor';
import { anAction, aRun, decided, onboarded, onboardingPackage } from '../../run/runs';
import { aroundPages } from '../../show';

aroundPages();
beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: () => Promise.resolve() } });
});

const target = { kind: 'field', id: 'field-1f2e', name: 'NORD-FS03' } as const;
/** What main refuses with target.byFiles. */
const needSession: readonly RequestName[] = [
  ...(['readFacts', 'startPlan', 'resumePlan', 'undoChange', 'restartServer', 'takeLogs'] as const),
  ...(['startTest', 'startProbe', 'startAnalyzer', 'queuePlan'] as const),
];

/** A page of a server that files are carried to: what it asks when F5 and every button that is not grey are pressed, and what is grey. */
async function pressAll(page: React.ReactNode, view: TargetView) {
  const { door, asked } = fakeDoor({ getOutput: { lines: [], total: 0 }, getRunHealth: null });
  applySnapshot(
    aSession({
      targets: [view],
      libraries: { practice: [], real: [{ ...onboardingPackage, practice: false }] },
    }),
  );
  const { unmount } = render(<Around door={door}>{page}</Around>);
  const settle = () => act(() => new Promise((done) => setTimeout(done, 0)));
  await settle();
  const buttons = screen.getAllByRole('button');
  const isGrey = (one: HTMLElement) => one.getAttribute('aria-disabled') === 'true';
  // Drawers that only show are no way to a server.
  const opens = /^(?:F1|Control\+Shift\+P|Control\+L)$/;
  const grey = buttons
    .filter(isGrey)
    .map((one) => [
      one.textContent,
      document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent ?? '',
    ]);
  fireEvent.keyDown(window, { key: 'F5' });
  for (const one of buttons)
    if (one.isConnected && !isGrey(one) && !opens.test(one.getAttribute('aria-keyshortcuts') ?? ''))
      fireEvent.click(one);
  await settle();
  const refused = asked.filter(({ name }) => needSession.some((need) => need === name));
  unmount();
  return { grey, refused: refused.map(({ name }) => name) };
}
const byFiles = (changes: Partial<TargetView> = {}) =>
  aView({ target, practice: null, inputs: decided(), ...changes });
const reason = 'This needs a session, and this server is worked on by files.';

it.each([
  ...(['server', 'prerequisites', 'onboard', 'test', 'handover'] as const).map(
    (step) => ['onboard', step] as const,
  ),
  ['troubleshoot', 'findings'],
  ['maintain', 'proof'],
] as const)(
  'in the journey %s, the page %s asks nothing that needs a session of a server that is worked on by files',
  async (journey, step) => {
    const search = {
      steps: [{ at: readAt, by: '', kind: 'began', what: 'everything', answer: null } as const],
      planned: [],
    };
    const view = byFiles({ facts: aServer(onboarded), inputs: decided({ search }) });
    const page = <Wizard view={view} journey={journey} step={step} go={vi.fn()} />;
    const { grey, refused } = await pressAll(page, view);
    expect(refused).toEqual([]);
    expect(grey.some(([, why]) => why === reason)).toBe(true);
  },
);

it.each(['failed', 'stopped', 'restartRequired', 'conflict'] as const)(
  'a run that ended as %s leads on by files',
  async (outcome) => {
    const failure = { code: 'operation.failed', detail: '', native: 5 } as const;
    const run = aRun([anAction('onboard', 1, outcome, { failure: outcome === 'failed' ? failure : null })], {
      outcome,
      endedAt: Date.now(),
      failure: outcome === 'failed' ? failure : null,
    });
    const view = byFiles({ run });
    const { refused } = await pressAll(
      <Wizard view={view} journey="onboard" step="onboard" go={vi.fn()} />,
      view,
    );
    expect(refused).toEqual([]);
  },
);

it('the overview and the logs show what is grey, and why', async () => {
  const view = byFiles();
  const overview = await pressAll(<OverviewPage view={view} go={vi.fn()} />, view);
  expect(overview).toEqual({ grey: [['Read again', reason]], refused: [] });
  const logs = await pressAll(<FromServer onClose={vi.fn()} />, view);
  expect(logs.refused).toEqual([]);
  expect(logs.grey.map(([, why]) => why)).toEqual([reason]);
});
