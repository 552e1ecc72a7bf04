import { Refused } from '../refused';
import { type Der, expectTag, fieldsOf, oidOf, part, partsOf, readDer, tags, timeOf } from './der';

/** What a certificate trust list says (wincrypt.h: CTL_INFO; the same form in [MS-CAESO]). */
export interface TrustList {
  readonly list: 'trustedRoots' | 'disallowedList';
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  readonly until: number | null;
  readonly entries: number;
}

const signedData = '1.2.840.113549.1.7.2';
/** szOID_CTL. */
const trustList = '1.3.6.1.4.1.311.10.1';
/** szOID_ROOT_LIST_SIGNER and szOID_DISALLOWED_LIST: what a list is for. */
const uses: Readonly<Record<string, TrustList['list']>> = {
  '1.3.6.1.4.1.311.10.3.9': 'trustedRoots',
  '1.3.6.1.4.1.311.10.3.30': 'disallowedList',
};

/**
 * Reads a certificate trust list (`.stl`): signed data whose content is the list. What it is for stands in it, and the name of the file
 * counts for nothing. Its signature is for Windows to check.
 * @throws {Refused} `unreadable`, `truncated`, or `notAPackage` where it is for something else.
 */
export function readTrustList(bytes: Buffer): TrustList {
  const [type, holder] = fieldsOf(expectTag(readDer(bytes), tags.sequence), 2);
  if (oidOf(type) !== signedData) throw new Refused('notAPackage');
  const [data] = fieldsOf(expectTag(holder, part(0)), 1);
  const [, , content] = fieldsOf(expectTag(data, tags.sequence));
  const [contentType, inner] = fieldsOf(expectTag(content, tags.sequence), 2);
  if (oidOf(contentType) !== trustList) throw new Refused('notAPackage');
  return ofList(expectTag(fieldsOf(expectTag(inner, part(0)), 1)[0], tags.sequence));
}

function ofList(list: Der): TrustList {
  const fields = fieldsOf(list, 12);
  // The version is left out where it is the first.
  const rest = fields[0]?.tag === tags.integer ? fields.slice(1) : fields;
  const use = fieldsOf(expectTag(rest[0], tags.sequence)).map(oidOf);
  const known = use.map((oid) => uses[oid]).find((found) => found !== undefined);
  if (known === undefined || use.length !== 1) throw new Refused('notAPackage', use.join(' '));
  const times = rest.filter(({ tag }) => tag === tags.utcTime || tag === tags.generalizedTime).map(timeOf);
  const [issuedAt, until = null] = times;
  if (issuedAt === undefined || times.length > 2) throw new Refused('unreadable', 'CTL');
  // The algorithm is a sequence, too; the subjects are the one behind it.
  const subjects = rest.filter(({ tag }) => tag === tags.sequence)[2];
  return { list: known, issuedAt, until, entries: subjects === undefined ? 0 : countOf(subjects) };
}

function countOf(subjects: Der): number {
  let count = 0;
  for (const subject of partsOf(subjects)) {
    expectTag(subject, tags.sequence);
    count += 1;
  }
  return count;
}
