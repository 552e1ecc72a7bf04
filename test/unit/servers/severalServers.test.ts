import { afterEach, describe, expect, it } from 'vitest';
import { assess } from '../../../shared/steps/progress';
import type { ManyDecision } from '../../../shared/model/inputs';
import { openStep, planGroups, shareOf, unfitForMany } from '../../../shared/several/severalServers';
import { Walker } from '../app/walker';

let walker: Walker;
afterEach(() => walker.stop());

const numbered = (machine: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${machine}-${String(n + 1).padStart(2, '0')}`);
const everything = ['onboarding', 'installation', 'platformUpdate', 'updateUcrt', 'updateTelemetry'];
const nothing: ManyDecision = { mode: null, acceptGap: false, fixes: [], packages: [] };

/** Adds practice servers from a list, reads them all, and answers their ids. */
async function readAll(machines: readonly string[], packages = everything): Promise<string[]> {
  walker = await Walker.start();
  const lines = machines.map((address) => ({ address, tags: [] }));
  await walker.ask('addServers', { practice: true, lines });
  const targetIds = machines.map((machine) => `practice-${machine}`);
  await walker.ask('addPracticePackages', { to: targetIds[0] ?? '', ids: packages });
  await walker.ask('readMany', { practice: true, targetIds });
  await walker.until(
    targetIds[0] ?? '',
    'read all',
    () => walker.session?.rounds.practice?.endedAt != null,
    60_000,
  );
  return targetIds;
}
async function look() {
  walker.session = await walker.ask('getSession', {});
  const { targets, libraries, queues } = walker.session;
  const assessments = targets.map((view) => assess(view, libraries.practice, Date.now()));
  const ready = assessments.flatMap((one) =>
    one.known !== null && openStep(one) === null ? [{ id: one.view.target.id, known: one.known }] : [],
  );
  return { assessments, ready, groups: planGroups(ready), queue: queues.practice };
}

describe('thirty servers', () => {
  it('are decided for once, and their plans confirmed together by their number', async () => {
    const machines = [
      ...numbered('2019-fresh', 14),
      ...numbered('2022-fresh', 8),
      ...numbered('2016-trellix', 8),
    ];
    const targetIds = await readAll(machines);
    expect(new Set((await look()).assessments.map(({ view }) => view.facts?.computer.name)).size).toBe(30);
    const decision: ManyDecision = {
      mode: 'fitting',
      acceptGap: false,
      fixes: ['update-platform', 'restart', 'enable-defender', 'enable-defender-feature'],
      packages: [],
    };
    expect(await walker.ask('decideMany', { targetIds, decision })).toEqual({ decided: 30, refused: [] });
    const { ready, groups } = await look();
    expect(ready).toHaveLength(30);
    // The two Windows with a sensor of their own have one plan; the third installs it first, in passive mode.
    expect(groups.map(({ servers }) => servers.length)).toEqual([22, 8]);
    expect(groups[1]?.servers.every(({ known }) => known.situation.inputs.wishes.mode === 'passive')).toBe(
      true,
    );

    const entries = ready.map(({ id, known }) => ({ targetId: id, planHash: known.planHash }));
    for (const typed of ['', '29', '31', 'all', 'PRACTICE-2019'])
      expect(await walker.refused('queueMany', { entries, typed })).toBe('step.blocked');
    expect((await look()).queue.entries).toEqual([]);
    // One of them is decided otherwise after its plan was shown: its own plan is not what was confirmed.
    const [first] = entries;
    await walker.decide(first?.targetId ?? '', { kind: 'wish', wishes: { mode: 'passive' } });
    await walker.decide(first?.targetId ?? '', { kind: 'acceptNoProtector', accepted: true });
    const reply = await walker.ask('queueMany', { entries, typed: ' 30 ' });
    expect(reply.queued).toBe(29);
    expect(reply.refused).toMatchObject([{ targetId: first?.targetId, failure: { code: 'plan.changed' } }]);
    const { queue } = await look();
    expect(queue.entries.map(({ targetId }) => targetId)).toEqual(
      entries.slice(1).map((one) => one.targetId),
    );
    expect(queue.going).toBe(false);
    expect(queue.entries.every(({ state }) => state === 'waiting')).toBe(true);
  }, 90_000);
});

describe('one decision for many', () => {
  it('says for each server what it comes to there, and why a part does not', async () => {
    const [here = '', needs = ''] = await readAll(['2019-fresh', '2012r2-prerequisites'], ['onboarding']);
    const { assessments } = await look();
    const of = (id: string) => {
      const found = assessments.find(({ view }) => view.target.id === id);
      if (!found?.known) throw new Error(`nothing is known of ${id}`);
      return { view: found.view, known: found.known };
    };
    const library = walker.session?.libraries.practice ?? [];
    const decision: ManyDecision = { ...nothing, mode: 'passive', fixes: ['install-ucrt'] };
    // Nobody but Defender protects it: passive leaves it bare for a while, and that must be accepted by name.
    expect(shareOf(of(here), decision, library)).toEqual({
      mode: 'passive',
      changes: [{ kind: 'choosePath' }, { kind: 'wish', wishes: { mode: 'passive' } }],
      left: [{ part: 'gap', why: 'notAccepted' }],
    });
    expect(shareOf(of(needs), decision, library).left).toContainEqual({
      part: 'fix',
      fix: 'install-ucrt',
      why: 'fileMissing',
    });
    expect(shareOf(of(here), { ...decision, acceptGap: true }, library).left).toEqual([]);
    expect(shareOf(of(here), nothing, library).changes).toEqual([{ kind: 'choosePath' }]);
  });

  it('takes nothing from a server that was not read, or where something waits or is at work', async () => {
    const targetIds = await readAll(['2019-fresh', '2019-onboarded', 'hyperv2019-refused']);
    await walker.ask('addTarget', { kind: 'practice', machine: '2022-fresh' });
    const { assessments } = await look();
    const unfit = Object.fromEntries(
      assessments.map((one) => [one.view.target.id, unfitForMany(one, false)]),
    );
    expect(unfit).toEqual({
      'practice-2019-fresh': null,
      'practice-2019-onboarded': 'onboarded',
      'practice-hyperv2019-refused': 'unsupported',
      'practice-2022-fresh': 'unread',
    });
    const [queued] = assessments;
    if (queued !== undefined) expect(unfitForMany(queued, true)).toBe('queued');
    const refused = await walker.ask('decideMany', {
      targetIds: [...targetIds, 'practice-2022-fresh'],
      decision: { ...nothing, mode: 'active' },
    });
    expect(refused.refused).toMatchObject([
      { targetId: 'practice-2022-fresh', failure: { code: 'step.blocked' } },
    ]);
  });
});
