import { z } from 'zod';
import { logsAsked } from './logs';
import { targetIdSchema } from '../model/target';

const nothing = z.strictObject({});

/** The requests of the desk of logs. What lies on it arrives as the part `logs` of the session. */
export const logRequests = {
  /** Asks for logs, zips or folders with the system's dialog and reads them (Electron only). */
  pickLogs: { input: nothing, reply: nothing },
  /** Reads logs, zips and folders of this computer's drives. What they show arrives as changes of the session. */
  addLogs: { input: z.strictObject({ paths: z.array(z.string()).min(1).max(200) }), reply: nothing },
  /** Lays samples on the desk that come with the app. Throws `input.invalid` for an unknown id. */
  addPracticeLogs: { input: z.strictObject({ ids: z.array(z.string()).min(1).max(20) }), reply: nothing },
  /** Brings the logs and the newest events of a server that is connected. Reads only. */
  takeLogs: { input: z.strictObject({ targetId: targetIdSchema }), reply: nothing },
  closeLogs: { input: nothing, reply: nothing },
  /** A person says the zone of a log that does not tell it. */
  setLogClock: {
    input: z.strictObject({
      file: z.int().nonnegative(),
      offsetMinutes: z
        .int()
        .min(-14 * 60)
        .max(14 * 60),
    }),
    reply: nothing,
  },
  ...logsAsked,
} as const;
