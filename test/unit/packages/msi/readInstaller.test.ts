import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readInstaller as readFromFile } from '../../../../main/packages/msi/readInstaller';
import { streamName } from '../../../../main/packages/msi/streamName';
import { encodeName, installerStreams, makeCompoundFile, makeInstaller } from './makeInstaller';
import { refusalOf } from '../refusalOf';

const properties = {
  ProductName: 'Microsoft Defender for Endpoint',
  ProductVersion: '4.18.24070',
  ProductCode: '{5E1A3C70-0B1D-4D8E-9A57-6F1D00C0FFEE}',
  Manufacturer: 'Microsoft Corporation',
};
const files = [
  { key: 'OTHER.DLL', name: 'Other.dll', version: '1.2.3.4' },
  { key: 'MPCLIENT.DLL', name: 'mpclnt~1.dll|MpClient.dll', version: '4.18.24070.5' },
];
const practiceMsi = readFileSync(new URL('../../../../main/packages/practice/md4ws.msi', import.meta.url));

const path = join(tmpdir(), `gangway-installer-${process.pid}.msi`);
afterAll(() => rm(path, { force: true }));

async function readInstaller(bytes: Buffer): ReturnType<typeof readFromFile> {
  await writeFile(path, bytes);
  const file = await open(path, 'r');
  try {
    return await readFromFile(file);
  } finally {
    await file.close();
  }
}

describe('an MSI', () => {
  it('made by wixl gives product, versions and the platform inside', async () => {
    expect(await readInstaller(practiceMsi)).toEqual({
      practice: true,
      details: {
        kind: 'installation',
        productName: 'Microsoft Defender for Endpoint',
        productVersion: '4.18.24070',
        productCode: '{5E1A3C70-0B1D-4D8E-9A57-6F1D00C0FFEE}',
        manufacturer: 'Gangway practice, not Microsoft',
        platformVersion: '4.18.24070.5',
      },
    });
  });

  it('is read with references of two and of three bytes', async () => {
    for (const longReferences of [false, true]) {
      const { details, practice } = await readInstaller(makeInstaller({ properties, files, longReferences }));
      expect(details).toMatchObject({
        manufacturer: 'Microsoft Corporation',
        platformVersion: '4.18.24070.5',
      });
      expect(practice).toBe(false);
    }
  });

  it('is read past a string of more than 64 KB', async () => {
    const long = { Licence: 'x'.repeat(70_000), ...properties };
    expect((await readInstaller(makeInstaller({ properties: long, files }))).details.productVersion).toBe(
      '4.18.24070',
    );
  });

  it('of more sectors than its header can name is read', async () => {
    const streams = { ...installerStreams({ properties, files }), Payload: Buffer.alloc(9 * 1024 * 1024, 7) };
    const { details } = await readInstaller(makeCompoundFile(streams));
    expect(details.platformVersion).toBe('4.18.24070.5');
  });

  it('is read in its own code page', async () => {
    const accents = { ...properties, Manufacturer: 'Société' };
    for (const codePage of [1252, 65001, 0]) {
      const { details } = await readInstaller(makeInstaller({ properties: accents, codePage }));
      expect(details.manufacturer, String(codePage)).toBe('Société');
    }
  });

  it('finds the platform by the long name when the key is another', async () => {
    const renamed = [{ key: 'fil01', name: 'mpclnt~1.dll|MpClient.dll', version: '4.18.1.2' }];
    expect((await readInstaller(makeInstaller({ properties, files: renamed }))).details.platformVersion).toBe(
      '4.18.1.2',
    );
  });

  it('finds the platform by its key when the name is another', async () => {
    const renamed = [{ key: 'MPCLIENT.DLL', name: 'other.dll', version: '4.18.1.2' }];
    expect((await readInstaller(makeInstaller({ properties, files: renamed }))).details.platformVersion).toBe(
      '4.18.1.2',
    );
  });

  it.each([
    ['4.18', true],
    ['4', false],
    ['4.18.24070.5', true],
    ['4.18.24070.5.1', false],
    ['0.65535', true],
    ['0.65536', false],
    ['4.018', false],
    ['4.00', false],
    ['4.18.000000000001.1', false],
    ['4.', false],
    ['.18', false],
    ['4..18', false],
    ['4.18a', false],
    ['a4.18', false],
    ['-4.18', false],
    ['4,18', false],
  ])('with the version %s, of the product or of the platform, is taken: %s', async (version, taken) => {
    const ofProduct = makeInstaller({ properties: { ...properties, ProductVersion: version }, files });
    const ofPlatform = makeInstaller({
      properties,
      files: [{ key: 'MPCLIENT.DLL', name: 'MpClient.dll', version }],
    });
    if (taken) {
      expect((await readInstaller(ofProduct)).details.productVersion).toBe(version);
      expect((await readInstaller(ofPlatform)).details.platformVersion).toBe(version);
    } else
      for (const bytes of [ofProduct, ofPlatform])
        await expect(readInstaller(bytes)).rejects.toThrow(`unreadable: ${version}`);
  });

  it('without a version of its own is taken', async () => {
    const { ProductVersion: _, ...unversioned } = properties;
    const { details } = await readInstaller(makeInstaller({ properties: unversioned, files }));
    expect([details.productVersion, details.platformVersion]).toEqual(['', '4.18.24070.5']);
  });

  it('says null when no platform version is inside', async () => {
    const bare = [{ key: 'MPCLIENT.DLL', name: 'MpClient.dll', version: null }];
    expect(
      (await readInstaller(makeInstaller({ properties, files: bare }))).details.platformVersion,
    ).toBeNull();
    expect((await readInstaller(makeInstaller({ properties }))).details.platformVersion).toBeNull();
  });

  it('of both names is taken, of any other refused', async () => {
    const older = { ...properties, ProductName: 'Microsoft Defender for Windows Server' };
    expect((await readInstaller(makeInstaller({ properties: older }))).details.productName).toContain(
      'Windows Server',
    );
    for (const name of ['Microsoft Defender for Endpoint Devmode', 'My Microsoft Defender for Endpoint'])
      await expect(
        readInstaller(makeInstaller({ properties: { ...properties, ProductName: name } })),
      ).rejects.toThrow(new RegExp(`^wrongProduct: ${name}$`));
    const { ProductName: _, ...nameless } = properties;
    await expect(readInstaller(makeInstaller({ properties: nameless }))).rejects.toThrow(/^wrongProduct$/);
  });
});

describe('a spoilt MSI', () => {
  it('is unreadable when it is no compound file', async () => {
    expect(await refusalOf(() => readInstaller(Buffer.from('This is not an MSI')))).toBe('unreadable');
    expect(await refusalOf(() => readInstaller(Buffer.alloc(4096)))).toBe('unreadable');
  });

  it('is unreadable when it is a compound file of another sort', async () => {
    const other = makeCompoundFile({ WordDocument: Buffer.alloc(5000) });
    expect(await refusalOf(() => readInstaller(other))).toBe('unreadable');
  });

  it('is truncated wherever it was cut', async () => {
    for (const part of [0.1, 0.5, 0.9]) {
      const cut = practiceMsi.subarray(0, Math.floor(practiceMsi.length * part));
      expect(await refusalOf(() => readInstaller(cut)), String(part)).toMatch(/^(?:truncated|unreadable)$/);
    }
    expect(await refusalOf(() => readInstaller(practiceMsi.subarray(0, practiceMsi.length - 600)))).toBe(
      'truncated',
    );
  });

  it.each(['!_StringPool', '!_StringData', '!Property', '!_Columns'])(
    'is unreadable when %s is damaged or missing',
    async (name) => {
      const { [name]: whole, ...rest } = installerStreams({ properties, files });
      const cut = whole?.subarray(0, Math.floor(whole.length / 2) - 1) ?? Buffer.alloc(0);
      expect(await refusalOf(() => readInstaller(makeCompoundFile({ ...rest, [name]: cut })))).toBe(
        'unreadable',
      );
      // Without its properties it is an installer of something else.
      const missing = name === '!Property' ? 'wrongProduct' : 'unreadable';
      expect(await refusalOf(() => readInstaller(makeCompoundFile(rest)))).toBe(missing);
    },
  );

  it('whose sectors go round in a circle is refused at once', async () => {
    const bytes = Buffer.from(practiceMsi);
    const table = (bytes.readUInt32LE(76) + 1) * 512;
    const first = bytes.readUInt32LE(48);
    bytes.writeUInt32LE(first, table + first * 4);
    expect(await refusalOf(() => readInstaller(bytes))).toBe('unreadable');
  });
});

describe('a stream name', () => {
  it('is decoded to what was encoded', async () => {
    const letters = fc.string({ unit: fc.constantFrom(...'ABCxyz019._'), minLength: 1, maxLength: 30 });
    fc.assert(fc.property(letters, (name) => streamName(encodeName(`!${name}`)) === `!${name}`));
  });
});
