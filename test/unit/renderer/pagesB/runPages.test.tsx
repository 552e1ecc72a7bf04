import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { InstallPage } from '../../../../renderer/pages/installPage';
import { OnboardPage } from '../../../../renderer/pages/onboardPage';
import { aServer } from '../../../fixtures/facts';
import { anAction, aRun, confirmed } from './runs';
import { aroundPages, button, press, pressInDialog, show, targetId, title } from './show';

aroundPages();

describe('a run', () => {
  const facts = aServer();
  const inputs = confirmed(facts);
  const actions = [anAction('send-kit', 1, 'done'), anAction('onboard', 2, 'running')];

  it('shows where it stands and stops after the action under way, when asked twice', async () => {
    const { sent } = await show(OnboardPage, { facts, inputs, run: aRun(actions), busy: 'running' });
    expect(
      screen.getByRole('heading', { level: 2, name: 'Action 2 of 2: onboarding the server' }),
    ).toBeTruthy();
    expect(Number(screen.getByRole('progressbar').getAttribute('aria-valuenow'))).toBe(42);
    await press('Stop after this action');
    expect(sent('stopRun')).toEqual([]);
    await pressInDialog('Stop after action 2');
    expect(sent('stopRun')).toEqual([{ targetId, asked: true }]);
  });

  it('lets a stop be taken back', async () => {
    const run = aRun(actions, { stopAsked: true });
    const { sent } = await show(OnboardPage, { facts, inputs, run, busy: 'running' });
    await press('Take it back');
    expect(sent('stopRun')).toEqual([{ targetId, asked: false }]);
  });

  it('says that the server keeps working when contact is lost', async () => {
    const run = aRun(actions, { outcome: 'interrupted' });
    await show(OnboardPage, { facts, inputs, run, busy: 'running' });
    expect(screen.getByText(/The server keeps working/)).toBeTruthy();
  });

  it('offers to follow again after the app was closed, before anything was read', async () => {
    const run = aRun(actions, { outcome: 'interrupted' });
    const { sent } = await show(OnboardPage, { facts: null, factsAt: null, connectedAt: null, run });
    expect(title()).toBe('Action 2 was under way when contact ended');
    await press('Connect and follow');
    expect(sent('connect')).toEqual([{ targetId }]);
  });

  it('tells a failure by its cause and repeats the action on request', async () => {
    const failure = { code: 'run.notStarted' as const, detail: 'raw words', native: null };
    const run = aRun([anAction('onboard', 1, 'failed', { failure })], { outcome: 'failed', failure });
    const { sent } = await show(OnboardPage, { facts, inputs, run });
    expect(title()).not.toContain('run.notStarted');
    expect(screen.getByText('raw words')).toBeTruthy();
    await press('Run this action again');
    expect(sent('resumePlan')).toEqual([{ targetId }]);
  });

  it('shows both sides of a conflict and does not go on', async () => {
    const run = aRun([anAction('onboard', 1, 'conflict')], { outcome: 'conflict' });
    const { sent } = await show(OnboardPage, { facts, inputs, run });
    expect(title()).toBe('It ran, but the server does not show it');
    expect(screen.getByText('OnboardingState = -')).toBeTruthy();
    expect(screen.getByText(/^Cause not known/)).toBeTruthy();
    expect(button('Continue').getAttribute('aria-disabled')).toBe('true');
    await press('Read again');
    expect(sent('readFacts')).toEqual([{ targetId }]);
  });

  it('asks once more before a restart, and offers to do it oneself', async () => {
    const waits = aServer({ restartPending: [{ source: 'componentServicing', blocking: true }] });
    const fixed = { ...confirmed(waits), fixes: ['restart' as const] };
    const run = aRun([anAction('restart', 1, 'restartRequired')], { outcome: 'restartRequired' });
    const { sent } = await show(InstallPage, { facts: waits, inputs: fixed, run });
    expect(title()).toBe('Restart PRACTICE-2019');
    fireEvent.click(screen.getByRole('radio', { name: 'I will restart it myself' }));
    await press('It has restarted, go on');
    expect(sent('restartServer')).toEqual([]);
    fireEvent.click(screen.getByRole('radio', { name: 'Restart now' }));
    await press('Restart now');
    expect(sent('restartServer')).toEqual([{ targetId }]);
  });

  it('is not needed where Windows has the sensor', async () => {
    const { went } = await show(InstallPage, { facts });
    expect(title()).toBe('Install is not needed');
    await press('Continue to onboarding');
    expect(went).toEqual(['onboard']);
  });
});
