import { expect, it } from 'vitest';
import type { ServerState } from '../../../../shared/model/facts';
import { emptyInputs } from '../../../../shared/model/inputs';
import { outcomeOf, proofs, unreadReasons, type Proof } from '../../../../shared/steps/proofs';
import { noWishes } from '../../../../shared/model/wishes';
import { aServer } from '../../../fixtures/facts';
import { emptyKit } from '../../../fixtures/kits';

type Reason = ServerState['unreadable'][number]['reason'];
const sense = { status: 'running', start: 'automatic', imagePath: null } as const;

it.each<[string, Partial<Record<string, Reason>>, Reason[]]>([
  ['nothing was missed', {}, []],
  ['what no proof hangs on', { disk: 'accessDenied' }, []],
  // The service was seen to run: its proof stands, whatever another place would have said.
  ['a service that was seen all the same', { 'services.sense': 'accessDenied' }, []],
  ['other products', { otherAntivirus: 'notInTime' }, ['notInTime']],
  [
    'two things for one reason',
    { otherAntivirus: 'accessDenied', 'events.sense': 'accessDenied' },
    ['accessDenied'],
  ],
  [
    'two things for two reasons',
    { otherAntivirus: 'notInTime', 'events.sense': 'noAnswer' },
    ['noAnswer', 'notInTime'],
  ],
])('the reasons why proofs were not read, of %s', (_, missed, reasons) => {
  const unreadable = Object.entries(missed).flatMap(([fact, reason]) =>
    reason === undefined ? [] : [{ fact, reason, detail: '' }],
  );
  const facts = aServer({ services: { sense }, unreadable });
  const list = proofs({
    journey: 'onboard',
    facts,
    inputs: { ...emptyInputs('local'), wishes: { ...noWishes, mode: 'active' } },
    kit: emptyKit,
  });
  expect(unreadReasons(facts, list)).toEqual(reasons);
});

it('two products that block stay unsafe, whatever else could not be looked for', () => {
  const facts = aServer({
    services: { sense },
    sensor: { onboardingState: 1 },
    otherAntivirus: [{ service: 'x', displayName: 'X', running: true }],
    unreadable: [{ fact: 'otherAntivirus', reason: 'notInTime', detail: '' }],
  });
  const list = proofs({
    journey: 'onboard',
    facts,
    inputs: { ...emptyInputs('local'), wishes: { ...noWishes, mode: 'active' } },
    kit: emptyKit,
  });
  expect(list.find(({ id }) => id === 'mode')?.state).toBe('unsafe');
});

it.each<[Proof['id'], string]>([
  ['service', 'notOnboarded'],
  ['state', 'notOnboarded'],
  ['tenant', 'notOnboarded'],
  ['completed', 'onboarded'],
  ['cloud', 'onboardedWaitingForCloud'],
  ['mode', 'onboarded'],
])('a server of which %s alone was not read is called %s', (unread, outcome) => {
  const ids = ['service', 'state', 'tenant', 'completed', 'cloud', 'mode', 'portal'] as const;
  const list = ids.map((id): Proof => {
    const state = id === unread ? 'unread' : id === 'portal' ? 'notProvable' : 'agrees';
    return { id, state, raw: '', source: '', at: null };
  });
  expect(outcomeOf(list)).toBe(outcome);
});
