import { GangwayError } from '../../../shared/errors';
import {
  exclusionKinds,
  exclusionNames,
  holdsExclusion,
  type ExclusionKind,
  type ExclusionLists,
} from '../../../shared/model/antivirus/exclusions';
import type { ParamsOf, ResultOf } from '../../../shared/model/operations';
import type { PreferenceValues } from '../../../shared/model/antivirus/preferences';
import { answers, hiddenList, preferencesOf } from '../answers/preferences';
import { NeverEnds, type Behaviour } from '../behaviour';
import { keys } from '../machine/keys';
import { applyPatch } from '../machine/applyPatch';
import type { Machine, MachinePreferences } from '../machine/machine';
import { registryNumber } from '../machine/registry';

// Stands on: defender/mde-mppreference-error-800106ba-en (a stopped antivirus), defender/mde-reg-tamper-values (TPExclusions is greater than 0 where
// tamper protection guards the exclusions, and no plain 1).
// Invented: that nothing is said where a policy or tamper protection holds a value; looked for: Set-MpPreference under a policy, in issues and forums

const stopped = 0x8001_06ba | 0;
type Name = keyof PreferenceValues;
type Params = ParamsOf<'Set-DefenderPreference'>;
type Values = ResultOf<'Set-DefenderPreference'>['values'];

/** The value of a preference as Windows writes it; null where the platform has none of that name. */
function textOf(machine: Machine, name: Name): string | null {
  const now = preferencesOf(machine);
  const value = {
    EnableNetworkProtection: now.enableNetworkProtection,
    AllowNetworkProtectionOnWinServer: now.allowNetworkProtectionOnWinServer,
    AllowNetworkProtectionDownLevel: now.allowNetworkProtectionDownLevel,
    AllowDatagramProcessingOnWinServer: now.allowDatagramProcessingOnWinServer,
    ProxyServer: now.proxyServer ?? '',
  }[name];
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : value === null ? null : String(value);
}
const wishText = (value: PreferenceValues[Name]): string =>
  typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value ?? '');

/** In the order in which the script sees to them. */
const order = [
  'AllowNetworkProtectionOnWinServer',
  'AllowNetworkProtectionDownLevel',
  'AllowDatagramProcessingOnWinServer',
  'EnableNetworkProtection',
  'ProxyServer',
] as const satisfies readonly Name[];
const named = (values: PreferenceValues): (readonly [Name, PreferenceValues[Name]])[] =>
  order.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]] as const]));

function listOf(machine: Machine, kind: ExclusionKind): readonly string[] {
  const list = preferencesOf(machine).exclusions[kind];
  if (list === null) throw new GangwayError('defender.hidden', `${exclusionNames[kind]}: ${hiddenList}`);
  return list;
}

/** What one list lacks, and what it has too much. */
function difference(machine: Machine, kind: ExclusionKind, { exclusions }: Params) {
  const now = listOf(machine, kind);
  if (exclusions === null) return { more: [], less: [] };
  const lacks = (lists: ExclusionLists) => lists[kind].filter((one) => !holdsExclusion(now, kind, one));
  return 'exactly' in exclusions
    ? {
        more: lacks(exclusions.exactly),
        less: now.filter((one) => !holdsExclusion(exclusions.exactly[kind], kind, one)),
      }
    : {
        more: lacks(exclusions.add),
        less: now.filter((one) => holdsExclusion(exclusions.remove[kind], kind, one)),
      };
}

/** What is not yet as it was asked for, in the order in which the script sees to it. */
function workOf(machine: Machine, params: Params): (Name | ExclusionKind)[] {
  return [
    ...named(params.values)
      .filter(([name, value]) => (textOf(machine, name) ?? '') !== wishText(value))
      .map(([name]) => name),
    ...(params.exclusions === null ? [] : exclusionKinds).filter((kind) => {
      const { more, less } = difference(machine, kind, params);
      return more.length + less.length > 0;
    }),
  ];
}

const isKind = (one: Name | ExclusionKind): one is ExclusionKind =>
  exclusionKinds.some((kind) => kind === one);
const nameOf = (one: Name | ExclusionKind): string => (isKind(one) ? exclusionNames[one] : one);

/** The preferences of the machine after one piece of the work, if Windows lets it happen. */
function worked(machine: Machine, params: Params, one: Name | ExclusionKind): MachinePreferences {
  const set = machine.defender?.preferences ?? {};
  if (!isKind(one)) {
    if (one !== 'ProxyServer' && textOf(machine, one) === null)
      throw new GangwayError(
        'defender.noPreference',
        `A parameter cannot be found that matches parameter name '${one}'.`,
      );
    const { [one]: _old, ...rest } = set;
    const value = params.values[one];
    return value === null ? rest : { ...rest, [one]: value };
  }
  const guarded = (registryNumber(machine, keys.antivirusFeatures, 'TPExclusions') ?? 0) > 0;
  if (machine.defender?.IsTamperProtected && guarded) return set;
  const { more, less } = difference(machine, one, params);
  const kept = (set[exclusionNames[one]] ?? []).filter((entry) => !holdsExclusion(less, one, entry));
  return {
    ...set,
    [exclusionNames[one]]: [...kept, ...more.filter((entry) => !holdsExclusion(kept, one, entry))],
  };
}

function touched(machine: Machine, { values, exclusions }: Params): { name: string; text: string | null }[] {
  return [
    ...named(values).map(([name]) => ({ name, text: textOf(machine, name) })),
    ...(exclusions === null ? [] : exclusionKinds).map((kind) => ({
      name: exclusionNames[kind],
      text: listOf(machine, kind).join(' | '),
    })),
  ];
}

/** Sets preferences of the antivirus, reads them again and tells what became of each. */
export const setDefenderPreference: Behaviour<'Set-DefenderPreference'> = (
  timeline,
  { machine, params, takeFault },
) => {
  if (machine.defender === null && machine.os.BuildNumber < 14393)
    throw new GangwayError('defender.stopped', 'The commands of Defender Antivirus are not there');
  if (!answers(machine))
    throw new GangwayError('defender.stopped', 'Operation failed with the following error: 0x%1!x!', stopped);
  const work = workOf(machine, params);
  const before = touched(machine, params);
  const told = (after: typeof before): Values =>
    before.map(({ name, text }, index) => ({ name, before: text, after: after[index]?.text ?? null }));
  if (work.length === 0) {
    timeline.step('setPreferences', 'skipped');
    return { changed: false, values: told(before) };
  }
  timeline.step('setPreferences', 'begin', work.map(nameOf).join(', '));
  timeline.wait(1_500);
  const fault = takeFault();
  if (fault?.effect === 'hang') throw new NeverEnds();
  if (fault?.effect === 'fail') {
    const code = `0x${((fault.native ?? 1) >>> 0).toString(16).padStart(8, '0')}`;
    throw new GangwayError(
      'operation.failed',
      `Operation failed with the following error: ${code}`,
      fault.native ?? 1,
    );
  }
  let after = machine;
  for (const one of fault === null ? work : []) {
    const preferences = worked(after, params, one);
    const patch = { defender: { preferences: null } };
    after = applyPatch(
      applyPatch(after, patch, timeline.now()),
      { defender: { preferences } },
      timeline.now(),
    );
    timeline.patch(patch);
    timeline.patch({ defender: { preferences } });
  }
  const left = workOf(after, params);
  for (const one of left)
    timeline.log(
      'run',
      'warn',
      `${nameOf(one)} is not as it was set: a policy or tamper protection may hold it.`,
    );
  timeline.step('setPreferences', 'done');
  const values = told(touched(after, params));
  return { changed: values.some((one) => (one.before ?? '') !== (one.after ?? '')), values };
};
