import { GangwayError } from '../../../shared/errors';
import type { ParamsOf, ResultOf } from '../../../shared/model/operations';
import { policyValues } from '../../../shared/model/catalogue/policyValues';
import { NeverEnds, type Behaviour, type Told } from '../behaviour';
import type { Machine } from '../machine/machine';
import { registryHas, registryNumber, registryText } from '../machine/registry';

// Stands on: defender/mde-reg-policy-key (keys, names and kinds of the sensor's values), defender/mde-reg-services-etw-acl (the proxy's switch).
// Invented: that a refusal ends the action as access denied; looked for: errors of New-ItemProperty on a policy key, in issues and forums.

type Asked = ParamsOf<'Set-Policy'>['values'][number];
type Change = ResultOf<'Set-Policy'>['values'][number];

/** The full name of a key, as machines have it. */
const keyOf = (name: Asked['name']): string => policyValues[name].key.replace(/^HKLM:/, 'HKEY_LOCAL_MACHINE');

/** The value as it is; one that is there in another kind is refused, as the script refuses it. */
function valueOf(machine: Machine, name: Asked['name']): Change['before'] {
  const { value, kind } = policyValues[name];
  const found =
    kind === 'DWord'
      ? registryNumber(machine, keyOf(name), value)
      : registryText(machine, keyOf(name), value);
  if (found === null && registryHas(machine, keyOf(name), value))
    throw new GangwayError('operation.failed', `${value} is there, and no ${kind}: remove it by hand first`);
  return found;
}

/** Writes, removes and reads back policy values of the registry. */
export const setPolicy: Behaviour<'Set-Policy'> = (
  timeline,
  { machine, params, takeFault }: Told<'Set-Policy'>,
) => {
  for (const { name, value } of params.values)
    if (value !== null && (policyValues[name].kind === 'String') !== (typeof value === 'string'))
      throw new GangwayError('operation.badParameters', `${name} is a ${policyValues[name].kind}`);
  const before = params.values.map(({ name }) => valueOf(machine, name));
  const told = params.values.map(({ name, value: wanted }, index): Change => {
    const { value } = policyValues[name];
    const was = before[index] ?? null;
    if (was === wanted) {
      timeline.step('writePolicy', 'skipped', `${value} = ${was ?? ''}`);
      return { name, before: was, after: was };
    }
    timeline.step('writePolicy', 'begin', `${value} = ${wanted ?? ''}`);
    timeline.wait(1_000);
    const fault = takeFault();
    // The key is made before the value: where that is refused, the empty key stays.
    if (wanted !== null) timeline.patch({ registry: { [keyOf(name)]: {} } });
    if (fault?.effect === 'hang') throw new NeverEnds();
    if (fault?.effect === 'fail') throw new GangwayError('target.accessDenied', value);
    // The value is read back, so a write without effect shows in the result itself.
    const after = fault?.effect === 'noop' ? was : wanted;
    if (after === wanted) timeline.patch({ registry: { [keyOf(name)]: { [value]: wanted } } });
    timeline.step('writePolicy', 'done', `${value} = ${after ?? ''}`);
    return { name, before: was, after };
  });
  return { changed: told.some(({ before: was, after }) => was !== after), values: told };
};
