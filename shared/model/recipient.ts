import { z } from 'zod';
import { isPracticeId, targetIdSchema } from './target';

/** The libraries by the words under which files are given to them, for no one server. No target has such an id. */
export const libraryRecipients = { real: 'library', practice: 'libraryPractice' } as const;

/** For whom files are given: a server of the list, or one of the libraries itself. */
export const recipientSchema = z.union([targetIdSchema, z.enum(libraryRecipients)]);
export type Recipient = z.infer<typeof recipientSchema>;

/** The library that is meant itself, or null: it is a server. */
export function libraryMeant(to: Recipient): keyof typeof libraryRecipients | null {
  if (to === libraryRecipients.real) return 'real';
  return to === libraryRecipients.practice ? 'practice' : null;
}

/** Whether practice files are given. */
export const givesPractice = (to: Recipient): boolean => libraryMeant(to) === 'practice' || isPracticeId(to);
