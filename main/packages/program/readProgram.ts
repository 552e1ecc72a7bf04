import type { FileHandle } from 'node:fs/promises';
import { isStep } from '../../../shared/kit/packageMinimum';
import type { PackageDetails } from '../../../shared/model/packages';
import { practiceMarker } from '../practiceMarker';
import { Refused } from '../refused';
import { readVersionResource, type VersionResource } from './versionResource';

/** The programs of Microsoft that are taken, by what their version resource says of them; the name of the file counts for nothing. */
const programs = [
  // What Microsoft's Install.ps1 asks of the file before it runs it.
  { says: 'InternalName', text: 'UpdatePlatform.exe', kind: 'platformUpdate' },
  // Row servicing/servicing-update-kb-numbers has the name of the installer; that its resource says it is concluded from its sister.
  { says: 'InternalName', text: 'UpdateSenseClient.exe', kind: 'sensorUpdate' },
  { says: 'OriginalFilename', text: 'UpdateSenseClient.exe', kind: 'sensorUpdate' },
  // Row servicing/servicing-mpam-fe-measured.
  { says: 'FileDescription', text: 'AntiMalware Definition Update', kind: 'intelligence' },
  // Nobody has published what the resource of the deployment tool says. Its file name and the name by which it calls itself in its log are
  // known (defender-deployment-tool-windows, read 2026-11-29); that they stand here, too, is concluded from Microsoft's other programs.
  { says: 'InternalName', text: 'DefenderDT.exe', kind: 'deploymentTool' },
  { says: 'InternalName', text: 'DefenderDT', kind: 'deploymentTool' },
  { says: 'OriginalFilename', text: 'DefenderDT.exe', kind: 'deploymentTool' },
  { says: 'FileDescription', text: 'Microsoft Defender deployment tool', kind: 'deploymentTool' },
  { says: 'ProductName', text: 'Microsoft Defender deployment tool', kind: 'deploymentTool' },
] as const;

type Kind = (typeof programs)[number]['kind'] | 'platformStep';

/**
 * Recognises an update of the antivirus platform, of the sensor or of security intelligence, or Microsoft's deployment tool, by its version resource.
 * @throws {Refused} `unreadable`, `truncated` or `wrongProduct`.
 */
export async function readProgram(
  file: FileHandle,
): Promise<{ details: Extract<PackageDetails, { kind: Kind }>; practice: boolean }> {
  const resource = await readVersionResource(file);
  const kind = kindOf(resource);
  if (kind === null) throw new Refused('wrongProduct', resource.text('InternalName'));
  return {
    practice: resource.text('Comments') === `${practiceMarker}=1`,
    details: { kind, version: resource.fileVersion },
  };
}

function kindOf(resource: VersionResource): Kind | null {
  const found = programs.find(({ says, text }) => resource.text(says)?.toLowerCase() === text.toLowerCase());
  if (found?.kind === 'platformUpdate' && isStep(resource.fileVersion)) return 'platformStep';
  return found?.kind ?? null;
}
