import { Refused } from '../refused';
import { expectTag, fieldsOf, partsOf, readDer, tags, timeOf } from './der';
import { nameOf } from './names';

/** What a list of certificates that were taken back says (RFC 5280 section 5). Times in milliseconds since 1970. */
export interface RevocationList {
  readonly name: string;
  readonly issuedAt: number;
  /** When the next one is due; null where it names no day. */
  readonly until: number | null;
  readonly entries: number;
}

/**
 * Reads a revocation list. Whether its signature holds is for Windows to check.
 * @throws {Refused} `unreadable` or `truncated`.
 */
export function readRevocationList(bytes: Buffer): RevocationList {
  const whole = expectTag(readDer(bytes), tags.sequence);
  if (whole.whole.length !== bytes.length) throw new Refused('twoFormats');
  const fields = fieldsOf(expectTag(fieldsOf(whole, 3)[0], tags.sequence), 8);
  // The version is left out where it is the first.
  const [algorithm, issuer, issued, ...rest] = fields[0]?.tag === tags.integer ? fields.slice(1) : fields;
  expectTag(algorithm, tags.sequence);
  const next = rest[0];
  const until = next?.tag === tags.utcTime || next?.tag === tags.generalizedTime ? timeOf(next) : null;
  const revoked = rest[until === null ? 0 : 1];
  let entries = 0;
  if (revoked?.tag === tags.sequence)
    for (const entry of partsOf(revoked)) {
      expectTag(entry, tags.sequence);
      entries += 1;
    }
  return { name: nameOf(issuer), issuedAt: timeOf(issued), until, entries };
}
