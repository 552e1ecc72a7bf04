import { expect, it } from 'vitest';
import { signatureOf } from '../../../main/packages/keep';
import type { Signature } from '../../../shared/packages';

type Found = Parameters<typeof signatureOf>[0];
const base = { state: 'ready', path: 'a', name: 'a', from: null, practice: false } as const;
const update: Found = { ...base, details: { kind: 'windowsUpdate', kb: 'KB2999226', architecture: 'x64' } };
const platform: Found = { ...base, details: { kind: 'platformUpdate', version: '4.18.24070.5' } };
const judge = (found: Found, state: Signature['state'], detail: Signature['detail']) =>
  signatureOf(found, 'a', () => Promise.resolve({ state, signer: null, detail }));

it('calls the signature of an update not checked where Windows cannot tell it: wusa.exe checks it on the server', async () => {
  expect((await judge(update, 'invalid', 'unproved')).state).toBe('notCheckedHere');
  expect((await judge(platform, 'invalid', 'unproved')).state).toBe('invalid');
});

it('believes Windows where it does tell: an altered update stays refused', async () => {
  expect(await judge(update, 'invalid', 'hashMismatch')).toMatchObject({ state: 'invalid' });
  expect(await judge(update, 'notSigned', null)).toMatchObject({ state: 'notSigned' });
  expect(await judge(update, 'valid', null)).toMatchObject({ state: 'valid' });
});
