import { packageKinds } from '../../../shared/knowledge/packageKinds';
import { isPublisher } from '../../../shared/kit/packageTrust';
import type { Signature } from '../../../shared/model/packages';
import { safeEntryName } from '../archive/entryName';
import type { Inspection } from '../inspection/inspection';
import type { Trust } from '../trust';

type Ready = Extract<Inspection, { state: 'ready' }>;

/**
 * The name a file is kept under. Browsers add " (1)" to a second download, but Install.ps1 of Microsoft looks for the
 * exact names beside itself; scripts and updates keep the name they came with, which carries facts.
 */
export function keptName({ details, name }: Ready): string {
  if (details.kind === 'certificateList') return listNames[details.list] ?? plain(name, 'certificates.crl');
  if (details.kind === 'offboardingFile') return plain(name, 'WindowsDefenderATP.offboarding');
  const usual = packageKinds.find((entry) => entry.kind === details.kind)?.fileName ?? name;
  if (details.kind === 'onboarding' || details.kind === 'offboarding') return plain(name, 'script.cmd');
  if (details.kind === 'windowsUpdate') return plain(name, `${details.kb}.msu`);
  return usual;
}

/** The names under which Windows looks for its lists in a folder (`RootDirUrl`, configure-trusted-roots-disallowed-certificates). */
const listNames: Readonly<Record<string, string>> = {
  trustedRoots: 'authrootstl.cab',
  disallowedList: 'disallowedcertstl.cab',
  disallowedCertificates: 'disallowedcert.sst',
};

/** The record of what is kept lies beside it under a name no package can have, for it ends in `.json`. */
function plain(name: string, otherwise: string): string {
  const safe = safeEntryName(name);
  return safe === null || safe.includes('/') ? otherwise : safe;
}

/** Practice packages and scripts carry no signature to speak of; everything else is asked about. */
export async function signatureOf(found: Ready, path: string, trust: Trust): Promise<Signature> {
  const signed = packageKinds.find((entry) => entry.kind === found.details.kind)?.signed ?? false;
  if (found.practice || !signed) return { state: 'notApplicable', signer: null, detail: null };
  const signature = await trust(found.signedPart ?? path);
  // Whether Windows PowerShell can tell the signature of an .msu is not known. wusa.exe checks it on the server before it installs
  // anything, so "cannot tell" is said as such here, and everything else that is wrong is still refused (docs/decisions/packages-and-trust.md).
  const cannotTell = signature.state === 'invalid' && signature.detail === 'unproved';
  const judged: Signature =
    found.details.kind === 'windowsUpdate' && cannotTell
      ? { state: 'notCheckedHere', signer: signature.signer, detail: null }
      : signature;
  return judged.state === 'notCheckedHere' ? byFile(judged, found) : judged;
}

/** Where nobody judged the signature, what the file says of its signer counts as far as it goes: one that names another publisher is not Microsoft's. */
function byFile(judged: Signature, { fileSignature }: Ready): Signature {
  if (fileSignature?.state !== 'read') return judged;
  const { signer } = fileSignature;
  return isPublisher(signer) ? { ...judged, signer } : { state: 'wrongPublisher', signer, detail: null };
}
