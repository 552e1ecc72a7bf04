import { z } from 'zod';
import { sha256Schema } from '../model/packages';
import { toolFolderChoiceSchema } from '../model/toolFolder';

const nothing = z.strictObject({});

/** The requests of the folder for Server 2008 R2. What was written and what came back arrives as the part `toolFolder` of the session. */
export const toolFolderRequests = {
  /**
   * Asks where to write, and writes the folder there: the tool, the `.onboarding` file and what the library has of the updates. `path`: null when
   * the dialog was closed. Throws `input.invalid` for a file that is not such a one, `package.missing`, and the errors of the place.
   */
  writeToolFolder: {
    input: z.strictObject({ tool: sha256Schema, file: sha256Schema, choice: toolFolderChoiceSchema }),
    reply: z.strictObject({ path: z.string().nullable() }),
  },
  /** Asks for a result with the system's dialog and takes it in (Electron only). `taken`: false when the dialog was closed. Throws `field.notOurs`, `field.twice`. */
  pickToolResult: { input: nothing, reply: z.strictObject({ taken: z.boolean() }) },
  /** Takes a result off the list. */
  forgetToolResult: { input: z.strictObject({ id: sha256Schema }), reply: nothing },
} as const;
