import type { RefusalCode } from '../../shared/packages';

/**
 * Thrown while a file is read when it must not be taken. `evidence` is a fact from the file (a line number, the name
 * of a zip entry), for people who want to know what was seen; never a part of an onboarding blob.
 */
export class Refused extends Error {
  readonly code: RefusalCode;
  readonly evidence: string | null;

  constructor(code: RefusalCode, evidence: string | null = null) {
    super(evidence === null ? code : `${code}: ${evidence}`);
    this.name = 'Refused';
    this.code = code;
    this.evidence = evidence;
  }
}
