import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { packageKindSchema } from '../../../shared/model/packages';
import { inspect } from './inspect';

/** The thread in which one file is looked at (`inspectApart.ts`). It is built as a file of its own. */
const asked = z
  .strictObject({
    path: z.string(),
    name: z.string(),
    unpackInto: z.string(),
    practice: z.boolean(),
    keeps: z.array(packageKindSchema),
    now: z.number(),
  })
  .parse(workerData);
parentPort?.postMessage(await inspect(asked.path, asked));
