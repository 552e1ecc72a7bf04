import type { ParamsOf, ResultOf } from '../../../shared/model/operations';

// Stands on: platform/winrm-trusted-by-name (one text, names parted by commas), platform/winrm-trustedhosts-ipv6.

const namesOf = (list: string): string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Whether a list trusts a name: by itself, or because it trusts every one. */
export const isInTrustedList = (list: string, name: string): boolean =>
  namesOf(list).some((one) => one === '*' || isSame(one, name));

/** Adds one name to a list of trusted names, or takes one entry of it out; all others stay in their order. */
export function setTrustedHost(
  before: string,
  { name, trusted }: ParamsOf<'Set-TrustedHost'>,
): ResultOf<'Set-TrustedHost'> {
  const names = namesOf(before);
  if (trusted)
    return isInTrustedList(before, name)
      ? { changed: false, before, after: before }
      : { changed: true, before, after: [...names, name].join(',') };
  const index = names.findIndex((one) => isSame(one, name));
  return index < 0
    ? { changed: false, before, after: before }
    : { changed: true, before, after: names.toSpliced(index, 1).join(',') };
}
