import { z } from 'zod';
import { sha256Schema } from './packages';

/** A file of the kit in the server's library, named by its hash: `%ProgramData%\Gangway\library\<sha256>\<name>`. */
export const kitFileSchema = z.strictObject({
  sha256: sha256Schema,
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._()-]{0,126}$/),
  bytes: z.number().int().nonnegative(),
});
export type KitFile = z.infer<typeof kitFileSchema>;
