import { expect, it } from 'vitest';
import { issueContext } from '../../../../shared/issues/issueContext';
import { assess } from '../../../../shared/steps/progress';
import { server2016 } from '../../../fixtures/facts';
import { aRun, aView, library, now } from '../views';

const known = assess(aView({ facts: server2016 }), library, now).known ?? expect.unreachable();
const failed = (id: string) => issueContext(known, aRun(id, 'failed', 'failed', 'plan'), []).failed;

it.each<[string, string | null]>([
  ['install-sensor', 'msiexec'],
  ['restart', 'restart'],
  // Ours, and one of a later version.
  ['send-kit', null],
  ['no-action-of-ours', null],
])('of a run whose %s failed, the tool is %s', (id, tool) => {
  expect(failed(id)).toEqual({ tool, failure: { code: 'operation.failed', detail: '', native: 1603 } });
});

it('takes the tool from the parameters that the plan has', () => {
  const fix = {
    ...known,
    plan: known.plan.map((item) => ({
      ...item,
      call: {
        operation: 'Install-Sensor' as const,
        params: { engine: item.id === 'install-sensor' ? 'installScript' : 'msiexec' },
      },
    })),
  };
  const run = aRun('install-sensor', 'failed', 'failed', 'plan');
  expect(issueContext(fix, run, []).failed?.tool).toBe('installScript');
  expect(issueContext({ ...known, plan: [] }, run, []).failed?.tool).toBe('msiexec');
});

it('means the action that failed, whatever went well before it', () => {
  const [before, run] = ['restart', 'onboard'].map((id, n) =>
    aRun(id, n > 0 ? 'failed' : 'done', 'failed', 'plan'),
  );
  const both = run && { ...run, actions: [...(before?.actions ?? []), ...run.actions] };
  expect(issueContext(known, both ?? null, []).failed?.tool).toBe('onboarding');
});

it('has no failure without a run, or in one that went well, and always what is true and what was refused', () => {
  const context = issueContext(known, null, ['devModeMsi']);
  expect(context).toEqual({
    situation: known.situation,
    family: '2016',
    failed: null,
    refused: ['devModeMsi'],
  });
  expect(issueContext(known, aRun('onboard', 'done', 'done', 'plan'), []).failed).toBeNull();
});
