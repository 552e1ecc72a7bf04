import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../../shared/errors';
import { interruption } from '../../../../shared/steps/interruption';
import { assess, currentStep, progress } from '../../../../shared/steps/progress';
import { rungIds, type TargetView } from '../../../../shared/bridge/session';
import { aRun, aView, library, now } from '../views';

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
  ])('%s stands on the step of its action and says what it waits for', (_, view, expected) => {
    expect(of(view)).toEqual(expected);
  });

  const failure = { code: 'credential.needed' as const, detail: '', native: null };
  const inView = (change: Partial<TargetView>): TargetView => ({ ...aView(), ...change });
  const both = (first: string, ...second: Parameters<typeof aRun>) => {
    const run = aRun(...second);
    return { ...run, actions: [...aRun(first, 'done', 'done', 'plan').actions, ...run.actions] };
  };
  const expected = { step: 'onboard', waitsFor: 'contact', restart: false, failure: null, away: false };
  const unseen = { ...expected, step: 'install', restart: true };
  it.each<[string, TargetView, object | null]>([
    // With the server in view a restart is decided and watched on its own page.
    ['no run', inView({ run: null }), null],
    ['a restart to decide', inView({ run: pending }), null],
    ['a restart that was asked for', inView({ run: { ...pending, restartAskedAt: now } }), null],
    ['a restart that was not, and a failure', inView({ run: { ...pending, failure } }), null],
    ['a run that was cut off by it', unread({ run: cut, busy: 'restarting' }), null],
    [
      'a restart during which the way closed',
      inView({ run: { ...pending, restartAskedAt: now, failure } }),
      { ...unseen, waitsFor: 'password', failure },
    ],
    ['a run that is cut off, of a server that was read', inView({ run: cut }), expected],
    ['one that is followed there', inView({ run: cut, busy: 'running' }), null],
    [
      'a run at work on a server that was read',
      inView({ run: { ...cut, outcome: 'running' }, busy: 'running' }),
      null,
    ],
    [
      'a run at work on one that nobody read',
      unread({ run: { ...cut, outcome: 'running' }, busy: 'running' }),
      { ...expected, waitsFor: 'following' },
    ],
    [
      'a run that ended, beside another that begins',
      unread({ run: { ...cut, outcome: 'done' }, busy: 'running' }),
      null,
    ],
    [
      'the action at work after one that is done',
      unread({ run: both('send-kit', 'onboard', 'running', 'interrupted', 'plan') }),
      expected,
    ],
    [
      'the action that wants a restart after one that is done',
      unread({ run: both('set-mode', 'onboard', 'restartRequired', 'restartRequired', 'plan') }),
      { ...unseen, step: 'onboard' },
    ],
    [
      'no action at work',
      unread({ run: aRun('onboard', 'done', 'interrupted', 'plan') }),
      { ...expected, step: 'install' },
    ],
    [
      'no action at work on a server that was read',
      inView({ run: aRun('onboard', 'done', 'interrupted', 'plan') }),
      { ...expected, step: 'install' },
    ],
    [
      'an action of a later version',
      inView({ run: aRun('of-tomorrow', 'running', 'interrupted', 'plan') }),
      { ...expected, step: 'install' },
    ],
    [
      'files on their way to a server that needs nothing else',
      inView({ run: aRun('send-kit', 'running', 'interrupted', 'plan') }),
      expected,
    ],
    ['a server that is away', unread({ run: cut }, 'target.portClosed'), { away: true }],
  ])('%s', (_, view, found) => {
    const answer = interruption(assess(view, library, now));
    if (found === null) expect(answer).toBeNull();
    else expect(answer).toMatchObject(found);
  });
});
