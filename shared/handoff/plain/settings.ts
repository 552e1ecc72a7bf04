import { policyValueNames } from '../../model/catalogue/policyNames';
import { policyValues, watchedOnly } from '../../model/catalogue/policyValues';
import type { ParamsOf } from '../../model/operations';
import type { Preferences, PreferenceValues } from '../../model/antivirus/preferences';
import { always } from '../../plan/actions/byRules';
import type { Rule } from '../../plan/rules/rule';
import { contentsFor, type Content, type RegistryValue } from '../contents';
import { buildsOf, type FleetFamily } from '../families';
import { jsonText } from '../texts';
import type { EngineId, FleetPart, Wanted } from '../wanted';
import type { OrderStep } from './order';

/** A Windows of this family. */
export const isFamily = (family: FleetFamily): Rule => ({
  any: buildsOf(family).map((build) => ({ fact: 'os.build', is: build })),
});

/** What most steps have. */
export const common = { files: [], fill: [], applies: always } as const;
/** Parameters as the order holds them. */
export const params = (value: unknown): string => jsonText(value, 0);

/** Not there yet. What no fact proves is done on the way only, and not again with every run. */
export const onTheWay = (proof: Rule): Rule => ({ not: proof });

/** The name by which `Set-Policy` knows a registry value; null for the mode, which has an operation of its own. */
function policyNameOf({ key, name }: RegistryValue) {
  const at = `HKLM:\\${key}`;
  if (at === watchedOnly.forceDefenderPassiveMode.key && name === watchedOnly.forceDefenderPassiveMode.value)
    return null;
  const found = policyValueNames.find(
    (one) => policyValues[one].key === at && policyValues[one].value === name,
  );
  if (found === undefined) throw new Error(`Set-Policy does not know ${at}, ${name}`);
  return found;
}

/** The registry holds what it shall. Nothing has to be cleared where there was never anything. */
function holdsValue(fact: string, data: RegistryValue['data']): Rule {
  const value = data?.value ?? null;
  const exactly: Rule = { fact, is: value };
  const rule: Rule = value === '' ? { any: [exactly, { fact, is: null }] } : exactly;
  return { all: [{ read: fact }, rule] };
}

/** Facts that tell the preferences of the antivirus. */
const preferenceFacts = {
  EnableNetworkProtection: 'enableNetworkProtection',
  AllowNetworkProtectionOnWinServer: 'allowNetworkProtectionOnWinServer',
  AllowNetworkProtectionDownLevel: 'allowNetworkProtectionDownLevel',
  AllowDatagramProcessingOnWinServer: 'allowDatagramProcessingOnWinServer',
  ProxyServer: 'proxyServer',
} as const satisfies Record<keyof PreferenceValues, keyof Preferences>;

type Setting = Pick<OrderStep, 'operation' | 'params' | 'done'> & { readonly applies?: Rule };

/** How a setting is carried out by an operation; null where it is not, or where a file of the part does it. */
function settingOf(content: Content, proof: Rule): Setting | null {
  switch (content.kind) {
    case 'notPossible':
    case 'update':
      return null;
    case 'registry': {
      const [mode] = content.values.filter((one) => policyNameOf(one) === null);
      if (mode !== undefined) {
        const word = mode.data === null ? 'unset' : mode.data.value === 1 ? 'passive' : 'active';
        return {
          operation: 'Set-PassiveMode',
          params: params({ mode: word }),
          done: holdsValue('policy.forceDefenderPassiveMode', mode.data),
        };
      }
      const named = content.values.flatMap((one) => {
        const name = policyNameOf(one);
        return name === null ? [] : [{ name, data: one.data }];
      });
      const values: ParamsOf<'Set-Policy'>['values'] = named.map(({ name, data }) => ({
        name,
        value: data?.value ?? null,
      }));
      return {
        operation: 'Set-Policy',
        params: params({ values }),
        done: { all: named.map(({ name, data }) => holdsValue(policyValues[name].fact, data)) },
      };
    }
    case 'preferences': {
      const { values, exclusions } = content.change;
      const done = Object.entries(values).map(([name, is]): Rule => {
        const fact = Object.entries(preferenceFacts).find(([known]) => known === name)?.[1] ?? name;
        return { fact: `preferences.${fact}`, is };
      });
      return {
        operation: 'Set-DefenderPreference',
        params: params(content.change),
        // Windows writes an exclusion in several ways, so that no rule tells whether it is there.
        done: exclusions === null ? { all: [{ not: { fact: 'preferences', is: null } }, ...done] } : null,
        // The antivirus must run for that: it says nothing of its preferences where it does not.
        applies: { not: { fact: 'preferences', is: null } },
      };
    }
    case 'winHttp':
      return {
        operation: 'Set-WinHttpProxy',
        params: params({ proxy: content.proxy, bypass: content.bypass }),
        done: {
          all: [
            { read: 'proxy.winHttp' },
            { fact: 'proxy.winHttp', is: content.proxy },
            { fact: 'proxy.winHttpBypass', is: content.bypass },
          ],
        },
      };
    case 'intelligence': {
      if (content.from === 'file') return null;
      const from =
        content.from === 'windows' ? { from: 'windows' } : { from: 'share', path: content.from.share };
      return {
        operation: 'Update-Defender',
        params: params({ what: 'intelligence', ...from }),
        done: null,
        applies: onTheWay(proof),
      };
    }
  }
}

/** The settings of a part, in the order of the wishes. */
export function settingSteps(
  engine: EngineId,
  wanted: Wanted,
  { family }: FleetPart,
  proof: Rule,
): OrderStep[] {
  return contentsFor(engine, wanted, family).flatMap(({ wish, content }) => {
    const setting = settingOf(content, proof);
    if (setting === null) return [];
    const applies: Rule = { all: [isFamily(family), ...(setting.applies ? [setting.applies] : [])] };
    return [
      {
        ...common,
        ...setting,
        applies,
        id: `set-${wish}`,
        step: 'settings' as const,
        exit: 'settings' as const,
      },
    ];
  });
}
