import { z } from 'zod';

/** A point in time, milliseconds since 1970 UTC. */
const epoch = z.int();
/** A name out of a file, as Windows prints it. Its length is limited. */
const name = z.string().max(300);

/** The hashes that signatures are made over. Windows calls the first two weak. */
export const digestNames = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const;

/**
 * What a program, an installer or a cabinet says itself of its signature, read without Windows. It is never a verdict: whether the chain of
 * certificates ends in a root that is trusted, whether one of them was taken back, and whether the publisher is who it says, only Windows judges.
 * `none`: the file carries none; Windows may still know it by a catalogue. `unread`: there is one that our reader does not understand.
 * `read`: the hash in it is that of this very file. One of another file is no package (`altered`).
 */
export const fileSignatureSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({ state: z.literal('unread') }),
  z.strictObject({
    state: z.literal('read'),
    /** Subject of the certificate that is named as the signer's, its issuer, and its last moment. */
    signer: name,
    issuer: name,
    until: epoch,
    digest: z.enum(digestNames),
    /**
     * Who says when it was signed: an answer by RFC 3161, or the older counter-signature. `holds`: it belongs to this signature. Null: nobody.
     */
    stamp: z
      .strictObject({
        kind: z.enum(['rfc3161', 'legacy']),
        at: epoch,
        by: name.nullable(),
        holds: z.boolean(),
      })
      .nullable(),
  }),
]);
export type FileSignature = z.infer<typeof fileSignatureSchema>;
export type ReadSignature = Extract<FileSignature, { state: 'read' }>;

/** Whether a certificate had ended and nothing says that it was used before: Windows does not take such a signature today. */
export const endedUnstamped = ({ until, stamp }: ReadSignature, now: number): boolean =>
  until <= now && (stamp === null || !stamp.holds || stamp.at > until);
