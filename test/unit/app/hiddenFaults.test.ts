import { afterAll, beforeAll, expect, it } from 'vitest';
import { hiddenIds } from '../../../main/practice/sources/hiddenFaults';
import { hiddenScenarios } from '../../../shared/model/practice';
import type { CauseId } from '../../../shared/findings/cause';
import type { SymptomId } from '../../../shared/findings/question';
import { asksServer } from '../../../shared/findings/walk';
import { assess } from '../../../shared/steps/progress';
import { Walker } from './walker';

/** What somebody sees on a server with a hidden fault, and the cause in which the search from there has to end. */
const hidden: Readonly<Record<string, readonly [SymptomId, CauseId]>> = {
  'hidden-sessions': ['inactive', 'traceSessions'],
  'hidden-other-package': ['notListed', 'twoTenants'],
  'hidden-old-package': ['notShown', 'packageEnded'],
  'hidden-offboarding': ['offboardingRefused', 'K19'],
  'hidden-wsus': ['noUpdates', 'wsusCategory'],
  'hidden-policy-task': ['policyDidNothing', 'taskDenied'],
  'hidden-policy-denied': ['policyDidNothing', 'policyDenied'],
  'hidden-policy-account': ['policyDidNothing', 'taskAccount'],
  'hidden-policy-name': ['policyDidNothing', 'itemNameUnknown'],
  'hidden-policy-share': ['policyDidNothing', 'shareClosed'],
  'hidden-telemetry': ['impaired', 'diagTrack'],
  'hidden-driver': ['inactive', 'sensorFilter'],
  'hidden-aware-mode': ['notShown', 'modeNotTaken'],
  'hidden-inspection': ['noCloud', 'tlsInspected'],
  'hidden-lists': ['noCloud', 'listsNotLoaded'],
  'hidden-proxy': ['noCloud', 'proxyBlocks'],
  'hidden-clock': ['noCloud', 'clock'],
  'hidden-names': ['noCloud', 'namesUnknown'],
  'hidden-firewall': ['noCloud', 'wayBlocked'],
  'hidden-ipv6': ['noCloud', 'K28'],
  'hidden-clone': ['listedTwice', 'K27'],
};

let walker: Walker;
beforeAll(async () => {
  walker = await Walker.start();
});
afterAll(() => walker.stop());

async function searching(targetId: string) {
  walker.session = await walker.ask('getSession', {});
  const { known } = assess(walker.view(targetId), [], Date.now(), 'troubleshoot');
  return known?.searching?.walk ?? null;
}

it.each(Object.entries(hidden))('%s', async (machine, [symptom, cause]) => {
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine });
  await walker.ask('connect', { targetId });
  await walker.ask('readFacts', { targetId });
  await walker.decide(targetId, { kind: 'search', symptom });
  await walker.ask('lookFor', { targetId });
  const waits = (await searching(targetId))?.rungs.find(({ state }) => state === 'reading');
  if (waits !== undefined && asksServer(waits.question) && waits.question.needs === 'cloud') {
    await walker.ask('startProbe', { targetId });
    await walker.until(targetId, 'tested', (now) => now.busy === 'idle' && now.cloudFindings !== null);
    await walker.ask('lookFor', { targetId });
  }
  if (waits !== undefined && asksServer(waits.question) && waits.question.needs === 'share') {
    await walker.ask('startShareTest', { targetId });
    await walker.until(targetId, 'tested', (now) => now.busy === 'idle' && now.shareFindings != null);
    await walker.ask('lookFor', { targetId });
  }
  const way = await searching(targetId);
  expect(way?.rungs.map(({ id, state, raw }) => `${id} ${state} ${raw}`).join('\n')).toContain('failed');
  expect(way?.found).toBe(cause);
});

it('finds nothing wrong with the policy that onboarded a server, and asks for no test', async () => {
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2019-managed' });
  await walker.ask('connect', { targetId });
  await walker.ask('readFacts', { targetId });
  await walker.decide(targetId, { kind: 'search', symptom: 'policyDidNothing' });
  await walker.ask('lookFor', { targetId });
  const way = await searching(targetId);
  const states = Object.fromEntries(way?.rungs.map(({ id, state }) => [id, state]) ?? []);
  expect(states).toMatchObject({
    ...{ domainMember: 'passed', objectApplies: 'passed', itemTaken: 'passed', itemReaches: 'passed' },
    // The task removed itself: its mark says that it was made, and nothing says when it ran.
    ...{ itemAccount: 'passed', taskWorked: 'open', shareReads: 'skipped', onboarded: 'passed' },
  });
  expect(way).toMatchObject({ unknown: true, found: 'unknownOnboarding' });
});

it('lets no server open a file of a share that the search does not know', async () => {
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2019-fresh' });
  await walker.ask('connect', { targetId });
  await walker.ask('readFacts', { targetId });
  await expect(walker.ask('startShareTest', { targetId })).rejects.toThrow('step.blocked');
  walker.session = await walker.ask('getSession', {});
  expect(walker.view(targetId)).toMatchObject({ busy: 'idle', probe: null });
});

it('walks to every fault that a practice server hides', () => {
  expect(Object.keys(hidden).sort()).toEqual([...hiddenIds].sort());
});

it('tells a person who practises what is seen of each fault, and nothing else', () => {
  expect(Object.fromEntries(hiddenScenarios.map(({ id, seen }) => [id, seen]))).toEqual(
    Object.fromEntries(Object.entries(hidden).map(([id, [symptom]]) => [id, symptom])),
  );
});
