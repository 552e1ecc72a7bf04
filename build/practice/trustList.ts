import { der, oid } from './der';

// Stands on: wincrypt.h (CTL_INFO, szOID_CTL) and [MS-CAESO], which have the form and the numbers.
// Invented: the subjects, and that nobody signed the list; looked for: nothing, Microsoft publishes the list itself.

/** What the list is for: trusted roots, or what is forbidden. */
const uses = { trustedRoots: '1.3.6.1.4.1.311.10.3.9', disallowedList: '1.3.6.1.4.1.311.10.3.30' };

/** A certificate trust list without a signature, as in `authroot.stl`. @param times of its issue and of the next, `YYMMDDhhmmssZ` */
export function trustList(
  use: keyof typeof uses,
  subjects: number,
  [issued, next]: readonly [string, string?],
): Buffer {
  const list = der(
    0x30,
    der(0x30, oid(uses[use])),
    der(0x02, Buffer.from([1])),
    der(0x17, issued),
    next === undefined ? '' : der(0x17, next),
    der(0x30, oid('1.3.14.3.2.26'), der(0x05)),
    der(
      0x30,
      ...Array.from({ length: subjects }, (_, index) => der(0x30, der(0x04, Buffer.alloc(20, index)))),
    ),
  );
  const signed = der(
    0x30,
    der(0x02, Buffer.from([1])),
    der(0x31),
    der(0x30, oid('1.3.6.1.4.1.311.10.1'), der(0xa0, list)),
    der(0x31),
  );
  return der(0x30, oid('1.2.840.113549.1.7.2'), der(0xa0, signed));
}
