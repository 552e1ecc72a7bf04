import type { PackageDetails } from '../../../shared/packages';
import { practiceMarker } from '../practiceMarker';
import { Refused } from '../refused';
import { openCompoundFile } from './compoundFile';
import { readStringPool } from './stringPool';
import { type Row, readTable } from './tables';

/** Both names of the product: the older one, and the one since 2024. Install.ps1 of Microsoft looks for the same two. */
const productNames = /^Microsoft Defender for (?:Windows Server|Endpoint)$/;

/**
 * Reads an MSI without Windows Installer: product, versions, and the antivirus platform inside (the version of
 * MPCLIENT.DLL in its File table, which Install.ps1 of Microsoft compares with the one on the server).
 * @throws {Refused} `unreadable`, `truncated` or `wrongProduct`.
 */
export function readInstaller(bytes: Buffer): {
  details: Extract<PackageDetails, { kind: 'installation' }>;
  practice: boolean;
} {
  const { properties, files } = tablesOf(bytes);
  const property = (name: string): string => properties.get(name) ?? '';
  if (!productNames.test(property('ProductName')))
    throw new Refused('wrongProduct', property('ProductName') || null);
  return {
    practice: properties.has(practiceMarker),
    details: {
      kind: 'installation',
      productName: property('ProductName'),
      productVersion: property('ProductVersion'),
      productCode: property('ProductCode'),
      manufacturer: property('Manufacturer'),
      platformVersion: platformVersion(files),
    },
  };
}

/** Whatever goes wrong while decoding, the file is not an MSI we understand: said, never thrown further. */
function tablesOf(bytes: Buffer): { properties: Map<string, string>; files: Row[] } {
  const streams = openCompoundFile(bytes);
  const pool = streams('!_StringPool');
  const data = streams('!_StringData');
  if (pool === null || data === null) throw new Refused('unreadable');
  try {
    const strings = readStringPool(pool, data);
    const table = (name: string): Row[] => readTable(name, (wanted) => streams(`!${wanted}`), strings);
    const properties = table('Property').map((row): [string, string] => [
      String(row.Property ?? ''),
      String(row.Value ?? ''),
    ]);
    return { properties: new Map(properties), files: table('File') };
  } catch {
    throw new Refused('unreadable');
  }
}

function platformVersion(files: readonly Row[]): string | null {
  const file = files.find((row) => isPlatformFile(row));
  const version = String(file?.Version ?? '');
  return /^\d+(?:\.\d+){1,3}$/.test(version) ? version : null;
}

/** File names are `short|long` or just one of them. */
function isPlatformFile(row: Row): boolean {
  const names = [String(row.File ?? ''), ...String(row.FileName ?? '').split('|')];
  return names.some((name) => name.toUpperCase() === 'MPCLIENT.DLL');
}
