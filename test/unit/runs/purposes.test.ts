import { onTheWay } from '../shared/onTheWay';
import { describe, expect, it } from 'vitest';
import { planPurpose, testPurpose } from '../../../main/runs/purposes';
import { aView, onboarded, now, type ViewChange } from '../shared/views';
import { InMemory, runId, aRunOf } from './inMemory';
import { resumePlan, shownPlan, startPlan } from '../../../main/runs/start';
import { ledger } from '../../../main/runs/ledger';
import { decide } from '../../../main/servers/inputs';
import { emptyInputs } from '../../../shared/model/inputs';
import type { JourneyId } from '../../../shared/model/journeys';
import { noWishes } from '../../../shared/model/wishes';
import { GangwayError } from '../../../shared/errors';

const name = 'NORD-FS03';
const tag: ViewChange = { inputs: { wishes: { ...noWishes, deviceTag: 'Lyon' } } };
/** A server whose run ends at once, since its facts cannot be read a second time. */
function ready(journey: JourneyId, ...changes: ViewChange[]) {
  const on = new InMemory(...changes);
  on.readings.push(new GangwayError('operation.failed'));
  return { on, hash: on.server.known(journey).planHash };
}

describe('the plan of a journey', () => {
  it('is confirmed and journaled for its own journey, and changes nothing of the others', async () => {
    const { on, hash } = ready('maintain', tag);
    await startPlan(on.needs, on.server, 'maintain', hash, name);
    const { onboard, maintain } = on.page.inputs.journeys;
    expect([onboard.confirmed, maintain.confirmed?.keys.length]).toEqual([null, 1]);
    expect(on.dataOf('planned')).toMatchObject({ journey: 'maintain', purpose: 'plan' });
    expect(on.page.run?.journey).toBe('maintain');
    await on.over();
  });

  it('is refused while a run of another journey waits for a person', async () => {
    const run = aRunOf(['onboard'], { outcome: 'restartRequired' });
    const { on, hash } = ready('maintain', tag, { view: { run } });
    await expect(shownPlan(on.needs, on.server, 'maintain', hash, name)).rejects.toMatchObject({
      code: 'step.blocked',
      detail: 'a run of onboard is open',
    });
  });

  it('goes on as the plan of the journey whose run it was', async () => {
    const { on, hash } = ready('maintain', tag);
    const keys = (await shownPlan(on.needs, on.server, 'maintain', hash, name)).map(({ key }) => key);
    const { journeys } = on.page.inputs;
    const confirmed = { hash, keys, at: 1 };
    const run = aRunOf(['set-device-tag'], { outcome: 'stopped', journey: 'maintain' });
    const again = ready('maintain', {
      inputs: { ...tag.inputs, journeys: { ...journeys, maintain: { ...journeys.maintain, confirmed } } },
      view: { run },
    }).on;
    again.readings.unshift({});
    await resumePlan(again.needs, again.server);
    expect(again.dataOf('planned')).toMatchObject({ journey: 'maintain' });
    await again.over();
  });
});

describe('what is decided about the time afterwards', () => {
  const before = 'DeviceTagging\\Group = -';
  const by = { at: now, by: 'Ada' };
  const ticked = decide(
    emptyInputs('local'),
    { kind: 'takeBack', action: 'set-device-tag', back: true },
    { ...by, before },
  );

  it('another choice voids what was accepted, and the same one does not', () => {
    const first = decide(emptyInputs('local'), { kind: 'afterwards', uninstall: true }, by);
    const accepted = decide(first, { kind: 'acceptNobodyAfter', accepted: true }, by);
    expect(accepted.afterwards).toMatchObject({ uninstall: true, nobodyAcceptedAt: now });
    expect(decide(accepted, { kind: 'afterwards', uninstall: true }, by).afterwards.nobodyAcceptedAt).toBe(
      now,
    );
    expect(
      decide(accepted, { kind: 'afterwards', uninstall: false }, by).afterwards.nobodyAcceptedAt,
    ).toBeNull();
  });

  it('a change is taken back to what the ledger says, once, and can be left again', () => {
    expect(ticked.afterwards.takeBack).toEqual([{ action: 'set-device-tag', before }]);
    const twice = decide(
      ticked,
      { kind: 'takeBack', action: 'set-device-tag', back: true },
      { ...by, before: 'x' },
    );
    expect(twice.afterwards.takeBack).toEqual([{ action: 'set-device-tag', before: 'x' }]);
    const left = decide(ticked, { kind: 'takeBack', action: 'set-device-tag', back: false }, by);
    expect(left.afterwards.takeBack).toEqual([]);
  });

  it('what Take off takes back is not wanted any more once it starts', async () => {
    const { on, hash } = ready('takeOff', {
      facts: { policy: { deviceTag: 'Lyon' } },
      inputs: {
        ...tag.inputs,
        afterwards: { ...ticked.afterwards, uninstall: false, nobodyAcceptedAt: now },
      },
    });
    await startPlan(on.needs, on.server, 'takeOff', hash, name);
    expect(on.page.inputs.wishes.deviceTag).toBeNull();
    await on.over();
  });
});

it('the ledger marks the change that Take off took back, and offers no way back from that', () => {
  const entry = (runId: string, at: number, journey: JourneyId, after: string) => {
    const base = { v: 1 as const, seq: 0, runId, targetId: 'local', nn: 1, prev: '', hash: '' };
    const planned = { journey, purpose: 'plan', actions: [{ id: 'set-device-tag', nn: 1, needed: true }] };
    return [
      { ...base, at, action: null, nn: null, phase: 'planned' as const, data: planned },
      { ...base, at, action: 'set-device-tag', phase: 'verified' as const, data: { after } },
    ];
  };
  const changes = ledger([entry('b', 2, 'takeOff', 'x'), entry('a', 1, 'maintain', 'y')]);
  expect(changes.map(({ journey, undo }) => [journey, undo])).toEqual([
    ['maintain', 'undone'],
    ['takeOff', 'none'],
  ]);
});

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

  it('of the antivirus is another one: the test of the sensor does not prove it', () => {
    const run = { runId, nn: 1, startedAt: 1, endedAt: 2, outcome: 'ok', code: null };
    const sensor = { ...run, operation: 'Invoke-DetectionTest' };
    const antivirus = { ...run, operation: 'Invoke-AntivirusTest' };
    const itemOn = (runs: object[]) => {
      const { server } = new InMemory(onboarded, { facts: { runs: runs as never } });
      return testPurpose(runId, 'antivirus').items(server.known().situation)[0];
    };
    expect(testPurpose(runId, 'antivirus').name).toBe('antivirusTest');
    expect(itemOn([sensor])).toMatchObject({ id: 'test-antivirus', step: 'test', needed: true });
    expect(itemOn([sensor])?.call).toEqual({ operation: 'Invoke-AntivirusTest', params: {} });
    expect(itemOn([sensor, antivirus])).toMatchObject({ needed: false, call: null });
  });

  it('needs no other consent than its start', () => {
    expect(testPurpose(runId).agreed(on({ outcome: 'failed' }))).toBe(true);
  });
});
