import { createHash } from 'node:crypto';

/**
 * SHA-256 of a line, whatever blanks it has and whichever name it calls PowerShell by: for lines whose text is Microsoft's, and that are
 * known as a whole.
 */
export function fingerprint(line: string): string {
  const text = line
    .trim()
    .replace(/[ \t]+/g, ' ')
    .replace(/^(?:%powershellPath%|powershell(?:\.exe)?) /i, 'powershell ');
  return createHash('sha256').update(text).digest('hex');
}
