import { describe, expect, it } from 'vitest';
import type { Context } from '../../../main/context';
import { sendParams } from '../../../main/runs/sendKit';
import { GangwayError } from '../../../shared/errors';
import { plan } from '../../../shared/plan/plan';
import { assess } from '../../../shared/steps/progress';
import { aView, library, now } from '../shared/views';

const [pkg] = library;
/** A context of which only the library and the one server are asked; `kept` tells what became of the file since it was taken. */
function context(kept: 'whole' | 'changed' | 'gone', network = false, adminShare = false) {
  const view = { ...aView(), connection: network ? {} : null };
  const real = {
    list: () => library,
    pathOf: () => (kept === 'gone' ? null : '/library/script.cmd'),
    verify: async () => kept === 'whole',
  };
  return {
    session: { target: () => view },
    libraries: { real },
    settings: { value: () => ({ adminShare }) },
    now: () => now,
  } as unknown as Context;
}
const items = plan(assess(aView(), library, now).known?.situation ?? fail());
const sent = (asked: Context, id = 'send-kit') =>
  sendParams(asked, 'local', items.find((item) => item.id === id) ?? fail()).catch((error: unknown) =>
    error instanceof GangwayError ? error.code : error,
  );
const file = { sha256: pkg?.sha256, name: pkg?.name, bytes: pkg?.bytes, source: '/library/script.cmd' };

describe('a file is looked at once more before it is sent', () => {
  it.each<[string, Context, unknown]>([
    ['as it was taken it is sent', context('whole'), { files: [file] }],
    ['changed since, it is not', context('changed'), 'package.notTrusted'],
    ['gone, it is not', context('gone'), 'package.missing'],
    [
      'by the share only where Settings allow it',
      context('whole', true, true),
      { files: [file], adminShare: true },
    ],
    ['not by the share where they do not', context('whole', true, false), { files: [file] }],
    ['not by the share to this computer', context('whole', false, true), { files: [file] }],
  ])('%s', async (_, asked, expected) => {
    expect(await sent(asked)).toEqual(expected);
  });

  it('and nothing but the copy goes this way', async () => {
    expect(await sent(context('whole'), 'onboard')).toBe('internal');
  });
});

function fail(): never {
  throw new Error('nothing to send');
}
