import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../shared/errors';
import { interruption } from '../../../shared/interruption';
import { assess, currentStep, progress } from '../../../shared/progress';
import { rungIds, type TargetView } from '../../../shared/session';
import { aRun, aView, library, now } from './views';

/** A server whose facts nobody has read since the app started, with the run that an earlier start left. */
function unread(change: Partial<TargetView>, code: ErrorCode | null = null): TargetView {
  const failure = code === null ? null : { code, detail: '', native: null };
  const rungs = rungIds.map((id) => ({
    id,
    state: failure !== null && id === 'signIn' ? ('stopped' as const) : ('ahead' as const),
    value: '',
    ms: null,
    failure: id === 'signIn' ? failure : null,
  }));
  return { ...aView(), facts: null, factsAt: null, connectedAt: null, rungs, ...change };
}
const cut = aRun('onboard', 'running', 'interrupted', 'plan');
const pending = aRun('restart', 'restartRequired', 'restartRequired', 'plan');
const of = (view: TargetView) => {
  const assessment = assess(view, library, now);
  const step = currentStep(assessment);
  return [step, interruption(assessment)?.waitsFor ?? null, progress(assessment)[step].blocker?.key];
};

describe('a run that was cut off', () => {
  it.each<[string, TargetView, unknown[]]>([
    ['by the end of the app', unread({ run: cut }), ['onboard', 'contact', 'blocker.contact']],
    [
      'by a password that is gone',
      unread({ run: cut }, 'credential.needed'),
      ['onboard', 'password', 'blocker.password'],
    ],
    [
      'by a server that is away',
      unread({ run: cut }, 'target.portClosed'),
      ['onboard', 'contact', 'blocker.contact'],
    ],
    [
      'by a way that is closed',
      unread({ run: cut }, 'target.badCertificate'),
      ['onboard', 'closed', 'blocker.contact'],
    ],
    [
      'by a disk that refuses',
      unread({ run: { ...cut, failure: { code: 'journal.unwritable', detail: '', native: null } } }),
      ['onboard', 'contact', 'blocker.contact'],
    ],
    [
      'and is followed again',
      unread({ run: cut, busy: 'running' }),
      ['onboard', 'following', 'blocker.running'],
    ],
    [
      'and tests the detection',
      unread({ run: aRun('test-detection', 'running', 'interrupted', 'test') }),
      ['test', 'contact', 'blocker.contact'],
    ],
    ['before a restart', unread({ run: pending }), ['install', 'contact', 'blocker.restartUnseen']],
    [
      'during a restart, with its password gone',
      unread({ run: pending }, 'credential.needed'),
      ['install', 'password', 'blocker.password'],
    ],
  ])('%s stands on the step of its action and says what it waits for', (_, view, expected) => {
    expect(of(view)).toEqual(expected);
  });

  it('is not one once the server is in view: a restart is decided and watched on its own page', () => {
    expect(interruption(assess({ ...aView(), run: pending }, library, now))).toBeNull();
    expect(interruption(assess({ ...aView(), run: pending, busy: 'restarting' }, library, now))).toBeNull();
    expect(interruption(assess({ ...aView(), run: null }, library, now))).toBeNull();
  });

  it('is one again where the way closed while the server restarted', () => {
    const failure = { code: 'credential.needed' as const, detail: '', native: null };
    const run = { ...pending, restartAskedAt: now, failure };
    expect(interruption(assess({ ...aView(), run }, library, now))).toMatchObject({
      waitsFor: 'password',
      restart: true,
    });
  });
});
