import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../renderer/i18n';
import { applySnapshot } from '../../../renderer/mirror';
import { Wizard } from '../../../renderer/wizard';
import type { StepId } from '../../../shared/model/journeys';
import { aServer } from '../../fixtures/facts';
import { anAction, aRun } from './run/runs';
import { Around, aSession, aView, fakeDoor } from './fakeDoor';

beforeEach(async () => {
  await startTexts('en');
  applySnapshot(aSession());
});
afterEach(cleanup);

function show(view = aView(), step: StepId | null = 'server') {
  const { door, asked } = fakeDoor();
  const go = vi.fn();
  render(
    <Around door={door}>
      <Wizard view={view} journey="onboard" step={step} go={go} />
    </Around>,
  );
  return { asked, go };
}
const stepNames = () =>
  within(screen.getByRole('navigation', { name: 'Steps' }))
    .getAllByRole('button', { name: /^\d+, / })
    .map((button) => button.getAttribute('aria-label'));

describe('wizard', () => {
  it('names ten steps in order, and shows no warning at steps that nobody has reached', () => {
    show(aView({ facts: aServer({ defender: { feature: 'disabled' } }) }));
    const names = stepNames();
    expect(names).toHaveLength(10);
    expect(names[0]).toBe('1, Connect, done, Simulated');
    // One check is open, but the person is still at Server, so the step shows no warning.
    expect(names[3]).toBe('4, Prerequisites, 1 check to fix first');
    expect(screen.queryByText('1 to fix')).toBeNull();
  });

  it.each([null, 'symptom'] as const)(
    'writes the step on which the server stands into an address with %s',
    (step) => {
      const { go } = show(aView({ connectedAt: null, facts: null, factsAt: null }), step);
      expect(go).toHaveBeenCalledWith({
        kind: 'server',
        journey: 'onboard',
        targetId: 'practice-2019-fresh',
        step: 'connect',
      });
    },
  );

  it('keeps the practice banner over a practice server only', () => {
    show();
    expect(screen.getByRole('region', { name: 'Practice.' })).toBeTruthy();
    cleanup();
    show(aView({ target: { kind: 'local', id: 'local', name: 'NORD-FS03' }, practice: null }));
    expect(screen.queryByRole('region', { name: 'Practice.' })).toBeNull();
  });

  it('asks main for speed and fault', async () => {
    const { asked } = show();
    await act(async () =>
      fireEvent.change(screen.getByRole('combobox', { name: 'Speed' }), { target: { value: '600' } }),
    );
    await act(async () =>
      fireEvent.change(screen.getByRole('combobox', { name: 'Fault' }), { target: { value: 'linkDrops' } }),
    );
    const targetId = 'practice-2019-fresh';
    expect(asked).toEqual([
      { name: 'setPractice', input: { targetId, speed: 600 } },
      { name: 'setPractice', input: { targetId, fault: 'linkDrops' } },
    ]);
  });

  it('records the way in when somebody goes on from Server', async () => {
    const { asked, go } = show();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Continue to packages' })));
    expect(asked).toEqual([
      { name: 'changeInputs', input: { targetId: 'practice-2019-fresh', change: { kind: 'choosePath' } } },
    ]);
    expect(go).toHaveBeenLastCalledWith({
      kind: 'server',
      journey: 'onboard',
      targetId: 'practice-2019-fresh',
      step: 'packages',
    });
  });

  it('ends at Server for a Windows that cannot be onboarded', () => {
    show(aView({ facts: aServer({ os: { build: 9200, version: '6.2' } }) }));
    expect(screen.queryByRole('button', { name: /^Continue/ })).toBeNull();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('2012');
  });
});

describe('the keyboard', () => {
  const run = aRun([anAction('onboard', 1, 'ahead')], { outcome: 'restarting' });
  const restarting = () => aView({ facts: aServer(), run, busy: 'restarting' });
  const back = () => aView({ facts: aServer(), run: { ...run, outcome: 'running' }, busy: 'running' });
  const heading = () => screen.getByRole('heading', { level: 1 });
  const railStep = () => screen.getByRole('button', { name: /^8, / });

  function open() {
    const { door } = fakeDoor({ getOutput: { lines: [], total: 0 } });
    const at = (view: ReturnType<typeof aView>, step: StepId) => (
      <Around door={door}>
        <Wizard view={view} journey="onboard" step={step} go={vi.fn()} />
      </Around>
    );
    const { rerender } = render(at(restarting(), 'onboard'));
    return (view: ReturnType<typeof aView>, step: StepId) => rerender(at(view, step));
  }

  it('stays on the rail when the page goes on by itself, and is on the heading of a page that somebody went to', () => {
    const next = open();
    railStep().focus();
    const before = heading();
    next(back(), 'onboard');
    expect(heading()).not.toBe(before);
    expect(document.activeElement).toBe(railStep());
    next(back(), 'mode');
    expect(document.activeElement).toBe(heading());
  });

  it('goes to the heading when the element that had it is gone with the page', () => {
    const next = open();
    heading().focus();
    next(back(), 'onboard');
    expect(document.activeElement).toBe(heading());
  });
});
