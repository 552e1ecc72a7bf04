/** What Configuration Manager makes of a detection script: by its exit code and what it wrote (create-applications, 2026-09). */
export type Detected = 'installed' | 'notInstalled' | 'unknown';

/** Only a script that ended well counts: with text it says "installed", without any "not installed", and with an error alone nothing. */
export function detected(code: number, stdout: string, stderr: string): Detected {
  if (code !== 0) return 'unknown';
  if (stdout.trim() !== '') return 'installed';
  return stderr.trim() === '' ? 'notInstalled' : 'unknown';
}
