import { z } from 'zod';

/** The person's settings, as they lie in `settings.json`. `practiceSpeed`: how many times faster a practice server's clock runs. */
export const settingsSchema = z.strictObject({
  version: z.literal(1),
  /** `system` follows the language of Windows; French where that is French, English everywhere else. */
  locale: z.enum(['en', 'fr', 'system']),
  theme: z.enum(['light', 'dark', 'system']),
  practiceSpeed: z.number().min(1).max(1000),
  /** The name written into reports and waivers; null until the person gave one. */
  technician: z.string().trim().min(1).max(120).nullable(),
  /**
   * Whether files may go to servers of the network over their administrative share, which signs in a second time; absent is
   * no. No default value: a partial change of other settings would take it back.
   */
  adminShare: z.boolean().optional(),
  /** Whether the Explain buttons of single rows are hidden; absent is no. F1 explains a page all the same. */
  hideExplain: z.boolean().optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** What holds before the person changed anything. */
export const defaultSettings: Settings = {
  version: 1,
  locale: 'system',
  theme: 'system',
  practiceSpeed: 20,
  technician: null,
};
