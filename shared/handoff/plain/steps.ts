import type { ParamsOf } from '../../model/operations';
import { always } from '../../plan/actions/byRules';
import { isInstalled, takesInstalledSensor } from '../../plan/actions/sensor';
import { isOff, isRemoved } from '../../plan/actions/takeOff';
import type { Rule } from '../../plan/rules/rule';
import { onboarded, onboardedTo } from '../../plan/situation';
import type { FleetFamily } from '../families';
import type { EngineId, FleetFile, FleetPart, Wanted } from '../wanted';
import type { OrderStep } from './order';
import { common, isFamily, onTheWay, params, settingSteps } from './settings';

/** A number of a Windows update in the name of its file. */
export const kbOf = ({ name }: FleetFile): string | null =>
  /kb\d{6,8}/i.exec(name)?.[0].toUpperCase() ?? null;

/**
 * What proves the updates of Server 2012 R2 without which md4ws.msi ends with 1603 (Install.ps1 1.20231204.0): the files that they
 * bring, because rollups hide their numbers. The same values as the prerequisites of that Windows.
 */
export const neededUpdates: Readonly<Record<string, Rule>> = {
  KB2999226: { not: { fact: 'files.ucrtbase', is: null } },
  KB3080149: { fact: 'files.tdh', atLeast: '6.3.9600.17958' },
  KB3045999: { fact: 'files.ntoskrnl', atLeast: '6.3.9600.17736' },
};

const bare = ({ sha256, name, bytes }: FleetFile) => ({ sha256, name, bytes });

/** The step that runs one update of a part; null for a kind that no operation runs. */
function updateStep(file: FleetFile, family: FleetFamily, proof: Rule): OrderStep | null {
  const way = {
    ...common,
    files: [file.sha256],
    applies: { all: [isFamily(family), onTheWay(proof)] },
    done: null,
    step: 'prerequisites',
    exit: 'prerequisites',
  } as const;
  const kb = kbOf(file);
  if (file.kind === 'windowsUpdate' && kb !== null)
    return {
      ...way,
      id: `update-${kb}`,
      operation: 'Install-Prerequisite',
      params: params({ fix: 'windowsUpdate', kb, file: bare(file) }),
      done: neededUpdates[kb] ?? null,
    };
  if (file.kind === 'platformUpdate' || file.kind === 'platformStep')
    return {
      ...way,
      id: file.kind === 'platformUpdate' ? 'update-platform' : 'step-platform',
      operation: 'Install-Prerequisite',
      params: params({ fix: 'platformUpdate', file: bare(file) }),
    };
  if (file.kind === 'intelligence')
    return {
      ...way,
      id: 'update-intelligence',
      operation: 'Update-Defender',
      params: params({ what: 'intelligence', from: 'library', file: bare(file) }),
    };
  if (file.kind === 'sensorUpdate')
    return {
      ...way,
      id: 'update-sensor',
      step: 'install',
      exit: 'install',
      operation: 'Update-Sensor',
      params: params({ file: bare(file) }),
    };
  return null;
}

/** Installs the sensor on a Windows that is given one. */
function installStep({ family, installation }: FleetPart, { wishes }: Wanted): OrderStep[] {
  if (installation === null) return [];
  const call: ParamsOf<'Install-Sensor'> = {
    engine: 'msiexec',
    file: bare(installation),
    script: null,
    passive: wishes.mode === 'passive',
  };
  return [
    {
      ...common,
      ...{ id: 'install-sensor', step: 'install', exit: 'install', operation: 'Install-Sensor' },
      files: [installation.sha256],
      params: params(call),
      applies: { all: [isFamily(family), takesInstalledSensor] },
      done: isInstalled,
    },
  ];
}

/** When the offboarding package of that name expires: at the end of its day, UTC. Where its name has none the tenant's script judges. */
function expiryOf({ name }: FleetFile): number {
  const day = /valid_until_(\d{4}-\d{2}-\d{2})/i.exec(name)?.[1];
  const start = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(start) ? Date.UTC(2100, 0) : start + 24 * 60 * 60 * 1000;
}

/** Runs the script of the tenant; there is none where settings are taken back. */
function tenantStep({ direction, tenant, tenantFile }: Wanted): OrderStep[] {
  if (tenantFile === null || tenant === null) return [];
  const way = { ...common, step: 'tenant', exit: 'tenant', files: [tenantFile.sha256] } as const;
  const file = bare(tenantFile);
  if (direction === 'onboard')
    return [
      {
        ...way,
        ...{ id: 'onboard', operation: 'Invoke-Onboarding', done: onboardedTo(tenant) },
        params: params({ file, orgId: tenant }),
      },
    ];
  const call: ParamsOf<'Invoke-Offboarding'> = { file, orgId: tenant, expiresAt: expiryOf(tenantFile) };
  return [
    {
      ...way,
      ...{ id: 'offboard', operation: 'Invoke-Offboarding', done: isOff },
      params: params(call),
    },
  ];
}

/** Removes the sensor that was installed, by the product that each server names. */
function removeStep({ direction, uninstall }: Wanted): OrderStep[] {
  if (direction !== 'offboard' || !uninstall) return [];
  return [
    {
      ...common,
      ...{ id: 'remove-sensor', step: 'install', exit: 'install', operation: 'Remove-Sensor' },
      params: params({ engine: 'msiexec', script: null }),
      fill: [{ param: 'productCode', fact: 'sensor.product.productCode' }],
      applies: { all: [takesInstalledSensor, { not: { fact: 'sensor.product', is: null } }] },
      done: isRemoved,
    },
  ];
}

/** Where the order brings a server; taking settings back is proved by its steps alone. */
export function proofOf({ direction, tenant, uninstall }: Wanted): Rule {
  if (direction === 'remove') return always;
  if (direction === 'onboard') return tenant === null ? onboarded : onboardedTo(tenant);
  if (!uninstall) return isOff;
  return { all: [isOff, { any: [{ not: takesInstalledSensor }, isRemoved] }] };
}

/** Everything that a server is given, in order: what the sensor needs, the sensor, its settings, and the tenant. */
export function stepsOf(engine: EngineId, wanted: Wanted): OrderStep[] {
  const proof = proofOf(wanted);
  const onboards = wanted.direction === 'onboard';
  const updates = wanted.parts.flatMap(({ family, updates: files }) =>
    onboards ? files.flatMap((file) => updateStep(file, family, proof) ?? []) : [],
  );
  return [
    ...updates.filter(({ step }) => step === 'prerequisites'),
    ...(onboards ? wanted.parts.flatMap((part) => installStep(part, wanted)) : []),
    ...updates.filter(({ step }) => step === 'install'),
    ...wanted.parts.flatMap((part) => settingSteps(engine, wanted, part, proof)),
    ...tenantStep(wanted),
    ...removeStep(wanted),
  ];
}
