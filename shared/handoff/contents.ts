import type { z } from 'zod';
import { policyValues, watchedOnly } from '../model/catalogue/policyValues';
import { emptyInputs } from '../model/inputs';
import type { preferenceChangeSchema } from '../model/antivirus/preferences';
import { noWishes, type Wishes } from '../model/wishes';
import { networkProtectionOf } from '../plan/actions/networkProtection';
import {
  clearTurnOffPolicies,
  preferStaticProxy,
  setDeviceTag,
  setSampleCollection,
  setSensorProxy,
  setTelemetryFrequency,
} from '../plan/actions/policies';
import type { PolicyAction } from '../plan/actions/policyAction';
import { isGivenSensor } from './families';
import { type FleetFamily } from '../model/handOff';
import type { Because, LeftOut } from './files';
import type { Wanted } from './wanted';
import type { EngineId } from '../model/handOff';

/** One registry value of HKEY_LOCAL_MACHINE; data of null removes it. */
export interface RegistryValue {
  /** Below the hive. */
  readonly key: string;
  readonly name: string;
  readonly data:
    | { readonly type: 'REG_SZ'; readonly value: string }
    | { readonly type: 'REG_DWORD'; readonly value: number }
    | null;
}

/** What carries a wish out on a server of a fleet, without anybody having read that server before. */
export type Content =
  | { readonly kind: 'registry'; readonly values: readonly RegistryValue[] }
  /** What `Set-DefenderPreference` takes. */
  | { readonly kind: 'preferences'; readonly change: z.infer<typeof preferenceChangeSchema> }
  /** What `Set-WinHttpProxy` takes; a proxy of null goes straight. */
  | { readonly kind: 'winHttp'; readonly proxy: string | null; readonly bypass: string | null }
  /** Security intelligence from where Windows takes it, from a share, or from the file of its kind among the updates of the part. */
  | { readonly kind: 'intelligence'; readonly from: 'windows' | 'file' | { readonly share: string } }
  /** The file of this kind among the updates of the part. */
  | { readonly kind: 'update'; readonly file: 'platformUpdate' | 'sensorUpdate' }
  | { readonly kind: 'notPossible'; readonly because: Because };

/** What each wish is on servers of a family. */
type Contents = {
  readonly [Wish in keyof Wishes]: (wish: NonNullable<Wishes[Wish]>, family: FleetFamily) => Content;
};

const notPossible = (because: Because): Content => ({ kind: 'notPossible', because });
const keyOf = (path: string): string => path.replace(/^HKLM:\\/, '');

/** What an action of the plan writes for a wish: its values as the plan has them, whatever is there now. */
function registryOf(action: PolicyAction, wishes: Partial<Wishes>): Content {
  const inputs = { ...emptyInputs('many'), wishes: { ...noWishes, ...wishes } };
  return {
    kind: 'registry',
    values: (action.wanted({ inputs })?.values ?? []).map(({ name, value }) => ({
      key: keyOf(policyValues[name].key),
      name: policyValues[name].value,
      data:
        typeof value === 'number'
          ? { type: 'REG_DWORD', value }
          : value === null
            ? null
            : { type: 'REG_SZ', value },
    })),
  };
}

/** The value of the mode; null takes it away. */
function modeValue(value: 0 | 1 | null): Content {
  const { key, value: name } = watchedOnly.forceDefenderPassiveMode;
  return {
    kind: 'registry',
    values: [{ key: keyOf(key), name, data: value === null ? null : { type: 'REG_DWORD', value } }],
  };
}

const common: Contents = {
  mode: (mode) => modeValue(mode === 'passive' ? 1 : 0),
  deviceTag: (deviceTag) => registryOf(setDeviceTag, { deviceTag }),
  sampleCollection: (sampleCollection) => registryOf(setSampleCollection, { sampleCollection }),
  telemetryFrequency: (telemetryFrequency) => registryOf(setTelemetryFrequency, { telemetryFrequency }),
  sensorProxy: (sensorProxy) => registryOf(setSensorProxy, { sensorProxy }),
  preferStaticProxy: (wish) => registryOf(preferStaticProxy, { preferStaticProxy: wish }),
  winHttpProxy: (wish) => ({
    kind: 'winHttp',
    ...(wish === 'direct' ? { proxy: null, bypass: null } : wish),
  }),
  turnOffPolicies: (turnOffPolicies) => registryOf(clearTurnOffPolicies, { turnOffPolicies }),
  // What a server does decides whether it may look at datagrams, and nobody has read these.
  networkProtection: (wish, family) =>
    wish === 'blockUdp'
      ? notPossible('rolesDecide')
      : {
          kind: 'preferences',
          change: { values: networkProtectionOf(wish, isGivenSensor(family), false), exclusions: null },
        },
  antivirusProxy: (proxy) => ({
    kind: 'preferences',
    change: { values: { ProxyServer: proxy === '' ? null : proxy }, exclusions: null },
  }),
  exclusions: (exclusions) => ({ kind: 'preferences', change: { values: {}, exclusions } }),
  // A sensor that came from the old agent crashes where it is too old, and whether it is shows on each server alone (known issue K9).
  workspaces: () => notPossible('oneByOne'),
  monitoringAgent: () => notPossible('oneByOne'),
  intelligence: (wish) => ({
    kind: 'intelligence',
    from: wish === 'windows' ? 'windows' : wish === 'library' ? 'file' : { share: wish },
  }),
  platform: () => ({ kind: 'update', file: 'platformUpdate' }),
  sensorUpdate: (_wish, family) =>
    isGivenSensor(family) ? { kind: 'update', file: 'sensorUpdate' } : notPossible('withWindows'),
  // One server with Internet downloads these files for those without.
  deploymentStage: () => notPossible('oneByOne'),
};

/** What each engine does for each wish. Where an engine cannot what the others can, its own line says why. */
export const contents: Readonly<Record<EngineId, Contents>> = {
  groupPolicy: common,
  configurationManager: common,
  ansible: common,
  plain: common,
};

/** What takes a wish back. What was there before nobody has read: a value is taken away where Windows then does as if there never was one. */
const back: Contents = {
  mode: () => modeValue(null),
  // The portal forgets a tag that is empty, and none that is missing (machine-tags).
  deviceTag: () => registryOf(setDeviceTag, { deviceTag: '' }),
  sampleCollection: (wish) => withoutData(registryOf(setSampleCollection, { sampleCollection: wish })),
  telemetryFrequency: () => registryOf(setTelemetryFrequency, { telemetryFrequency: 'normal' }),
  sensorProxy: () => registryOf(setSensorProxy, { sensorProxy: 'none' }),
  preferStaticProxy: () => registryOf(preferStaticProxy, { preferStaticProxy: 'off' }),
  winHttpProxy: () => notPossible('beforeUnknown'),
  turnOffPolicies: () => notPossible('beforeUnknown'),
  networkProtection: () => notPossible('beforeUnknown'),
  antivirusProxy: () => notPossible('beforeUnknown'),
  exclusions: () => notPossible('beforeUnknown'),
  workspaces: () => notPossible('noWayBack'),
  monitoringAgent: () => notPossible('noWayBack'),
  intelligence: () => notPossible('noWayBack'),
  platform: () => notPossible('noWayBack'),
  sensorUpdate: () => notPossible('noWayBack'),
  deploymentStage: () => notPossible('noWayBack'),
};

function withoutData(content: Content): Content {
  return content.kind === 'registry'
    ? { ...content, values: content.values.map((value) => ({ ...value, data: null })) }
    : content;
}

/** Every wish there is. */
const wishNames = Object.keys(noWishes).filter((name): name is keyof Wishes => name in noWishes);

/** One wish of a hand-off, and what carries it out. */
export interface Wished {
  readonly wish: keyof Wishes;
  readonly content: Content;
}

/** What carries out a wish on servers of a family; null where nothing is wanted. */
function contentOf<Wish extends keyof Wishes>(
  table: Pick<Contents, Wish>,
  wish: Wish,
  wishes: Pick<Wishes, Wish>,
  family: FleetFamily,
): Content | null {
  const wanted: Wishes[Wish] = wishes[wish];
  return wanted === null ? null : table[wish](wanted, family);
}

/** Everything that a hand-off does about settings on servers of a family, in the order of the wishes. Offboarding sets nothing. */
export function contentsFor(engine: EngineId, { wishes, direction }: Wanted, family: FleetFamily): Wished[] {
  if (direction === 'offboard') return [];
  const table = direction === 'remove' ? back : contents[engine];
  return wishNames.flatMap((wish) => {
    const content = contentOf(table, wish, wishes, family);
    return content === null ? [] : [{ wish, content }];
  });
}

/** The wishes that an engine leaves out, each once where it does so on every Windows of the hand-off. */
export function leftOutOf(engine: EngineId, wanted: Wanted): LeftOut[] {
  const each = wanted.parts.flatMap(({ family }) =>
    contentsFor(engine, wanted, family).flatMap(({ wish, content }) =>
      content.kind === 'notPossible' ? [{ wish, family, because: content.because }] : [],
    ),
  );
  const left = new Map<string, LeftOut>();
  for (const one of each) {
    const everywhere =
      each.filter(({ wish, because }) => wish === one.wish && because === one.because).length ===
      wanted.parts.length;
    const said = { ...one, family: everywhere ? null : one.family };
    left.set(`${said.wish} ${said.because} ${said.family ?? ''}`, said);
  }
  return [...left.values()];
}
