import { expect, it } from 'vitest';
import type { ServerState } from '../../../shared/facts';
import { emptyInputs } from '../../../shared/inputs';
import { proofs, unreadReasons } from '../../../shared/proofs';
import { aServer } from '../../fixtures/facts';
import { emptyKit } from '../../fixtures/kits';

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
  const list = proofs({ facts, inputs: { ...emptyInputs('local'), mode: 'active' }, kit: emptyKit });
  expect(unreadReasons(facts, list)).toEqual(reasons);
});
