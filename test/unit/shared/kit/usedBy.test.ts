import { expect, it } from 'vitest';
import { usersOf } from '../../../../shared/kit/usedBy';
import { emptyInputs } from '../../../../shared/model/inputs';
import type { Target } from '../../../../shared/model/target';
import { aServer } from '../../../fixtures/facts';
import { aPackage } from '../../../fixtures/kits';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';

const server = (id: string, build: number) => ({
  target: { kind: 'local', id, name: id.toUpperCase() } as Target,
  facts: aServer({ os: { build } }),
  inputs: emptyInputs(id),
});
const onboarding = anOnboardingPackage();
const installation = {
  ...aPackage('md4ws.msi', {
    kind: 'installation',
    productName: '',
    productVersion: '',
    productCode: '',
    manufacturer: '',
    platformVersion: null,
  }),
  sha256: 'b'.repeat(64),
};
const older = { ...onboarding, sha256: 'c'.repeat(64), addedAt: 0 };

it('names the servers that choose a file, and none for what does not fit or was not read', () => {
  const servers = [server('old', 9600), server('new', 17763), { ...server('unread', 9600), facts: null }];
  const users = usersOf([onboarding, installation, older], servers, false);
  const names = (sha256: string) => users.get(sha256)?.map(({ id }) => id);
  expect([names(onboarding.sha256), names(installation.sha256), names(older.sha256)]).toEqual([
    ['old', 'new'],
    ['old'],
    undefined,
  ]);
  expect(usersOf([onboarding], servers, true).size).toBe(0);
});

it('follows what a person picked', () => {
  const chosen = server('old', 9600);
  const inputs = { ...chosen.inputs, chosen: [older.sha256] };
  const users = usersOf([onboarding, older], [{ ...chosen, inputs }], false);
  expect([...users.keys()]).toEqual([older.sha256]);
});

it('counts no server that only sees why a file does not fit it', () => {
  const elsewhere = {
    ...server('old', 17763),
    facts: aServer({ sensor: { onboardingState: 1, orgId: '00000000-0000-0000-0000-000000000000' } }),
  };
  expect(usersOf([onboarding], [elsewhere], false).size).toBe(0);
});
