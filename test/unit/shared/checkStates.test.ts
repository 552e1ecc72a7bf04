import { expect, it } from 'vitest';
import { judgeChecks } from '../../../shared/checkStates';
import { emptyInputs, type Inputs } from '../../../shared/inputs';
import { checks } from '../../../shared/prerequisites';
import { aServer, server2016 } from '../../fixtures/facts';
import { emptyKit } from '../../fixtures/kits';

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
