import { judgeSignature, signatureEvidenceSchema } from '../shared/kit/packageTrust';
import type { Signature } from '../shared/model/packages';
import type { Trust } from './packages/trust';
import type { Shell } from './shell/shell';

const statusSchema = signatureEvidenceSchema.shape.status;

/**
 * The signature check of Windows: Get-AuthenticodeSignature in a shell of its own, judged with the publisher pinned. What
 * could not be asked (no PowerShell, no answer) is "invalid", never valid: a file that nobody could check is not used on
 * a real server.
 */
export function createWindowsTrust(shell: Shell): Trust {
  return async (path): Promise<Signature> => {
    try {
      const found = await shell.run('Get-PackageTrust', { path });
      const status = statusSchema.safeParse(found.status);
      return judgeSignature({
        status: status.success ? status.data : 'UnknownError',
        subject: found.subject,
      });
    } catch {
      return { state: 'invalid', signer: null, detail: 'unproved' };
    }
  };
}
