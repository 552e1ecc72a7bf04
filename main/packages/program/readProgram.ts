import type { FileHandle } from 'node:fs/promises';
import { isStep } from '../../../shared/kit/packageMinimum';
import type { PackageDetails } from '../../../shared/model/packages';
import { practiceMarker } from '../practiceMarker';
import { Refused } from '../refused';
import { readVersionResource } from './versionResource';

/** What Microsoft's Install.ps1 asks of the file before it runs it. */
const internalName = 'updateplatform.exe';

/**
 * Recognises UpdatePlatform.exe by the internal name in its version resource.
 * @throws {Refused} `unreadable`, `truncated` or `wrongProduct`.
 */
export async function readProgram(file: FileHandle): Promise<{
  details: Extract<PackageDetails, { kind: 'platformStep' | 'platformUpdate' }>;
  practice: boolean;
}> {
  const resource = await readVersionResource(file);
  const name = resource.text('InternalName');
  if (name?.toLowerCase() !== internalName) throw new Refused('wrongProduct', name);
  return {
    practice: resource.text('Comments') === `${practiceMarker}=1`,
    details: {
      kind: isStep(resource.fileVersion) ? 'platformStep' : 'platformUpdate',
      version: resource.fileVersion,
    },
  };
}
