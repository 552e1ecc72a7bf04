import type { RefusalCode } from '../../shared/model/packages';

/**
 * Thrown while a file is read when it must not be taken. `evidence` is a fact from the file (a line number, the name
 * of a zip entry), for people who want to know what was seen; never a part of an onboarding blob.
 */
export class Refused extends Error {
  readonly code: RefusalCode;
  readonly evidence: string | null;

  constructor(code: RefusalCode, evidence: string | null = null) {
    const seen = evidence === null ? null : printable(evidence);
    super(seen === null ? code : `${code}: ${seen}`);
    this.name = 'Refused';
    this.code = code;
    this.evidence = seen;
  }
}

/** Evidence is text of a stranger: bounded, on one line, and without characters that turn what is read around. */
function printable(text: string): string {
  return text
    .slice(0, 200)
    .replace(/[\p{C}\u2028\u2029]/gu, '?')
    .trim();
}

/** What an error met while a file is read or kept means for it. */
export function toRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['EBUSY', 'EPERM', 'EACCES'].includes(code)) return new Refused('inUse');
  return new Refused(['ENOSPC', 'EDQUOT', 'EROFS'].includes(code) ? 'notStored' : 'unreadable');
}
