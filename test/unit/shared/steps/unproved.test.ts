import { expect, it } from 'vitest';
import english from '../../../../shared/locales/en/proofs.json' with { type: 'json' };
import { unproved } from '../../../../shared/steps/unproved';
import { noWishes } from '../../../../shared/model/wishes';
import { aServer, readAt } from '../../../fixtures/facts';
import { aWizard, decided, onboarded } from '../../renderer/run/runs';

const run = { runId: 'r', nn: 1, startedAt: readAt, endedAt: readAt, outcome: 'ok', code: null } as const;
const tested = aServer(onboarded, { runs: [{ ...run, operation: 'Invoke-DetectionTest' }] });

it('lists the portal always, the test until it was sent, the alert until somebody saw it, each in words', () => {
  const bare = aWizard({ facts: aServer(onboarded) });
  expect(unproved(bare.known, bare.view.inputs)).toEqual(['portal', 'test', 'alert']);
  const seen = aWizard({ facts: tested, inputs: decided({ alert: { seen: true, at: readAt, by: 'Lena' } }) });
  expect(unproved(seen.known, seen.view.inputs)).toEqual(['portal', 'account']);
  for (const key of [...unproved(bare.known, bare.view.inputs), ...unproved(seen.known, seen.view.inputs)])
    expect(Object.keys(english.unproved)).toContain(key);
});

it.each([null, { seen: false, at: readAt, by: 'Lena' }])(
  'keeps the alert of a test open while it is %j',
  (alert) => {
    const { known, view } = aWizard({ facts: tested, inputs: decided({ alert }) });
    expect(unproved(known, view.inputs)).toEqual(['portal', 'account', 'alert']);
  },
);

it('takes no alert for one of a test that was not sent', () => {
  const alert = { seen: true, at: readAt, by: 'Lena' };
  const early = aWizard({ facts: aServer(onboarded), inputs: decided({ alert }) });
  expect(unproved(early.known, early.view.inputs)).toEqual(['portal', 'test', 'alert']);
});

it('calls a server that nobody or two protect by that, not by its mode', () => {
  const facts = aServer(onboarded, { defender: { runningMode: 'passive' } });
  const alone = aWizard({ facts, inputs: decided({ wishes: { ...noWishes, mode: 'passive' } }) });
  expect(unproved(alone.known, alone.view.inputs)).toEqual(['none', 'portal', 'test', 'alert']);
});

it('says of what could not be read that it was not read, in words of its own', () => {
  const facts = aServer(onboarded, {
    unreadable: [{ fact: 'otherAntivirus', reason: 'accessDenied', detail: '' }],
  });
  const { known, view } = aWizard({ facts, inputs: decided({ wishes: { ...noWishes, mode: 'active' } }) });
  expect(unproved(known, view.inputs)).toContain('unread.mode');
  const local = known.proofs.map(({ id }) => id).filter((id) => id !== 'portal');
  expect(Object.keys(english.unproved.unread)).toEqual(local);
});
