import { PowerShell } from 'node-powershell';
import writeFileAtomic from 'write-file-atomic';
import yauzl from 'yauzl';
import { z } from 'zod';
import { createStore } from 'zustand/vanilla';

/**
 * The libraries that the app of main is built on, and nothing of the app: the least that its start can load. Each is named
 * where the bundler cannot leave it out.
 */
const schema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one'), at: z.number().int(), text: z.string().max(16).nullable() }),
  z.strictObject({ kind: z.enum(['two', 'three']), list: z.array(z.record(z.string(), z.unknown())) }),
]);
const store = createStore(() => ({ libraries: [PowerShell, writeFileAtomic, yauzl.open].length }));
schema.parse({ kind: 'one', at: store.getState().libraries, text: null });
