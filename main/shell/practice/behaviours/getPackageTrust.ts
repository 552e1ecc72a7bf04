import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { GangwayError } from '../../../../shared/errors';
import type { ResultOf } from '../../../../shared/operations';

/** Practice packages carry no signature, and practice never calls anything genuine: only the hash is real. */
export async function getPackageTrust(path: string): Promise<ResultOf<'Get-PackageTrust'>> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new GangwayError('package.missing', error instanceof Error ? error.message : path);
  });
  return {
    status: 'NotSigned',
    subject: null,
    issuer: null,
    thumbprint: null,
    notAfter: null,
    timestamped: false,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
