import { z } from 'zod';
import { addResultSchema, sha256Schema } from '../model/packages';
import { recipientSchema } from '../model/recipient';
import { targetIdSchema } from '../model/target';

const nothing = z.strictObject({});
const recipient = { to: recipientSchema };

/** The requests of the libraries: what comes in, what is kept, and the ways to public files. */
export const packageRequests = {
  /** Files for a server, or for the library itself (`to`); what is wrong with one is shown there. */
  pickPackages: { input: z.strictObject(recipient), reply: nothing },
  addPackages: {
    input: z.strictObject({ ...recipient, paths: z.array(z.string()).min(1).max(50) }),
    reply: nothing,
  },
  addPracticePackages: {
    input: z.strictObject({ ...recipient, ids: z.array(z.string()).min(1).max(20) }),
    reply: addResultSchema,
  },
  /** Takes refused files out of sight: the one of that name, or all that were given there. */
  dismissRefused: { input: z.strictObject({ ...recipient, name: z.string().nullable() }), reply: nothing },
  /**
   * Confirms the lines of a script that nobody knows, as they were shown: for the file of that hash in the library of the server, whose
   * name the person typed. Starts nothing. Throws `step.blocked` for another name, `package.missing` for another file.
   */
  confirmScript: {
    input: z.strictObject({ targetId: targetIdSchema, sha256: sha256Schema, name: z.string().max(300) }),
    reply: nothing,
  },
  removePackage: { input: z.strictObject({ practice: z.boolean(), sha256: sha256Schema }), reply: nothing },
  /**
   * Saves a copy of a kept file where a person says, and reads it back; `path` is null when the dialog was closed. Throws `package.missing`,
   * `file.unwritable`.
   */
  savePackage: {
    input: z.strictObject({ practice: z.boolean(), sha256: sha256Schema }),
    reply: z.strictObject({ path: z.string().nullable() }),
  },
  /** Fetches a public file by its id in the table of downloads; how it stands arrives as changes of the session. */
  startDownload: { input: z.strictObject({ id: z.string() }), reply: nothing },
  cancelDownload: { input: z.strictObject({ id: z.string() }), reply: nothing },
  /** Starts or ends the watch over the download folder; what arrives there is given there, too. */
  watchDownloads: { input: z.strictObject({ ...recipient, on: z.boolean() }), reply: nothing },
  /** Asks for another folder to watch with the system's dialog (Electron only). */
  pickDownloadFolder: { input: nothing, reply: nothing },
} as const;
