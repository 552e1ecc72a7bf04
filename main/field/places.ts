import { join } from 'node:path';
import { rm } from '../disk/files';
import type { Quarantined } from '../disk/quarantine';
import { createFieldStore } from './fieldStore';
import { createKits } from './kits';
import type { FieldNeeds } from './needs';

/** Where the field kits of an app keep what they know: below `field` of its data folder. */
export async function fieldPlaces(
  dataFolder: string,
  onQuarantine: (found: Quarantined) => void,
): Promise<Pick<FieldNeeds, 'fields' | 'kits' | 'stagingFolder'>> {
  const stagingFolder = join(dataFolder, 'field', 'staging');
  // Half of a journal that a kill left counts nowhere, and its result is taken in anew.
  await rm(stagingFolder, { recursive: true, force: true }).catch(() => undefined);
  return {
    fields: createFieldStore(dataFolder, onQuarantine),
    kits: createKits(join(dataFolder, 'field', 'kits')),
    stagingFolder,
  };
}
