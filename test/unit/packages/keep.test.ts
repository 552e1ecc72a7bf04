import { expect, it, vi } from 'vitest';
import { keptName, signatureOf } from '../../../main/packages/kept/keep';
import type { PackageDetails, Signature } from '../../../shared/model/packages';
import { anOnboardingPackage } from '../../fixtures/onboardingPackage';

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

const onboarding = anOnboardingPackage().details;
it.each<[string, Found, boolean]>([
  ['a platform update', platform, true],
  ['an update', update, true],
  ['a script of the portal', { ...base, details: onboarding }, false],
  ['a practice file', { ...platform, practice: true }, false],
])('asks for the signature of %s: %s', async (_, found, asked) => {
  const trust = vi.fn(() => Promise.resolve<Signature>({ state: 'valid', signer: 'X', detail: null }));
  const { state } = await signatureOf(found, 'b', trust);
  expect(trust.mock.calls).toEqual(asked ? [['b']] : []);
  expect(state).toBe(asked ? 'valid' : 'notApplicable');
});

it.each<[string, PackageDetails, string]>([
  ['Install (1).ps1', { kind: 'installScript', version: null }, 'Install.ps1'],
  ['UpdatePlatform (2).exe', platform.details, 'UpdatePlatform.exe'],
  ['a.cmd', onboarding, 'a.cmd'],
  ['con.cmd', onboarding, 'script.cmd'],
  ['f/a.cmd', onboarding, 'script.cmd'],
  [
    'off.cmd',
    {
      kind: 'offboarding',
      variant: 'groupPolicy',
      orgId: null,
      expiresAt: null,
      scriptName: 'off.cmd',
      differences: [],
    },
    'off.cmd',
  ],
  ['x-kb2999226_1a.msu', update.details, 'x-kb2999226_1a.msu'],
  ['f/x-kb2999226.msu', update.details, 'KB2999226.msu'],
])('%s, of %j, is kept as %s', (name, details, kept) => {
  expect(keptName({ ...base, name, details })).toBe(kept);
});
