import { stat } from 'node:fs/promises';
import type { Package } from '../../../shared/model/packages';
import { hashFile } from '../hashFile';
import type { Inspection } from '../inspection/inspection';

/** The archive that files came out of, where all that was worth a look in it was taken; null for a file by itself. */
export async function archiveOf(
  path: string,
  inspections: readonly Inspection[],
): Promise<NonNullable<Package['archive']> | null> {
  const whole = inspections.every(({ state, from }) => state === 'ready' && from !== null);
  if (!whole) return null;
  return { sha256: await hashFile(path), bytes: (await stat(path)).size, files: inspections.length };
}

/**
 * What a file brought when it came before: itself, or all that came out of a zip. Null where it is another file, or where not all of that is
 * kept any more. It is only read, and only where something as long as it came before.
 */
export async function broughtBefore(path: string, kept: readonly Package[]): Promise<Package[] | null> {
  const { size } = await stat(path);
  if (!kept.some(({ bytes, archive }) => bytes === size || archive?.bytes === size)) return null;
  const sha256 = await hashFile(path);
  const itself = kept.find((pkg) => pkg.sha256 === sha256);
  if (itself !== undefined) return [itself];
  const brought = kept.filter(({ archive }) => archive?.sha256 === sha256);
  return brought.length > 0 && brought.length === brought[0]?.archive?.files ? brought : null;
}
