import { join } from 'node:path';
import type { Quarantined } from '../disk/quarantine';
import { createFieldStore } from './fieldStore';
import { createKits } from './kits';
import type { FieldNeeds } from './needs';

/** Where the field kits of an app keep what they know: below `field` of its data folder. */
export const fieldPlaces = (
  dataFolder: string,
  onQuarantine: (found: Quarantined) => void,
): Pick<FieldNeeds, 'fields' | 'kits' | 'stagingFolder'> => ({
  fields: createFieldStore(dataFolder, onQuarantine),
  kits: createKits(join(dataFolder, 'field', 'kits')),
  stagingFolder: join(dataFolder, 'field', 'staging'),
});
