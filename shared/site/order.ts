import type { OsFamily } from '../knowledge/os';
import { firstBuildWithSensor, osFamilies } from '../knowledge/os';
import { derived, docs, installScript, type Doubt } from '../knowledge/source';
import type { PackageKind } from '../model/packages';
import type { SiteNeeds } from './needs';

/** The files that have a place of their own in the order. */
const kinds = [
  'platformStep',
  'platformUpdate',
  'intelligence',
  'installScript',
  'installation',
  'onboarding',
  'sensorUpdate',
] as const satisfies readonly PackageKind[];

/** A stop of an installation without Internet: a file of the kit, or what is done without one. Texts: `order.<id>` in `site.json`. */
export interface OrderStep {
  readonly id: 'windows' | 'prerequisites' | 'feature' | (typeof kinds)[number];
  /** Whether Windows may ask for a restart before the next one. */
  readonly restart: boolean;
}

const step = (id: OrderStep['id'], restart = false): OrderStep => ({ id, restart });
const windows = step('windows', true);
const platform = [step('platformStep', true), step('platformUpdate', true)];

/**
 * The order on each Windows. The antivirus comes before what it is to know: on Server 2012 R2 with the installation package, on Server 2016
 * as a feature and a platform, because a platform of 4.10 refuses new engines and Windows Update tries for ever (row
 * servicing/servicing-mpsigstub-engine-stuck-2016). The newest sensor comes last. Derived of Install.ps1 and onboard-server.
 */
const orders = {
  server2012R2: [
    windows,
    step('prerequisites', true),
    step('installScript'),
    step('installation', true),
    step('intelligence'),
    step('onboarding'),
    step('sensorUpdate', true),
  ],
  server2016: [
    windows,
    step('feature', true),
    ...platform,
    step('intelligence'),
    step('installScript'),
    step('installation', true),
    step('onboarding'),
    step('sensorUpdate', true),
  ],
  withSensor: [windows, ...platform, step('intelligence'), step('onboarding')],
} as const satisfies Record<string, readonly OrderStep[]>;

/** On what the order rests. */
export const orderGround: { readonly source: string; readonly doubt: Doubt } = {
  source: `${docs('onboard-server')}; ${installScript}`,
  doubt: derived,
};

/** The order of an installation without Internet on this Windows, with the stops for which these needs have a use. */
export function installationOrder(family: OsFamily, { files, updates }: SiteNeeds): readonly OrderStep[] {
  const build = osFamilies.find((entry) => entry.family === family)?.build ?? firstBuildWithSensor;
  const all: readonly OrderStep[] =
    family === '2012r2'
      ? orders.server2012R2
      : build < firstBuildWithSensor
        ? orders.server2016
        : orders.withSensor;
  const needed = new Set<string>(files.map(({ kind }) => kind));
  return all.filter(({ id }) => {
    if (id === 'windows') return updates.length > 0;
    if (id === 'feature') return true;
    return needed.has(id === 'prerequisites' ? 'windowsUpdate' : id);
  });
}
