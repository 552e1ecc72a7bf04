import type { PackageDetails } from '../../../shared/model/packages';
import { practiceMarker } from '../practiceMarker';
import { Refused } from '../refused';

const practiceRemark = new RegExp(`^#[ \\t]*${practiceMarker}=1[ \\t]*\\r?$`, 'im');

/** Parameters that every edition since 2022 has. */
const parameters = ['onboardingscript', 'offboardingscript', 'passive', 'ui'];

/**
 * Recognises Microsoft's Install.ps1 (microsoft/mdefordownlevelserver) by the parameters that it declares, the installer it names
 * outside of remarks, and the block of a signature at its end, without which it is not as Microsoft gives it. The version is the one in its
 * header; its signature, not this reading, says whether it is genuine.
 * @throws {Refused} `notAPackage`, `notSigned`.
 */
export function readInstallScript(text: string): {
  details: Extract<PackageDetails, { kind: 'installScript' }>;
  practice: boolean;
} {
  const lines = text.split(/\r\n|\n|\r/);
  const declared = declaredIn(lines);
  const code = lines.filter((line) => !/^\s*#/.test(line));
  if (!parameters.every((name) => declared.has(name)) || !code.some((line) => /md4ws\.msi/i.test(line)))
    throw new Refused('notAPackage');
  const practice = practiceRemark.test(text);
  if (!practice && !hasSignature(lines)) throw new Refused('notSigned');
  return {
    practice,
    details: {
      kind: 'installScript',
      // Copies from before April 2023 have none (row servicing/servicing-ips1-versions).
      version: /(?:^|[^\d.])(\d\.\d{8}\.\d+)(?![\d.])/.exec(text)?.[1] ?? null,
    },
  };
}

/** Names between `param(` and the bracket that stands alone on its line, as Microsoft writes it. */
function declaredIn(lines: readonly string[]): Set<string> {
  const start = lines.findIndex((line) => /^param\s*\(/i.test(line));
  const end = lines.findIndex((line, index) => index > start && line.startsWith(')'));
  if (end === -1) return new Set();
  return new Set(
    lines
      .slice(start, end)
      .flatMap((line) => /^[^$#]*\$(\w+)\s*(?:[=,]|$)/.exec(line)?.[1]?.toLowerCase() ?? []),
  );
}

function hasSignature(lines: readonly string[]): boolean {
  const start = lines.findIndex((line) => line.trim() === '# SIG # Begin signature block');
  const end = lines.findIndex((line) => line.trim() === '# SIG # End signature block');
  // Without its end it is none, however much of it is there.
  const block = lines.slice(start + 1, Math.max(end, 0));
  return block.length > 0 && block.every((line) => /^# [A-Za-z0-9+/=]+\s*$/.test(line));
}
