import { z } from 'zod';
import { siteChangeSchema } from './site';

const nothing = z.strictObject({});
const kit = z.strictObject({ kitId: z.uuid() });

/** The requests of the kits for sites. How they stand arrives as the part `sites` of the session. */
export const siteRequests = {
  /** Changes the kit that is put together. Throws `input.invalid` for an unknown server or kit. */
  changeSite: { input: z.strictObject({ change: siteChangeSchema }), reply: nothing },
  /** Brings a file that comes with the app for practice into the library of practice. Throws `input.invalid` for an unknown id. */
  bringPracticeFile: { input: z.strictObject({ id: z.string().max(60) }), reply: nothing },
  /** Asks for Gangway's own zip with the system's dialog (Electron only); it is hashed, and nothing of it is run. */
  pickSiteProgram: { input: nothing, reply: nothing },
  /**
   * Asks where to write, and writes the kit there as a folder or a zip. `incomplete`: although files are missing. `started`: false when the dialog
   * was closed. Throws `step.blocked` where something is under way, nobody is in it, or files are missing that nobody said may be.
   */
  writeSite: {
    input: z.strictObject({ form: z.enum(['folder', 'zip']), incomplete: z.boolean() }),
    reply: z.strictObject({ started: z.boolean() }),
  },
  /** Ends what is under way. What lies whole stays and is not written again. */
  stopSite: { input: nothing, reply: nothing },
  /** Asks for a kit with the system's dialog and opens it: every byte is read once, nothing is taken (Electron only). */
  pickSite: { input: z.strictObject({ form: z.enum(['folder', 'zip']) }), reply: nothing },
  /** Opens a kit by the path of its folder, its zip or its list (Electron only). */
  openSite: { input: z.strictObject({ path: z.string().max(1000) }), reply: nothing },
  /** Opens a kit that is known here, where it lay last. */
  openKnownSite: { input: kit, reply: nothing },
  closeSite: { input: nothing, reply: nothing },
  /** Takes the whole files of the opened kit into the library, each judged like one that is dropped there. */
  fillFromSite: { input: nothing, reply: nothing },
  /** Takes a kit out of the list of this computer; its files stay where they are. */
  forgetSite: { input: kit, reply: nothing },
} as const;
