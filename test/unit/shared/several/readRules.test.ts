import { expect, it } from 'vitest';
import { leftOut, roundCount } from '../../../../shared/several/readRules';
import type { ReadEntry } from '../../../../shared/model/servers/readings';
import type { TargetView } from '../../../../shared/bridge/session';
import { emptyInputs, type Inputs } from '../../../../shared/model/inputs';
import { aView, now } from '../views';

const named: Partial<Inputs> = {
  connection: { ...emptyInputs('local').connection, account: { kind: 'named', userName: 'NORD\\adm' } },
};
it.each<[string, TargetView['busy'], Partial<Inputs>, number | null, boolean, string | null]>([
  ['at which nothing works', 'idle', {}, null, false, null],
  ['that is read by somebody else', 'reading', {}, now, true, 'atWork'],
  ['on which a run goes on', 'running', {}, now, true, 'atWork'],
  ['whose password nobody gave', 'idle', named, null, false, 'password'],
  ['whose password is at hand', 'idle', named, null, true, null],
  ['that is signed in to', 'idle', named, now, false, null],
  ['at work, without a password', 'reading', named, null, false, 'atWork'],
])('a round over a server %s', (_, busy, inputs, connectedAt, isHeld, why) => {
  const view = aView({ view: { busy, connectedAt }, inputs });
  expect(leftOut(view, isHeld)).toBe(why);
});

it('counts each server of a round once', () => {
  const states = ['read', 'read', 'reading', 'left', 'failed', 'failed', 'failed'] as const;
  const entries = states.map((state): ReadEntry => ({ targetId: 'local', state, why: null, failure: null }));
  expect(roundCount({ startedAt: now, endedAt: null, stopAsked: false, entries })).toEqual({
    waiting: 0,
    reading: 1,
    read: 2,
    failed: 3,
    left: 1,
  });
});
