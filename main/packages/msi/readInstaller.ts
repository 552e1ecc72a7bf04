import type { FileHandle } from 'node:fs/promises';
import type { PackageDetails } from '../../../shared/model/packages';
import { practiceMarker } from '../practiceMarker';
import { Refused, toRefused } from '../refused';
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
export async function readInstaller(file: FileHandle): Promise<{
  details: Extract<PackageDetails, { kind: 'installation' }>;
  practice: boolean;
}> {
  const { properties, files } = await tablesOf(file);
  const property = (name: string): string => properties.get(name) ?? '';
  if (!productNames.test(property('ProductName')))
    throw new Refused('wrongProduct', property('ProductName') || null);
  return {
    practice: properties.has(practiceMarker),
    details: {
      kind: 'installation',
      productName: property('ProductName'),
      productVersion: property('ProductVersion') === '' ? '' : windowsVersion(property('ProductVersion')),
      productCode: property('ProductCode'),
      manufacturer: property('Manufacturer'),
      platformVersion: platformVersion(files),
    },
  };
}

/** Whatever goes wrong while decoding, the file is not an MSI we understand: said, never thrown further. */
async function tablesOf(file: FileHandle): Promise<{ properties: Map<string, string>; files: Row[] }> {
  try {
    const streams = await openCompoundFile(file);
    const needed = async (name: string): Promise<Buffer> => {
      const bytes = await streams(name);
      if (bytes === null) throw new Refused('unreadable');
      return bytes;
    };
    const pool = readStringPool(await needed('!_StringPool'), await needed('!_StringData'));
    const columns = await needed('!_Columns');
    const table = async (name: string): Promise<Row[]> => {
      const bytes = await streams(`!${name}`);
      return bytes === null ? [] : readTable(name, bytes, columns, pool);
    };
    const properties = (await table('Property')).map((row): [string, string] => [
      String(row.Property ?? ''),
      String(row.Value ?? ''),
    ]);
    const byName = new Map(properties);
    // A name is the key of its row. Where it comes twice, Windows may take the other one.
    if (byName.size < properties.length) throw new Refused('unreadable', 'Property');
    return { properties: byName, files: await table('File') };
  } catch (error) {
    throw toRefused(error);
  }
}

function platformVersion(files: readonly Row[]): string | null {
  const file = files.find((row) => isPlatformFile(row));
  const version = String(file?.Version ?? '');
  return version === '' ? null : windowsVersion(version);
}

/**
 * A version as Windows has them: two to four numbers of 16 bits, written in one way only. Another one would be compared otherwise here
 * than there.
 * @throws {Refused} `unreadable`.
 */
function windowsVersion(version: string): string {
  const parts = version.split('.');
  const isVersion = parts.length > 1 && parts.length < 5 && parts.every((part) => isNumber(part));
  if (!isVersion) throw new Refused('unreadable', version);
  return version;
}

const isNumber = (part: string): boolean => /^(?:0|[1-9]\d{0,4})$/.test(part) && Number(part) <= 0xffff;

/** File names are `short|long` or just one of them. */
function isPlatformFile(row: Row): boolean {
  const names = [String(row.File ?? ''), ...String(row.FileName ?? '').split('|')];
  return names.some((name) => name.toUpperCase() === 'MPCLIENT.DLL');
}
