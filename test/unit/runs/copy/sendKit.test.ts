import { describe, expect, it } from 'vitest';
import type { RunsNeeds } from '../../../../main/runs/needs';
import { intendedParams, sendParams } from '../../../../main/runs/copy/sendKit';
import type { Server } from '../../../../main/servers/server';
import { GangwayError } from '../../../../shared/errors';
import { plan } from '../../../../shared/plan/plan';
import { assess } from '../../../../shared/steps/progress';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';
import { aView, library, now } from '../../shared/views';

const [pkg] = library;
/** A server and the library, which is all that is asked; `kept` tells what became of the file since it was taken. */
function asked(kept: 'whole' | 'changed' | 'gone', network = false, adminShare = false, kit = library) {
  const view = { ...aView(), connection: network ? {} : null };
  const real = {
    list: () => kit,
    pathOf: () => (kept === 'gone' ? null : '/library/script.cmd'),
    verify: async () => kept === 'whole',
  };
  const needs = { libraries: { real }, settings: { value: () => ({ adminShare }) } };
  const server = {
    target: view.target,
    view: () => view,
    known: () => assess(aView(), library, now).known ?? fail(),
  };
  return [needs, server] as unknown as [RunsNeeds, Server];
}
const items = plan(assess(aView(), library, now).known?.situation ?? fail());
const sent = (by: [RunsNeeds, Server], id = 'send-kit') =>
  sendParams(...by, 'onboard', items.find((item) => item.id === id) ?? fail()).catch((error: unknown) =>
    error instanceof GangwayError ? error.code : error,
  );
const file = { sha256: pkg?.sha256, name: pkg?.name, bytes: pkg?.bytes, source: '/library/script.cmd' };

describe('a file is looked at once more before it is sent', () => {
  it.each<[string, [RunsNeeds, Server], unknown]>([
    ['as it was taken it is sent', asked('whole'), { files: [file] }],
    ['changed since, it is not', asked('changed'), 'package.notTrusted'],
    ['gone, it is not', asked('gone'), 'package.missing'],
    [
      'by the share only where Settings allow it',
      asked('whole', true, true),
      { files: [file], adminShare: true },
    ],
    ['not by the share where they do not', asked('whole', true, false), { files: [file] }],
    ['not by the share to this computer', asked('whole', false, true), { files: [file] }],
  ])('%s', async (_, by, expected) => {
    expect(await sent(by)).toEqual(expected);
  });

  it('with a line that nobody knows it is sent once somebody has confirmed it', async () => {
    const odd = (changes: object) =>
      anOnboardingPackage(changes, { differences: [{ is: 'own', line: 2, text: 'calc' }] });
    const other = { ...odd({}), sha256: 'b'.repeat(64) };
    const confirmation = { at: now, by: 'Ada' };
    expect(await sent(asked('whole', false, false, [odd({})]))).toBe('package.unconfirmed');
    expect(await sent(asked('whole', false, false, [other, odd({ confirmation })]))).toEqual({
      files: [file],
    });
  });

  it('and nothing but the copy goes this way', async () => {
    expect(await sent(asked('whole'), 'onboard')).toBe('internal');
  });
});

it('the journal says of a copy which way may be taken, and of every other action what it is sent', () => {
  const by = asked('whole', true, true);
  const params = { files: [1] };
  const copy = { operation: 'Send-Package', params } as const;
  expect(intendedParams(...by, copy)).toEqual({ files: [1], adminShare: true });
  expect(intendedParams(...asked('whole', true, false), copy)).toEqual(params);
  expect(intendedParams(...by, { operation: 'Invoke-Onboarding', params })).toEqual(params);
});

function fail(): never {
  throw new Error('nothing to send');
}
