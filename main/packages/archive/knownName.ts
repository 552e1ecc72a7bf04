/**
 * Whether a file inside an archive or folder is worth looking at. Only such files are ever unpacked; what they are is
 * then decided by their content.
 */
export function isKnownName(baseName: string): boolean {
  return known.some((pattern) => pattern.test(baseName));
}

const known = [
  /^md4ws[^/]*\.msi$/i,
  /\.cmd$/i,
  /^install[^/]*\.ps1$/i,
  /^updateplatform[^/]*\.exe$/i,
  /kb\d{6,8}[^/]*\.msu$/i,
];
