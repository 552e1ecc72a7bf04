import type { PackageDetails } from '../../../shared/packages';
import { practiceMarker } from '../practiceMarker';
import { Refused } from '../refused';

const practiceRemark = new RegExp(`^#[ \\t]*${practiceMarker}=1[ \\t]*$`, 'im');

/**
 * Recognises Microsoft's Install.ps1 (microsoft/mdefordownlevelserver) by its parameters and the installer it names.
 * The version is the one in its header; its signature, not this reading, says whether it is genuine.
 * @throws {Refused} `notAPackage`.
 */
export function readInstallScript(text: string): {
  details: Extract<PackageDetails, { kind: 'installScript' }>;
  practice: boolean;
} {
  const looksRight =
    /\$OnboardingScript\b/i.test(text) && /\$OffboardingScript\b/i.test(text) && /md4ws\.msi/i.test(text);
  if (!looksRight) throw new Refused('notAPackage');
  return {
    practice: practiceRemark.test(text),
    details: {
      kind: 'installScript',
      version: /(?:^|[^\d.])(\d\.\d{8}\.\d+)(?![\d.])/.exec(text)?.[1] ?? null,
    },
  };
}
