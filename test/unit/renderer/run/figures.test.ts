import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clockFigure } from '../../../../renderer/run/clockFigure';
import { conflictCause } from '../../../../renderer/run/conflictView';
import { failedStep } from '../../../../renderer/run/failedStep';
import { runProgress } from '../../../../renderer/run/runProgress';
import { usualSpan } from '../../../../renderer/run/usualSpan';
import { serverElapsed } from '../../../../renderer/pages/test/serverElapsed';
import { testLine } from '../../../../renderer/pages/test/testLine';
import { aServer, readAt } from '../../../fixtures/facts';
import { aView } from '../fakeDoor';
import { anAction, aRun, aWizard, decided, onboarded } from './runs';
import { noWishes } from '../../../../shared/model/wishes';

describe('progress of a run', () => {
  const run = aRun([
    anAction('enable-defender', 1, 'alreadySo'),
    anAction('install-sensor', 2, 'running', { startedAt: readAt }),
    anAction('onboard', 3, 'ahead'),
  ]);
  it('weighs actions by their expected minutes and leaves out what was already so', () => {
    expect(runProgress(run, readAt)).toEqual({ percent: 0, left: [4, 9] });
    const done = {
      ...run,
      actions: [anAction('install-sensor', 2, 'done'), anAction('onboard', 3, 'ahead')],
    };
    // 4.5 of 6.5 minutes.
    expect(runProgress(done, readAt).percent).toBe(69);
  });
  it('takes what an action reports before its time', () => {
    const half = {
      ...run,
      actions: [anAction('send-kit', 1, 'running', { progress: { done: 5, total: 10 } })],
    };
    expect(runProgress(half, readAt).percent).toBe(50);
  });
  it('never lets time alone finish an action, nor a run before its outcome', () => {
    expect(runProgress(run, readAt + 3_600_000).percent).toBe(62);
    expect(runProgress(run, readAt - 60_000).percent).toBe(0);
    const all = { ...run, actions: [anAction('onboard', 1, 'done')] };
    expect(runProgress(all, readAt).percent).toBe(99);
    expect(runProgress({ ...all, outcome: 'done' }, readAt).percent).toBe(100);
  });
  it('stands still while there is no contact', () => {
    const lost = { ...run, outcome: 'interrupted' as const, contactLostAt: readAt + 60_000 };
    expect(runProgress(lost, readAt + 120_000)).toEqual(runProgress(run, readAt + 60_000));
    expect(runProgress({ ...lost, contactLostAt: null }, readAt + 120_000).percent).toBe(0);
  });
  it('runs with the clock of a practice server', () => {
    expect(runProgress(run, readAt + 1000, 60).percent).toBe(runProgress(run, readAt + 60_000).percent);
  });
});

describe('clocks', () => {
  it.each([
    [-5, '00:00'],
    [221_900, '03:41'],
    [3_823_000, '1:03:43'],
  ])('shows %i ms as %s', (ms, figure) => {
    expect(clockFigure(ms)).toBe(figure);
  });
  it('takes the band of a restart from the server itself, else a general one', () => {
    expect(usualSpan(aServer())).toEqual({ from: 240_000, to: 300_000, own: true });
    expect(usualSpan(aServer({ boot: { recent: [] } }))).toEqual({ from: 180_000, to: 480_000, own: false });
  });
  it('measures from a moment of the server, whatever its clock says, and as fast as practice goes', () => {
    const skewMs = readAt - 1_000_000;
    const view = aView({ factsAt: 1_000_000, skewMs, practice: null });
    expect(serverElapsed(view, readAt - 30_000, 1_010_000)).toBe(40_000);
    expect(serverElapsed(aView({ skewMs }), readAt - 30_000, 1_010_000)).toBe(800_000);
  });
});

describe('next step after a failure', () => {
  const failed = { code: 'operation.failed' as const, detail: '', native: null };
  const { page } = aWizard();
  it.each([
    ['a missing file', { ...failed, code: 'package.missing' as const }, null, true, 'packages'],
    ['a lost server', { ...failed, code: 'target.unreachable' as const }, null, true, 'connect'],
    ['a plan nobody agreed to', failed, null, false, 'plan'],
    ['a code of the installer', { ...failed, native: 1603 }, 'msiexec' as const, true, 'prerequisites'],
    ['a busy installer', { ...failed, native: 1618 }, 'msiexec' as const, true, 'retry'],
    ['anything else', failed, null, true, 'retry'],
  ] as const)('leads after %s to the one that helps', (_case, failure, tool, agreed, step) => {
    const open = { ...page.status.prerequisites, state: 'lookAgain', blocker: null } as const;
    const status = { ...page.status, plan: { ...page.status.plan, blocker: null }, prerequisites: open };
    expect(failedStep(failure, tool, status, agreed, false)).toBe(step);
  });
  it('does not lead to Prerequisites where everything there has passed', () => {
    const passed = { ...page.status.prerequisites, state: 'done', blocker: null } as const;
    const status = { ...page.status, plan: { ...page.status.plan, blocker: null }, prerequisites: passed };
    expect(failedStep({ ...failed, native: 1603 }, 'msiexec', status, true, false)).toBe('retry');
  });
  it('is the action again once the connection was tested after it and holds', () => {
    const status = { ...page.status, plan: { ...page.status.plan, blocker: null } };
    const lost = { ...failed, code: 'target.unreachable' as const };
    expect(failedStep(lost, null, status, true, true)).toBe('retry');
    expect(failedStep(lost, null, status, false, true)).toBe('plan');
  });
});

describe('cause of a conflict', () => {
  const causeOf = (...overrides: Parameters<typeof aServer>) =>
    conflictCause(
      aWizard({ facts: aServer(...overrides), inputs: decided({ wishes: { ...noWishes, mode: 'passive' } }) })
        .known,
    );
  it('of Take off is one of leaving, and never what would be one of onboarding', () => {
    const leaving = (...overrides: Parameters<typeof aServer>) => {
      const { known } = aWizard({ facts: aServer(...overrides), inputs: decided({}) });
      return conflictCause({ ...known, situation: { ...known.situation, journey: 'takeOff' } });
    };
    const script = { policy: { offboardingInfo: true } };
    expect(leaving(script)).toBe('unknown');
    expect(leaving(onboarded, script)).toBe('leaving');
    expect(leaving(onboarded, { policy: { offboardingInfo: true, onboardingInfo: true } })).toBe(
      'onboardedAgain',
    );
    expect(leaving(onboarded, { sensor: { orgId: '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa' } })).toBe('unknown');
  });
  it('is named only with the fact that proves it', () => {
    expect(causeOf()).toBe('unknown');
    expect(causeOf({ policy: { offboardingInfo: true } })).toBe('offboarding');
    expect(causeOf(onboarded, { sensor: { orgId: '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa' } })).toBe('tenant');
    expect(causeOf(onboarded, { defender: { tamperProtected: true } })).toBe('tamper');
  });
});

describe('line of the detection test', () => {
  it('is read out of the script that runs it', () => {
    const path = join(import.meta.dirname, '../../../../main/operations/Invoke-DetectionTest.ps1');
    expect(testLine(readFileSync(path, 'utf8'))).toMatch(
      /^powershell\.exe -NoExit .*DownloadFile\('http:\/\/127\.0\.0\.1\/1\.exe'.*invoice\.exe'$/,
    );
    expect(testLine('param()')).toBeNull();
  });
});
