import { describe, expect, it } from 'vitest';
import type { RunsNeeds } from '../../../main/runs/needs';
import { sendParams } from '../../../main/runs/sendKit';
import type { Server } from '../../../main/servers/server';
import { GangwayError } from '../../../shared/errors';
import { plan } from '../../../shared/plan/plan';
import { assess } from '../../../shared/steps/progress';
import { aView, library, now } from '../shared/views';

const [pkg] = library;
/** A server and the library, which is all that is asked; `kept` tells what became of the file since it was taken. */
function asked(kept: 'whole' | 'changed' | 'gone', network = false, adminShare = false) {
  const view = { ...aView(), connection: network ? {} : null };
  const real = {
    list: () => library,
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
  sendParams(...by, items.find((item) => item.id === id) ?? fail()).catch((error: unknown) =>
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

  it('and nothing but the copy goes this way', async () => {
    expect(await sent(asked('whole'), 'onboard')).toBe('internal');
  });
});

function fail(): never {
  throw new Error('nothing to send');
}
