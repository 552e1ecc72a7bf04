import { expect, it } from 'vitest';
import { opensOverview } from '../../../../renderer/pages/home/serverRow';
import { aRun, aView } from '../../shared/views';
import type { TargetView } from '../../../../shared/bridge/session';

const ran = (outcome: string): Partial<TargetView> => ({ run: aRun('onboard', 'done', outcome, 'plan') });
const unread: Partial<TargetView> = { facts: null, factsAt: null };

it.each<[what: string, change: Partial<TargetView>, opens: boolean]>([
  ['one that was never read', unread, false],
  ['one that was read before the app started', { ...unread, lastReadAt: 1 }, true],
  ['one that was read', {}, true],
  ['one whose run is over', ran('done'), true],
  ['one whose run failed', ran('failed'), true],
  ['one whose run lost its server', ran('interrupted'), false],
  ['one whose run waits for a restart', ran('restartRequired'), false],
])('a server opens on its overview or at its step: %s', (_, change, opens) => {
  expect(opensOverview({ ...aView(), ...change })).toBe(opens);
});
