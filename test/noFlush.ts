import fs from 'node:fs';
import { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Nothing that a test writes must outlive a power cut, so no test waits for the disk itself: a flush of a file answers at once.
 * That the product asks for each of its flushes, and what it does when one is refused, is seen by `fakes/faultyFiles.ts`, which
 * stands before these.
 */
const file = await open(import.meta.filename, 'r');
const handles = Object.getPrototypeOf(file) as Pick<typeof file, 'sync' | 'datasync'>;
await file.close();
const atOnce = (): Promise<void> => Promise.resolve();
handles.sync = atOnce;
handles.datasync = atOnce;
// By which write-file-atomic writes.
fs.fsyncSync = () => undefined;
syncBuiltinESMExports();
