import { z } from 'zod';

/** What a test of a share is called in its journal. It is a probe, and in no plan. */
export const shareAction = 'test-share';

/** A file on a share, as it stands in a task: `\\server\share\file`. */
export const sharedPathSchema = z
  .string()
  .max(400)
  .regex(/^\\\\[^\\/:*?"<>|\p{Cc}]+\\[^/:*?"<>|\p{Cc}]+$/u);

/**
 * Whether SYSTEM of a server may read a file on a share. `denied`: the share, its folder or its sign-in refuses; `notFound`: no such file or
 * folder; `notReached`: no such server or share, or no way to it. `code`: that of Windows; null where the file was read.
 */
export const shareAnswerSchema = z.strictObject({
  path: z.string(),
  state: z.enum(['read', 'denied', 'notFound', 'notReached', 'failed']),
  code: z
    .string()
    .regex(/^0x[0-9a-f]{8}$/)
    .nullable(),
});
