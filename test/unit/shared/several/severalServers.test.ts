import { describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../../shared/steps/assessment';
import type { Package } from '../../../../shared/model/packages';
import { assess } from '../../../../shared/steps/progress';
import { manyDecisionSchema, type ManyDecision, type InputChange } from '../../../../shared/model/inputs';
import {
  offeredFixes,
  openStep,
  planGroups,
  shareOf,
  unfitForMany,
  type Share,
} from '../../../../shared/several/severalServers';
import { noWishes } from '../../../../shared/model/wishes';
import { server2012R2, server2016 } from '../../../fixtures/facts';
import { aPackage } from '../../../fixtures/kits';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';
import { aRun, aView, library, now, onboarded, type ViewChange } from '../views';

const at = (...changes: ViewChange[]) => assess(aView(...changes), library, now);
const known = (...changes: ViewChange[]) => at(...changes).known ?? expect.unreachable();
const named = (letter: string, pkg: Package): Package => ({ ...pkg, sha256: letter.repeat(64) });

describe('a server among those that are decided for', () => {
  const stopped = aRun('onboard', 'running', 'interrupted', 'plan');
  it.each<[string, ViewChange[], boolean, string | null]>([
    ['that was read', [], false, null],
    ['at work', [{ view: { busy: 'running' } }], false, 'atWork'],
    ['that restarts', [{ view: { busy: 'restarting' } }], true, 'atWork'],
    ['that is only being read', [{ view: { busy: 'reading' } }], false, null],
    ['whose run was cut off', [{ view: { run: stopped } }], true, 'interrupted'],
    ['that waits in the queue', [], true, 'queued'],
    ['that was not read', [{ view: { facts: null, factsAt: null } }], false, 'unread'],
    ['that is not connected', [{ view: { connectedAt: null } }], false, 'unread'],
    ['with a Windows of which nothing is known', [{ facts: { os: { build: 1 } } }], false, 'unsupported'],
    ['that is onboarded', [onboarded], false, 'onboarded'],
    ['that was onboarded once', [{ facts: { sensor: { onboardingState: 0 } } }], false, null],
  ])('%s', (_, changes, isQueued, why) => {
    expect(unfitForMany(at(...changes), isQueued)).toBe(why);
  });
});

const nothing: ManyDecision = { mode: null, acceptGap: false, fixes: [], packages: [] };
/** The parts of a share as short words. */
/** The kind of a change and the first letter of each of its values. */
const letters = ({ kind, ...rest }: InputChange): string =>
  [kind, ...Object.values<unknown>(rest).map((one) => String(one)[0])].join(' ');
const words = ({ mode, changes, left }: Share) => [
  mode,
  ...changes.map((change) => (change.kind === 'wish' ? `wish ${change.wishes.mode ?? ''}` : letters(change))),
  ...left.map(({ why, ...rest }) => `${rest.part}: ${why}`),
];
describe('what a decision comes to', () => {
  const other: ViewChange = {
    facts: { otherAntivirus: [{ service: 'McShield', displayName: 'McAfee McShield', running: true }] },
  };
  const passive: ViewChange = { inputs: { wishes: { ...noWishes, mode: 'passive' } } };
  const accepted: ViewChange = {
    inputs: { wishes: { ...noWishes, mode: 'passive' }, noProtectorAcceptedAt: now },
  };
  const trapped: ViewChange = { facts: { ...onboarded.facts, defender: { tamperProtected: true } } };
  const old: ViewChange = { facts: { ...server2012R2, files: { ucrtbase: null } } };
  const pending: ViewChange = { facts: { restartPending: [{ source: 'windowsUpdate', blocking: true }] } };
  it.each<[string, ViewChange[], Partial<ManyDecision>, (string | null)[]]>([
    ['nothing where nothing was decided', [], {}, [null]],
    ['the way in where nobody chose one', [{ inputs: { pathChosenAt: null } }], {}, [null, 'choosePath']],
    ['no change where the mode is chosen already', [], { mode: 'active' }, ['active']],
    ['active where nobody else protects', [passive], { mode: 'fitting' }, ['active', 'wish active']],
    ['passive beside another antivirus', [other], { mode: 'fitting' }, ['passive', 'wish passive']],
    [
      'passive that is not accepted',
      [],
      { mode: 'passive' },
      ['passive', 'wish passive', 'gap: notAccepted'],
    ],
    [
      'passive that is accepted',
      [],
      { mode: 'passive', acceptGap: true },
      ['passive', 'wish passive', 'acceptNoProtector t'],
    ],
    ['passive that was accepted before', [accepted], { mode: 'passive' }, ['passive']],
    ['what was accepted before, whatever is decided now', [accepted], {}, [null]],
    ['a gap that is there already', [passive], {}, [null, 'gap: notAccepted']],
    ['no gap where no mode is chosen', [{ inputs: { wishes: { ...noWishes, mode: null } } }], {}, [null]],
    [
      'passive anew, which is accepted anew',
      [{ inputs: { wishes: { ...noWishes, mode: 'active' }, noProtectorAcceptedAt: now } }],
      { mode: 'passive' },
      ['passive', 'wish passive', 'gap: notAccepted'],
    ],
    [
      'no passive where the server refuses it',
      [trapped, other],
      { mode: 'passive' },
      [null, 'mode: trapped'],
    ],
    ['active where the server refuses passive', [trapped], { mode: 'active' }, ['active']],
    [
      'a fix without its file',
      [old],
      { fixes: ['install-ucrt'] },
      [null, 'fix: fileMissing', 'gap: notAccepted'],
    ],
    ['a fix that needs none', [pending], { fixes: ['restart'] }, [null, 'acceptFix r']],
    ['no fix that nothing asks for', [], { fixes: ['restart', 'install-ucrt'] }, [null]],
    ['a fix of what nobody can prove', [], { fixes: ['test-connectivity'] }, [null, 'acceptFix t']],
    [
      'no fix that is accepted',
      [pending, { inputs: { fixes: ['restart'] } }],
      { fixes: ['restart'] },
      [null],
    ],
  ])('%s', (_, changes, decision, expected) => {
    const { view } = at(...changes);
    expect(words(shareOf({ view, known: known(...changes) }, { ...nothing, ...decision }, library))).toEqual(
      expected,
    );
  });

  it('a package where it fits, once, and the reason where it does not', () => {
    const step = named('b', aPackage('b', { kind: 'platformStep', version: '4.18.2001.10' }));
    const msi = named('c', aPackage('c', { kind: 'installScript', version: null }));
    const practice = named('d', { ...anOnboardingPackage(), practice: true });
    const files = [...library, step, msi, practice];
    const packages = ['a', 'c', 'd'].map((letter) => letter.repeat(64));
    const share = (...changes: ViewChange[]) =>
      words(
        shareOf({ view: at(...changes).view, known: known(...changes) }, { ...nothing, packages }, files),
      );
    expect(share()).toEqual([null, 'choosePackage a', 'package: wrongOs', 'package: practiceOnReal']);
    expect(share({ facts: server2016 })).toEqual([
      null,
      'choosePackage a',
      'choosePackage c',
      'package: practiceOnReal',
    ]);
    expect(share({ inputs: { chosen: packages.slice(0, 1) } })).not.toContain('choosePackage a');
    const ofPractice = shareOf(
      {
        view: {
          ...at().view,
          target: { kind: 'practice', id: 'practice-2019-fresh', name: 'X', machine: '2019-fresh' },
        },
        known: known(),
      },
      { ...nothing, packages },
      files,
    );
    expect(words(ofPractice)).toEqual([
      null,
      'choosePackage d',
      'package: genuineInPractice',
      'package: genuineInPractice',
    ]);
  });

  it('a package of another tenant than the server’s, which stays out', () => {
    const stranger = named('e', anOnboardingPackage({}, { orgId: '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa' }));
    const { view } = at(onboarded);
    const decision = { ...nothing, packages: [stranger.sha256] };
    const { left } = shareOf({ view, known: known(onboarded) }, decision, [stranger]);
    expect(left).toEqual([{ part: 'package', sha256: stranger.sha256, why: 'otherTenant' }]);
    const once: ViewChange = { facts: { ...onboarded.facts, sensor: { onboardingState: 0 } } };
    expect(shareOf({ view: at(once).view, known: known(once) }, decision, [stranger]).left).toEqual([]);
  });

  it('at most twenty packages', () => {
    const of = (count: number) =>
      manyDecisionSchema.safeParse({ ...nothing, packages: Array(count).fill('a'.repeat(64)) }).success;
    expect([of(20), of(21)]).toEqual([true, false]);
  });
});

it('offers the fixes that somebody asks for: what holds a server up first, then those of most servers', () => {
  const check = known().checks.find(({ id }) => id === 'cloudConnectivity') ?? expect.unreachable();
  const server = (id: string, ...checks: Partial<Knowledge['checks'][number]>[]) => ({
    id,
    known: { ...known(), checks: checks.map((change) => ({ ...check, ...change })) },
  });
  const ucrt = { fix: 'install-ucrt' as const, state: 'toFix' as const, fixReady: false };
  const cloud = { fix: 'test-connectivity' as const, state: 'notProvable' as const, fixReady: true };
  const restart = { fix: 'restart' as const, state: 'toFix' as const, fixReady: true };
  expect(
    offeredFixes([
      server('1', cloud, { ...cloud }, { fix: null, state: 'toFix' }),
      server('2', cloud, restart, ucrt, { ...ucrt }),
      server('3', restart, { ...ucrt, state: 'passed' }, { ...cloud, state: 'inPlan' }),
      server('4', { ...restart, state: 'waived' }, cloud),
    ]),
  ).toEqual([
    { fix: 'restart', asked: ['2', '3'], fileMissing: [], required: true },
    { fix: 'install-ucrt', asked: ['2'], fileMissing: ['2'], required: true },
    { fix: 'test-connectivity', asked: ['1', '2', '4'], fileMissing: [], required: false },
  ]);
  // The same, whichever was met first.
  const [few, many] = [server('1', ucrt), server('2', restart)];
  expect(offeredFixes([few, many, server('3', restart)]).map(({ fix }) => fix)).toEqual([
    'restart',
    'install-ucrt',
  ]);
  // What one server asks for at need stays at need, whoever is asked next.
  const both = [server('1', { ...cloud, state: 'toFix' }), server('2', cloud)];
  expect(offeredFixes(both)[0]?.required).toBe(true);
});

describe('what stands between a server and its plan', () => {
  it.each<[string, ViewChange[], string | null, string | null]>([
    ['nothing', [], null, null],
    ['a step above it', [{ inputs: { wishes: { ...noWishes, mode: null } } }], 'mode', 'blocker.chooseMode'],
    ['that nothing is known', [{ view: { facts: null, factsAt: null } }], 'server', 'blocker.readFirst'],
  ])('%s', (_, changes, step, key) => {
    const open = openStep(at(...changes));
    expect([open?.step ?? null, open?.note.key ?? null]).toEqual([step, key]);
  });

  it('that there is nothing to do, or a file is missing', () => {
    const here = at();
    const withPlan = (plan: Knowledge['plan']) => openStep({ ...here, known: { ...known(), plan } });
    expect(withPlan([])).toEqual({ step: 'plan', note: { key: 'note.plan.nothing' } });
    const { plan } = known();
    expect(withPlan(plan.map((item, n) => ({ ...item, blocked: n === 1 })))).toEqual({
      step: 'plan',
      note: { key: 'blocker.planIncomplete' },
    });
    expect(withPlan(plan.map((item) => ({ ...item, needed: false })))?.note.key).toBe('note.plan.nothing');
  });
});

it('puts servers with the same plan together, the largest group first, with what is left to do', () => {
  const plan = known().plan.map((item, n) => ({ ...item, needed: n > 0 }));
  const server = (id: string, planHash: string) => ({ id, known: { ...known(), planHash, plan } });
  const groups = planGroups([server('1', 'a'), server('2', 'b'), server('3', 'b')]);
  expect(groups.map(({ planHash, servers }) => [planHash, servers.map(({ id }) => id)])).toEqual([
    ['b', ['2', '3']],
    ['a', ['1']],
  ]);
  expect(groups[0]?.items.map(({ id }) => id)).toEqual(['onboard']);
});
