import { actions } from '../../../../../shared/plan/actions';
import type { Action, ActionId } from '../../../../../shared/plan/actions/action';
import type { ServerState } from '../../../../../shared/model/facts';
import { emptyInputs, type Inputs } from '../../../../../shared/model/inputs';
import { noWishes, type Wishes } from '../../../../../shared/model/wishes';
import type { Kit } from '../../../../../shared/model/kit';
import type { Package, PackageDetails } from '../../../../../shared/model/packages';
import type { Situation } from '../../../../../shared/plan/situation';
import { aServer, server2012R2, type DeepPartial } from '../../../../fixtures/facts';
import { aPackage, emptyKit } from '../../../../fixtures/kits';
import { anOnboardingPackage, tenant } from '../../../../fixtures/onboardingPackage';

/** A change of the server that a test begins with. */
export type Change = DeepPartial<ServerState>;
export const file = (letter: string, details: PackageDetails): Package => ({
  ...aPackage(`${details.kind}-${letter}`, details),
  sha256: letter.repeat(64),
});
export const installation = (platformVersion: string | null) =>
  file('1', {
    kind: 'installation',
    productName: 'Microsoft Defender for Endpoint',
    productVersion: '4.18.25110.6',
    productCode: '{00000000-0000-0000-0000-000000000000}',
    manufacturer: 'Microsoft Corporation',
    platformVersion,
  });
export const msi = installation('4.18.25110.6');
export const script = file('2', { kind: 'installScript', version: null });
export const step = file('3', { kind: 'platformStep', version: '4.18.2001.10' });
export const platform = file('4', { kind: 'platformUpdate', version: '4.18.25110.6' });
export const ucrt = file('5', { kind: 'windowsUpdate', kb: 'KB2999226', architecture: 'x64' });
export const telemetry = file('6', { kind: 'windowsUpdate', kb: 'KB3080149', architecture: 'x64' });
export const onboarding = anOnboardingPackage();
/** A file as operations take it. */
export const fileOf = ({ sha256, name, bytes }: Package) => ({ sha256, name, bytes });

export const having = (
  changes: Change[],
  { wishes, ...inputs }: Partial<Omit<Inputs, 'wishes'>> & { readonly wishes?: Partial<Wishes> } = {},
  kit: Partial<Kit> = {},
): Situation => ({
  journey: 'onboard',
  facts: aServer(...changes),
  inputs: { ...emptyInputs('local'), wishes: { ...noWishes, mode: 'active', ...wishes }, ...inputs },
  kit: { ...emptyKit, ...kit },
});
export function action(id: ActionId): Action {
  const found = actions.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no action ${id}`);
  return found;
}
export const call = (id: ActionId, situation: Situation) => action(id).call(situation);

export const kernel: Change = { files: { ntoskrnlOwnerTrusted: false } };
export const old: Change[] = [server2012R2, { files: { ucrtbase: null } }];
export const all: Partial<Kit> = {
  installation: msi,
  installScript: script,
  onboarding,
  platformStep: step,
  platformUpdate: platform,
  windowsUpdates: [ucrt, telemetry],
};
export const onboarded: Change = {
  services: { sense: { status: 'running', start: 'automatic', imagePath: null } },
  sensor: { onboardingState: 1, orgId: tenant },
};
