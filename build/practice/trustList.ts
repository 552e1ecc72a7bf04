import { der, oid } from './der';

// Stands on: wincrypt.h (CTL_INFO, szOID_CTL) and [MS-CAESO], which have the form and the numbers.
// Invented: the subjects, and that nobody signed the list; looked for: nothing, Microsoft publishes the list itself.

/** What the list is for: trusted roots, or what is forbidden. */
const uses = { trustedRoots: '1.3.6.1.4.1.311.10.3.9', disallowedList: '1.3.6.1.4.1.311.10.3.30' };

/** What signs a list: the certificates that come with it, and what the signer says of these bytes. */
export interface ListSigner {
  readonly certificates: readonly Buffer[];
  readonly signerOf: (content: Buffer) => Buffer;
}

/**
 * A certificate trust list, as in `authroot.stl`; without `signer` nobody signed it.
 * @param times of its issue and of the next, `YYMMDDhhmmssZ`
 */
export function trustList(
  use: keyof typeof uses,
  subjects: number,
  [issued, next]: readonly [string, string?],
  signer: ListSigner | null = null,
): Buffer {
  const content = Buffer.concat([
    der(0x30, oid(uses[use])),
    der(0x02, Buffer.from([1])),
    der(0x17, issued),
    next === undefined ? Buffer.alloc(0) : der(0x17, next),
    der(0x30, oid('1.3.14.3.2.26'), der(0x05)),
    der(
      0x30,
      ...Array.from({ length: subjects }, (_, index) => der(0x30, der(0x04, Buffer.alloc(20, index)))),
    ),
  ]);
  const list = der(0x30, content);
  const signed = der(
    0x30,
    der(0x02, Buffer.from([1])),
    der(0x31),
    der(0x30, oid('1.3.6.1.4.1.311.10.1'), der(0xa0, list)),
    // What is signed is the content of the list without its head.
    signer === null ? '' : der(0xa0, ...signer.certificates),
    signer === null ? der(0x31) : der(0x31, signer.signerOf(content)),
  );
  return der(0x30, oid('1.2.840.113549.1.7.2'), der(0xa0, signed));
}
