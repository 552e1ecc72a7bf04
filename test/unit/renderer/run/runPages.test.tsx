import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { InstallPage } from '../../../../renderer/pages/install/installPage';
import { RunActionRows } from '../../../../renderer/run/runActionRows';
import { OnboardPage } from '../../../../renderer/pages/onboard/onboardPage';
import { aServer, readAt, server2016 } from '../../../fixtures/facts';
import { Around, fakeDoor } from '../fakeDoor';
import { anAction, aRun, confirmed, decided } from './runs';
import { aroundPages, button, press, pressInDialog, show, targetId, title } from '../show';
import type { RunAction } from '../../../../shared/bridge/session';
import { noWishes } from '../../../../shared/model/wishes';

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
    expect(Number(screen.getByRole('progressbar').getAttribute('aria-valuenow'))).toBe(62);
    await press('Stop after this action');
    expect(sent('stopRun')).toEqual([]);
    await pressInDialog('Stop after action 2');
    expect(sent('stopRun')).toEqual([{ targetId, asked: true }]);
  });

  it('keeps its button while facts are read between two actions, and whoever stands on it', async () => {
    const view = (now: RunAction[]) => ({ facts, inputs, run: aRun(now), busy: 'running' as const });
    const { next } = await show(OnboardPage, view(actions));
    const stop = button('Stop after this action');
    stop.focus();
    await next(view([anAction('send-kit', 1, 'done'), anAction('onboard', 2, 'ahead')]));
    expect(document.activeElement).toBe(stop);
    expect(stop.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(stop);
    expect(screen.queryByRole('dialog', { hidden: true })).toBeNull();
    await next(view(actions));
    expect(document.activeElement).toBe(stop);
    expect(stop.getAttribute('aria-disabled')).toBeNull();
  });

  // The catalogue says after how long, and the script on the server says it of the same moment.
  it.each([
    ['install-sensor', 30, true],
    ['install-sensor', 29, false],
    ['onboard', 30, false],
  ])(
    'says of an installer that works longer than usual why it is not ended (%s, %i min)',
    async (id, age, is) => {
      const startedAt = readAt + 1000 - age * 60_000;
      const run = aRun([anAction(id, 1, 'running', { startedAt })], { startedAt, lastOutputAt: startedAt });
      const page = id === 'onboard' ? OnboardPage : InstallPage;
      await show(page, { facts: aServer(server2016), inputs, run, busy: 'running' });
      expect(title()).toBe('Carrying out the plan');
      const said = screen.queryByText(/Gangway does not end an installer: cut off in its middle/);
      expect(said !== null).toBe(is);
      if (said === null) return;
      expect(said.textContent).toContain('Sign in on the server and look at Task Manager');
      expect(said.textContent).toContain('After 45 minutes Gangway stops watching and reads the facts');
      expect(screen.getByText(/^At work since \d\d:\d\d/)).toBeTruthy();
    },
  );

  it('lets a stop be taken back', async () => {
    const run = aRun(actions, { stopAsked: true });
    const { sent } = await show(OnboardPage, { facts, inputs, run, busy: 'running' });
    await press('Take it back');
    expect(sent('stopRun')).toEqual([{ targetId, asked: false }]);
  });

  it('says that what was started goes on when contact is lost', async () => {
    const run = aRun(actions, { outcome: 'interrupted', contactLostAt: Date.now() - 100_000 });
    await show(OnboardPage, { facts, inputs, run, busy: 'running' });
    expect(screen.getByText(/What was started there goes on without Gangway/)).toBeTruthy();
    expect(screen.getByText(/^No contact for 01:4\d\.$/)).toBeTruthy();
  });

  it('shows no clock for contact that was lost in an earlier start of the app', async () => {
    const run = aRun(actions, { outcome: 'interrupted' });
    await show(OnboardPage, { facts, inputs, run, busy: 'running' });
    expect(screen.getByText('No contact at the moment.')).toBeTruthy();
  });

  it('dates the restart that was asked for', async () => {
    const asked = new Date(2026, 10, 24, 14, 31, 7).getTime();
    const run = aRun([anAction('restart', 1, 'restartRequired')], {
      outcome: 'restarting',
      restartAskedAt: asked,
    });
    await show(OnboardPage, { facts, inputs, run, busy: 'restarting' });
    expect(screen.getByRole('list', { name: 'Course of the restart' }).textContent).toContain('14:31:07');
  });

  it('says that an installer restarts the server without being asked, and what to do if the server does not come back', async () => {
    const run = aRun([anAction('install-sensor', 1, 'running')], {
      outcome: 'restarting',
      restartAskedAt: Date.now(),
    });
    await show(OnboardPage, { facts, inputs, run, busy: 'restarting' });
    expect(title()).toBe('PRACTICE-2019 restarts by itself');
    const course = screen.getByRole('list', { name: 'Course of the restart' }).textContent;
    expect(course).toContain('Restart begun by the installer');
    expect(course).not.toContain('shutdown');
    expect(screen.getByText('If it has not gone down after 10 min, you can restart it here.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /restart/i })).toBeNull();
  });

  it('names what is at work on the server when a plan stopped beside it', async () => {
    const failure = { code: 'run.alreadyStarted' as const, detail: 'Install-Sensor 1', native: null };
    const run = aRun([anAction('onboard', 1, 'ahead')], { outcome: 'stopped', failure });
    const { sent } = await show(OnboardPage, { facts, inputs, run });
    expect(screen.getByText(/still at work on PRACTICE-2019, and nothing is sent beside it/)).toBeTruthy();
    expect(screen.getByText('At work on the server: Install-Sensor 1')).toBeTruthy();
    await press('Go on with the plan');
    expect(sent('resumePlan')).toEqual([{ targetId }]);
  });

  it('leads to the step that opened when a plan could not go on', async () => {
    const failure = { code: 'step.blocked' as const, detail: 'mode', native: null };
    const run = aRun([anAction('onboard', 1, 'ahead')], { outcome: 'stopped', failure });
    const { went } = await show(OnboardPage, {
      facts,
      inputs: { ...inputs, wishes: { ...noWishes, mode: null } },
      run,
    });
    expect(screen.getByText(/the step “Protection” has opened/)).toBeTruthy();
    await press('Open Protection');
    expect(went).toEqual(['mode']);
  });

  it('offers to follow again after the app was closed, before anything was read', async () => {
    const run = aRun(actions, { outcome: 'interrupted' });
    const { sent } = await show(OnboardPage, { facts: null, factsAt: null, connectedAt: null, run });
    expect(title()).toBe('Action 2 was under way when contact ended');
    await press('Connect and follow');
    expect(sent('connect')).toEqual([{ targetId }]);
  });

  it('asks for the password in one press where the app started anew without it', async () => {
    const run = aRun(actions, { outcome: 'interrupted' });
    const connection = { account: { kind: 'named' as const, userName: 'PRACTICE\\admin' } };
    const named = decided({ connection: { ...decided().connection, ...connection } });
    const failure = { code: 'credential.needed' as const, detail: '', native: null };
    const rungs = [{ id: 'signIn' as const, state: 'stopped' as const, value: '', ms: null, failure }];
    const { sent } = await show(OnboardPage, {
      ...{ facts: null, factsAt: null, connectedAt: null, run, rungs, inputs: named },
    });
    expect(title()).toBe('Action 2 was under way when contact ended');
    expect(
      screen.getByText(/goes on by itself on PRACTICE-2019\. Gangway has no password for PRACTICE\\admin/),
    ).toBeTruthy();
    await press('Give the password');
    expect(sent('askCredential')).toEqual([{ targetId, practiceUser: 'PRACTICE\\admin' }]);
    expect(sent('connect')).toEqual([{ targetId }]);
  });

  it('says when a restart was asked for if nobody saw its end, and leads to a new reading', async () => {
    const asked = new Date(2026, 10, 24, 14, 31, 7).getTime();
    const more = { outcome: 'restartRequired' as const, restartAskedAt: asked };
    const run = aRun([anAction('restart', 1, 'restartRequired')], more);
    const failure = { code: 'target.unreachable' as const, detail: '', native: null };
    const rungs = [{ id: 'signIn' as const, state: 'stopped' as const, value: '', ms: null, failure }];
    const { sent } = await show(InstallPage, { facts: null, factsAt: null, connectedAt: null, run, rungs });
    expect(title()).toMatch(/^PRACTICE-2019 was asked to restart at .*14:31/);
    expect(screen.getByText(/did not answer when it was last asked/)).toBeTruthy();
    await press('Connect and look');
    expect(sent('connect')).toEqual([{ targetId }]);
  });

  it('shows as done what the ledger says of the earlier run, and only the rest as already so', async () => {
    const at = new Date(2026, 10, 24, 14, 31, 7).getTime();
    const change = { runId: 'before', nn: 1, at, before: '', after: '', undo: 'none' as const };
    const asBefore = (id: string, nn: number) => ({
      ...anAction(id, nn, 'alreadySo'),
      startedAt: null,
      endedAt: null,
    });
    const run = aRun([asBefore('send-kit', 1), asBefore('set-mode', 2), anAction('onboard', 3, 'ahead')], {
      outcome: 'stopped',
    });
    await show(OnboardPage, {
      facts,
      inputs,
      run,
      changes: [{ journey: 'onboard', ...change, action: 'send-kit' }],
    });
    const rows = screen.getByRole('list', { name: 'Actions of this run' }).textContent;
    expect(rows).toMatch(/Done, 14:31:07.*Already so.*Not run/);
  });

  it('dates a restart that was over before this run by the start of Windows', async () => {
    const { door } = fakeDoor();
    const actions = [anAction('restart', 1, 'alreadySo'), anAction('set-mode', 2, 'alreadySo')];
    render(
      <Around door={door}>
        <RunActionRows label="Actions" actions={actions} lastStart="14:31:07" />
      </Around>,
    );
    const rows = screen
      .getAllByRole('listitem')
      .map((row) => row.querySelector('.gw-row-value')?.textContent);
    expect(rows.map((row) => row?.replace(/,.*/, ''))).toEqual(['Windows started 14:31:07', 'Already so']);
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

  describe('that failed because the server did not answer', () => {
    const failure = { code: 'target.unreachable' as const, detail: '', native: null };
    const run = aRun([anAction('onboard', 1, 'failed', { failure })], { outcome: 'failed', failure });
    const old = { facts, inputs, run, factsAt: readAt - 90_000, connectedAt: readAt - 100_000 };

    it('does not call facts from before it read again, and leads to the connection', async () => {
      const { went } = await show(OnboardPage, { ...old, readFailure: failure });
      expect(screen.getByRole('heading', { name: 'What the server showed before' })).toBeTruthy();
      expect(screen.getByText(/^Read before the failure, at .*; not read since$/)).toBeTruthy();
      expect(screen.queryByText(/^Read again at/)).toBeNull();
      await press('Open Connect');
      expect(went).toEqual(['connect']);
    });

    it('goes on with the action once the connection was tested and holds, facts as old as before', async () => {
      const { sent } = await show(OnboardPage, { ...old, connectedAt: readAt + 500 });
      expect(screen.getByText(/^Read before the failure/)).toBeTruthy();
      expect(screen.getByText(/^The connection holds again/)).toBeTruthy();
      expect(screen.queryByRole('button', { name: 'Open Connect' })).toBeNull();
      await press('Run this action again');
      expect(sent('resumePlan')).toEqual([{ targetId }]);
    });

    it('says when the facts are those read afterwards', async () => {
      await show(OnboardPage, { ...old, factsAt: readAt + 500 });
      expect(screen.getByText(/^Read again at/)).toBeTruthy();
      expect(button('Run this action again')).toBeTruthy();
    });
  });

  it('says after a start of the app that nothing was read since, where an earlier one did', async () => {
    const unread = { facts: null, factsAt: null, connectedAt: null };
    await show(OnboardPage, { ...unread, lastReadAt: readAt - 60_000 });
    expect(screen.getByText('The server was not read since Gangway started')).toBeTruthy();
    expect(screen.getByText(/^It was read last at /)).toBeTruthy();
    expect(screen.queryByText('The server was not read yet')).toBeNull();
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
