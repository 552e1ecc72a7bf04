import { access } from 'node:fs/promises';
import { GangwayError } from '../../../shared/errors';
import type { ResultOf } from '../../../shared/model/operations';

// Stands on: platform/authenticode-not-signed.

/** Practice packages carry no signature, and practice never calls anything genuine. */
export async function getPackageTrust(path: string): Promise<ResultOf<'Get-PackageTrust'>> {
  await access(path).catch((error: unknown) => {
    throw new GangwayError('package.missing', error instanceof Error ? error.message : path);
  });
  return { status: 'NotSigned', subject: null };
}
