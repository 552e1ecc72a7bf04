import { describe, expect, it } from 'vitest';
import { createWindowsTrust } from '../../main/windowsTrust';
import type { Shell } from '../../main/shell/shell';
import type { ResultOf } from '../../shared/model/operations';
import { GangwayError } from '../../shared/errors';

const good: ResultOf<'Get-PackageTrust'> = {
  status: 'Valid',
  subject: 'CN=Microsoft Windows, O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
};
const shellThat = (answer: () => unknown) =>
  ({ run: () => Promise.resolve().then(answer) }) as unknown as Shell;

describe('trust on Windows', () => {
  it.each([
    ['what Windows calls valid', {}, 'valid'],
    ['an unknown root', { status: 'UnknownError' }, 'invalid'],
    ['another publisher', { subject: 'CN=Evil, O=Evil Corporation' }, 'wrongPublisher'],
    ['no signature', { status: 'NotSigned', subject: null }, 'notSigned'],
    ['a changed file', { status: 'HashMismatch' }, 'invalid'],
    ['a status nobody knows', { status: 'Wonderful' }, 'invalid'],
  ])('judges %s', async (_, change, state) => {
    const trust = createWindowsTrust(shellThat(() => ({ ...good, ...change })));
    expect((await trust('C:\\x.msi')).state).toBe(state);
  });

  it('never calls valid what could not be asked', async () => {
    const trust = createWindowsTrust(
      shellThat(() => {
        throw new GangwayError('shell.missing');
      }),
    );
    expect(await trust('C:\\x.msi')).toEqual({ state: 'invalid', signer: null, detail: 'unproved' });
  });
});
