import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { OverviewPage } from '../../../../renderer/pages/overview/overviewPage';
import type { TargetView } from '../../../../shared/bridge/session';
import { aServer, readAt } from '../../../fixtures/facts';
import { Around, fakeDoor } from '../fakeDoor';
import { aroundPages } from '../show';
import { aRun, aWizard, anAction } from '../run/runs';

aroundPages();

async function open(changes: Partial<TargetView>) {
  const { view } = aWizard(changes);
  const { door, asked } = fakeDoor({});
  const go = vi.fn();
  render(
    <Around door={door}>
      <OverviewPage view={view} go={go} />
    </Around>,
  );
  await act(async () => undefined);
  return { go, asked, targetId: view.target.id };
}
const lines = () =>
  within(screen.getByRole('list', { name: 'Before' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('the overview of a server', () => {
  it('leads to the step that is next, and reads again', async () => {
    const { go, asked, targetId } = await open({});
    fireEvent.click(screen.getByRole('button', { name: 'Open step 3, Packages, Onboard' }));
    expect(go).toHaveBeenCalledWith({ kind: 'server', journey: 'onboard', targetId, step: 'packages' });
    fireEvent.click(screen.getByRole('button', { name: 'Read again' }));
    expect(asked.map(({ name }) => name)).toContain('readFacts');
    expect(screen.getByText('Gangway has done nothing here yet.')).toBeTruthy();
  });

  it('says of a server that was not read since the start what was found last', async () => {
    const found = { at: readAt, onboarded: true, mode: 'passive' as const };
    await open({ facts: null, factsAt: null, connectedAt: null, readings: [found] });
    expect(document.body.textContent).toContain('Onboarded, Defender passive.');
    expect(screen.queryByRole('button', { name: 'Read again' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Open step 1, Connect, Onboard' })).toBeTruthy();
  });

  it('lists runs and readings of before, the newest first, and tells the run at work by how it stands', async () => {
    const run = aRun([anAction('onboard', 1, 'running')], { outcome: 'restarting' });
    const past = { purpose: 'plan', startedAt: readAt - 3000, outcome: 'stopped', changes: 1 } as const;
    await open({
      run,
      earlier: [
        { journey: 'onboard', ...past, runId: run.runId },
        {
          journey: 'onboard',
          ...past,
          runId: 'undo',
          purpose: 'undo',
          startedAt: readAt - 1000,
          outcome: 'done',
          changes: 0,
        },
      ],
      readings: [{ at: readAt - 2000, onboarded: null, mode: 'noAnswer' }],
    });
    expect(lines()).toEqual([
      expect.stringContaining('Taken back: done, no change'),
      expect.stringContaining('Read: Onboarding not read, Defender gives no answer'),
      expect.stringContaining('Onboarding: under way, the server restarts, 1 change'),
    ]);
  });

  it('says of onboarding that could not be read that nobody knows, and not that there was none', async () => {
    const entry = { fact: 'sensor.onboardingState', reason: 'accessDenied', detail: '' } as const;
    await open({ facts: aServer({ sensor: { onboardingState: null }, unreadable: [entry] }) });
    const tenant = screen.getByText('Onboarded to').parentElement;
    expect(tenant?.textContent).toBe('Onboarded tounknownOnboarding not read');
  });

  // Row defender/mde-reg-offboarding-state.
  it.each([
    [0, 'No tenantWas onboarded, then offboarded'],
    [null, 'No tenantNever onboarded'],
  ])(
    'tells a server that was taken off from one that never was on board (state %j)',
    async (onboardingState, said) => {
      await open({ facts: aServer({ sensor: { onboardingState } }) });
      expect(screen.getByText('Onboarded to').parentElement?.textContent).toBe(`Onboarded to${said}`);
    },
  );

  it('speaks French', async () => {
    await startTexts('fr');
    await open({ readings: [{ at: readAt, onboarded: false, mode: 'notRunning' }] });
    expect(document.body.textContent).toContain('Lecture\u00a0: Non intégré, Defender ne s’exécute pas');
    cleanup();
  });
});
