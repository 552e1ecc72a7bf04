import { rm } from 'node:fs/promises';
import type { PackageKind, RefusalCode } from '../../../shared/model/packages';
import type { Inspect } from '../inspection/inspection';

/**
 * Looks at a file that has arrived, with the library's own readers: is it of the kind that was asked for? Null if so, else
 * why not. What it unpacks lies beside the file and is removed.
 */
export async function checkArrived(
  path: string,
  kind: PackageKind,
  inspect: Inspect,
  rules: { readonly practice: boolean; readonly now: number },
): Promise<RefusalCode | null> {
  const unpackInto = `${path}.unpacked`;
  try {
    const found = await inspect(path, { ...rules, keeps: [kind], unpackInto });
    if (found.some(({ state }) => state === 'ready')) return null;
    return found.flatMap((one) => (one.state === 'refused' ? [one.refusal] : []))[0] ?? 'notAPackage';
  } finally {
    await rm(unpackInto, { recursive: true, force: true });
  }
}
