import { onTheWay } from '../shared/onTheWay';
import { describe, expect, it } from 'vitest';
import { planPurpose, testPurpose } from '../../../main/runs/purposes';
import { aView, onboarded } from '../shared/views';
import { InMemory, runId } from './inMemory';

describe('a run of the plan', () => {
  it('touches what the plan lists up to onboarding, and not the detection test', () => {
    const { server } = new InMemory();
    const items = planPurpose(server, 'onboard').items(server.known().situation);
    expect(items.map(({ id }) => id)).toEqual(['send-kit', 'onboard']);
    expect(server.known().plan.map(({ id }) => id)).toContain('test-detection');
  });

  it('does what was confirmed, and nothing else', () => {
    const on = new InMemory();
    const purpose = planPurpose(on.server, 'onboard');
    const items = purpose.items(on.server.known().situation);
    expect(purpose.agreed(items)).toBe(false);
    const confirmed = { hash: 'x', keys: items.map(({ key }) => key), at: 1 };
    on.page = aView({ inputs: onTheWay({ confirmed }) });
    expect(purpose.agreed(items)).toBe(true);
    expect(purpose.agreed(items.map((item) => ({ ...item, key: `${item.key} other` })))).toBe(false);
  });
});

describe('a run of the detection test', () => {
  const on = (change: object) => {
    const run = {
      runId,
      nn: 1,
      operation: 'Invoke-DetectionTest',
      startedAt: 1,
      endedAt: 2,
      outcome: 'ok',
      code: null,
    };
    const { server } = new InMemory(onboarded, { facts: { runs: [{ ...run, ...change } as never] } });
    return testPurpose(runId).items(server.known().situation);
  };

  it.each([
    ['its own folder on the server', {}, false],
    ['no test of another run', { runId: '20261124-143208-ffffffff' }, true],
    ['no other action of that run', { operation: 'Invoke-Onboarding' }, true],
    ['no test that failed', { outcome: 'failed' }, true],
    ['no test that still runs', { outcome: 'running', endedAt: null }, true],
  ])('is proved by %s', (_, change, needed) => {
    const [item, ...others] = on(change);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ id: 'test-detection', step: 'test', needed, blocked: false });
    expect(item?.call).toEqual(needed ? { operation: 'Invoke-DetectionTest', params: {} } : null);
  });

  it('needs no other consent than its start', () => {
    expect(testPurpose(runId).agreed(on({ outcome: 'failed' }))).toBe(true);
  });
});
