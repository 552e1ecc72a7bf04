import { z } from 'zod';
import { fileSignatureSchema } from '../../../shared/model/fileSignature';
import { packageDetailsSchema, refusalCodeSchema } from '../../../shared/model/packages';
import type { Rules } from '../judge';
import { limits } from '../limits';

/** The file's own name, and the zip it came out of. */
const origin = { name: z.string(), from: z.string().nullable() };
const inspectionSchema = z.discriminatedUnion('state', [
  z.strictObject({
    ...origin,
    state: z.literal('ready'),
    path: z.string(),
    details: packageDetailsSchema,
    practice: z.boolean(),
    /** Where the part lies whose signature stands for a file that can have none. */
    signedPart: z.string().optional(),
    /** What the file says of its own signature; absent for a form that carries none, and for a practice file. */
    fileSignature: fileSignatureSchema.optional(),
  }),
  z.strictObject({
    ...origin,
    state: z.literal('refused'),
    refusal: refusalCodeSchema,
    detail: z.string().nullable(),
  }),
]);
/** What came of looking at one file or one zip: at least one of them. */
export const inspectionsSchema = z.array(inspectionSchema).min(1).max(limits.kept);
/** What came of looking at one file. */
export type Inspection = z.infer<typeof inspectionSchema>;

export interface InspectOptions extends Rules {
  /** An empty folder of the caller's, into which files of a zip are unpacked. The caller removes it. */
  unpackInto: string;
  /** Name to speak of, when the file was copied under another one. */
  name?: string;
}

/** How files are looked at: `inspect`, or the same in a thread of its own. */
export type Inspect = (path: string, options: InspectOptions) => Promise<Inspection[]>;
