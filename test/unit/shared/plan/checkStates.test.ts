import { onTheWay } from '../onTheWay';
import { describe, expect, it } from 'vitest';
import { judgeChecks } from '../../../../shared/plan/checkStates';
import { checkCounts, countedAs } from '../../../../shared/plan/checkCounts';
import { emptyInputs, type Inputs } from '../../../../shared/model/inputs';
import type { Kit } from '../../../../shared/model/kit';
import { checks, type Check } from '../../../../shared/checks/prerequisites';
import { aServer, server2016 } from '../../../fixtures/facts';
import { aPackage, emptyKit } from '../../../fixtures/kits';

const open: Check = {
  id: 'ucrt',
  state: 'toFix',
  found: 'absent',
  needed: '10.0.10240.16390',
  fix: 'install-ucrt',
  file: null,
  waivable: true,
  source: '',
  doubt: null,
};
const update = aPackage('ucrt.msu', { kind: 'windowsUpdate', kb: 'KB2999226', architecture: 'x64' });
const withFile: Partial<Kit> = { windowsUpdates: [update] };
const planned: Partial<Inputs> = { fixes: ['install-ucrt'] };
const waived = (check = 'ucrt'): Partial<Inputs> =>
  onTheWay({ waivers: [{ check, reason: 'The vendor says so', at: 1 }] });

describe('a check with what a person decided', () => {
  it.each<[string, Partial<Check>, Partial<Inputs>, Partial<Kit>, string]>([
    ['nothing', {}, {}, {}, 'toFix'],
    ['to waive it', {}, waived(), {}, 'waived'],
    ['to waive another', {}, waived('lcu'), {}, 'toFix'],
    ['to waive what nobody may', { waivable: false }, waived(), {}, 'toFix'],
    ['to waive what passes by now', { state: 'passed' }, waived(), {}, 'passed'],
    ['to waive what nobody can prove', { state: 'notProvable' }, waived(), {}, 'notProvable'],
    ['to plan it, with its file', {}, planned, withFile, 'inPlan'],
    ['to plan it, without its file', {}, planned, {}, 'toFix'],
    ['to plan another', {}, { fixes: ['restart'] }, withFile, 'toFix'],
    ['to plan what passes by now', { state: 'passed' }, planned, withFile, 'passed'],
    ['to plan what is only to know', { state: 'toKnow' }, planned, withFile, 'toKnow'],
    ['to plan what nobody can prove', { state: 'notProvable' }, planned, withFile, 'inPlan'],
    ['to plan what has no fix', { fix: null }, planned, withFile, 'toFix'],
    ['to plan and to waive it', {}, { ...planned, ...waived() }, withFile, 'inPlan'],
    ['to plan without its file, and to waive it', {}, { ...planned, ...waived() }, {}, 'waived'],
  ])('%s', (_, check, inputs, kit, state) => {
    const bare = { ...open, ...check };
    const all = { ...emptyInputs('local'), ...inputs };
    const [judged] = judgeChecks([bare], aServer(), all, { ...emptyKit, ...kit });
    expect(judged).toMatchObject({
      state,
      bare: bare.state,
      reason: state === 'waived' ? 'The vendor says so' : null,
      fixReady: bare.fix !== null && kit.windowsUpdates !== undefined,
    });
  });
});

it('calls the restart that an accepted fix brings along planned, before and while Windows waits for it', () => {
  const facts = aServer(server2016, {
    defender: { feature: 'pending' },
    restartPending: [{ source: 'componentServicing', blocking: true }],
  });
  const judged = (fixes: Inputs['fixes']) =>
    judgeChecks(checks(facts, emptyKit), facts, { ...emptyInputs('local'), fixes }, emptyKit)
      .filter(({ fix }) => fix === 'restart')
      .map(({ id, state, fixImplied }) => ({ id, state, fixImplied }));
  expect(judged(['enable-defender-feature'])).toEqual([
    { id: 'noRestartPending', state: 'inPlan', fixImplied: true },
    { id: 'defenderFeature', state: 'inPlan', fixImplied: true },
  ]);
  expect(judged(['restart']).map(({ fixImplied }) => fixImplied)).toEqual([false, false]);
  expect(judged([]).map(({ state }) => state)).toEqual(['toFix', 'toFix']);
});

it('counts each check once, by what it is now', () => {
  const states = [
    'toFix',
    'inPlan',
    'inPlan',
    'waived',
    'passed',
    'passed',
    'passed',
    'toKnow',
    'notProvable',
  ];
  const counts = checkCounts(states.map((state) => ({ state: state as Check['state'] })));
  expect(countedAs.map((group) => counts[group])).toEqual([1, 2, 1, 3, 1, 1]);
  expect(counts.total).toBe(states.length);
});
