import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cabinetFile } from '../../../../build/practice/cabinetFile';
import { programFile } from '../../../../build/practice/programFile';
import { Refused } from '../../../../main/packages/refused';
import { signatureOfProgram } from '../../../../main/packages/signature/ofProgram';
import { readSignature } from '../../../../main/packages/signature/readSignature';
import { readSignedData } from '../../../../main/packages/signature/signedData';
import type { SignedFile } from '../../../../main/packages/signature/signedFile';
import { isPublisher } from '../../../../shared/kit/packageTrust';
import { endedUnstamped, type FileSignature } from '../../../../shared/model/fileSignature';
import { encodeName, makeCompoundFile } from '../msi/makeInstaller';
import { openSigner, type Signer, type Signing, whyNoSigning } from '../../../fixtures/signed/signing';

const why = whyNoSigning();
if (why !== null) console.info(why);
/** A folder with programs, installers and cabinets that Microsoft signed: a new form of theirs is seen here first. */
const folder = process.env.GANGWAY_SIGNED_FILES;
if (folder === undefined)
  console.info('GANGWAY_SIGNED_FILES names no folder: no file of Microsoft was looked at');

const practice = fileURLToPath(new URL('../../../../main/packages/practice', import.meta.url));
const contents: Readonly<Record<string, Buffer>> = {
  '.exe': programFile({ version: '4.18.24070.5', strings: { InternalName: 'UpdatePlatform.exe' } }),
  '.msi': readFileSync(join(practice, 'md4ws.msi')),
  '.cab': cabinetFile('Windows8.1-KB2999226-x64.cab', 'a cabinet with some text in it'),
};
/** A byte of the content of each, far from every head and every signature. */
const insides: Readonly<Record<string, number>> = { '.exe': 0x2f0, '.msi': 1828, '.cab': 140 };

let box: string;
let signer: Signer;
beforeAll(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-signature-'));
  if (why === null) signer = await openSigner();
});
afterAll(async () => {
  await rm(box, { recursive: true });
  if (why === null) await signer.close();
});

const now = Date.parse('2026-11-24T12:00:00Z');
const inItsTime = Date.parse('2024-06-01T12:00:00Z');

async function look(ending: string, content: Buffer): Promise<FileSignature | string | null> {
  const path = join(box, `x${ending}`);
  await writeFile(path, content);
  try {
    return await readSignature(path, ending);
  } catch (error) {
    if (error instanceof Refused) return `${error.code} ${error.evidence ?? ''}`;
    throw error;
  }
}

const signed = (ending: string, how?: Signing): Promise<Buffer> =>
  signer.sign(ending, contents[ending] ?? Buffer.alloc(0), how);
function flipped(content: Buffer, at: number): Buffer {
  const bytes = Buffer.from(content);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}
/** The file with these bytes of it exchanged for others. */
function exchanged(content: Buffer, from: Buffer, to: Buffer): Buffer {
  const at = content.indexOf(from);
  expect(at).toBeGreaterThan(0);
  return Buffer.concat([content.subarray(0, at), to, content.subarray(at + from.length)]);
}
async function opened<T>(content: Buffer, work: (file: SignedFile) => T | Promise<T>): Promise<T> {
  const path = join(box, 'opened.exe');
  await writeFile(path, content);
  const file = await open(path, 'r');
  try {
    const found = await signatureOfProgram(file);
    if (found === null) throw new Error('no signature');
    return await work(found);
  } finally {
    await file.close();
  }
}

describe.skipIf(why !== null).each(Object.keys(contents))(
  'the signature of a file that ends in %s',
  (ending) => {
    it.each<[string, Signing, object, boolean]>([
      ['that nobody stamped', {}, { stamp: null }, true],
      [
        'that was stamped by RFC 3161',
        { stamp: { kind: 'rfc3161', at: inItsTime / 1000 } },
        {
          stamp: {
            kind: 'rfc3161',
            at: inItsTime,
            by: 'CN=Gangway test time stamps, O=Gangway test, C=US',
            holds: true,
          },
        },
        true,
      ],
      [
        'that was counter-signed',
        { stamp: { kind: 'legacy' } },
        { stamp: { kind: 'legacy', by: 'CN=Gangway test time stamps, O=Gangway test, C=US', holds: true } },
        true,
      ],
      [
        'of another publisher',
        { by: 'other' },
        { signer: 'CN="CN=""Microsoft Corporation""", O=Contoso, C=US' },
        true,
      ],
      [
        'of a certificate that has ended',
        { by: 'ended' },
        { until: Date.parse('2025-01-01T00:00:00Z') },
        false,
      ],
      [
        'of a certificate that has ended, stamped in its time',
        { by: 'ended', stamp: { kind: 'rfc3161', at: inItsTime / 1000 } },
        { until: Date.parse('2025-01-01T00:00:00Z'), stamp: { at: inItsTime, holds: true } },
        true,
      ],
    ])('%s is read as it is, and the referee agrees', async (_, how, expected, verified) => {
      const file = await signed(ending, how);
      const found = await look(ending, file);
      expect(found).toMatchObject({
        state: 'read',
        digest: 'sha256',
        issuer: 'CN=Gangway test root, O=Gangway test, C=US',
        ...expected,
      });
      if (found === null || typeof found === 'string' || found.state !== 'read') return;
      expect(isPublisher(found.signer)).toBe(how.by !== 'other');
      expect(await signer.verify(ending, file)).toBe(verified);
      // The referee refuses here what has ended and was not stamped before; nothing else is played.
      expect(endedUnstamped(found, now)).toBe(!verified);
    });

    it('is none where it was taken out, and of no use to another file', async () => {
      const file = await signed(ending);
      expect(await look(ending, await signer.strip(ending, file))).toEqual({ state: 'none' });
      expect(await look(ending, contents[ending] ?? file)).toEqual({ state: 'none' });
      expect(await look('.ps1', file)).toBeNull();
    });

    it('does not agree with a file that was changed, nor does the referee', async () => {
      const file = flipped(await signed(ending), insides[ending] ?? 0);
      expect(await look(ending, file)).toBe('altered sha256');
      expect(await signer.verify(ending, file)).toBe(false);
    });

    it.each(['sha1', 'sha384', 'sha512'])('made over %s is read, too', async (digest) => {
      const file = await signed(ending, { more: ['-h', digest] });
      expect(await look(ending, file)).toMatchObject({ state: 'read', digest });
      expect(await look(ending, flipped(file, insides[ending] ?? 0))).toBe(`altered ${digest}`);
    });
  },
);

describe.skipIf(why !== null)('a signature is refused', () => {
  it('where somebody put the hash of a changed file into it', async () => {
    const file = await signed('.exe');
    const [before, changed] = [file, flipped(file, insides['.exe'] ?? 0)];
    const hash = (content: Buffer) => opened(content, (found) => found.hash('sha256'));
    const forged = exchanged(changed, await hash(before), await hash(changed));
    expect(await look('.exe', forged)).toMatch(/^altered CN=Microsoft Corporation/);
    expect(await signer.verify('.exe', forged)).toBe(false);
  });

  it('where bytes follow it that nobody signed', async () => {
    for (const ending of ['.exe', '.cab']) {
      const file = await signed(ending);
      expect(await look(ending, Buffer.concat([file, Buffer.alloc(7)]))).toMatchObject({ state: 'read' });
      expect(await look(ending, Buffer.concat([file, Buffer.alloc(7), Buffer.from('x')]))).toBe('altered +8');
      expect(await look(ending, Buffer.concat([file, Buffer.from('x')]))).toBe('altered +1');
    }
  });

  it('where the names of an installer were changed that its second hash covers', async () => {
    const plain = await signed('.msi');
    const covered = await signed('.msi', { more: ['-add-msi-dse'] });
    // The second of the time at which the first folder or stream was made: content says nothing of it.
    const at = (content: Buffer) =>
      content.indexOf(Buffer.from('R\0o\0o\0t\0 \0E\0n\0t\0r\0y\0', 'latin1')) + 128 + 100;
    expect(await look('.msi', covered)).toMatchObject({ state: 'read' });
    expect(await look('.msi', flipped(plain, at(plain)))).toMatchObject({ state: 'read' });
    expect(await look('.msi', flipped(covered, at(covered)))).toBe('altered MsiDigitalSignatureEx');
    expect(await signer.verify('.msi', flipped(covered, at(covered)))).toBe(false);
  });

  it('where a part of the program lies in it', async () => {
    const file = Buffer.from(await signed('.exe'));
    // The size of the only section, one byte more than there is before the signature.
    const at = 0x98 + 240 + 16;
    file.writeUInt32LE(file.readUInt32LE(0x98 + 144) - 0x200 + 1, at);
    expect(await look('.exe', file)).toMatch(/^altered \d+ < \d+$/);
  });
});

describe.skipIf(why !== null)('a signature that lies where it cannot lie', () => {
  it.each([
    ['out of the file', 44, 0x7fff_ffff, 'truncated '],
    ['over the end of the file', 48, 0xffff_ffff, 'truncated '],
    ['over the content', 44, 70, 'altered 70'],
    ['over the head', 44, 8, 'altered 8'],
  ])('%s of a cabinet', async (_, at, value, result) => {
    const file = Buffer.from(await signed('.cab'));
    file.writeUInt32LE(value, at);
    expect(await look('.cab', file)).toBe(result);
  });

  it('under streams of an installer that lie over each other, which would be read over and over', async () => {
    const names = Array.from({ length: 6 }, (_, index) => `stream${String(index)}`);
    const streams = names.map((name, index): [string, Buffer] => [
      name,
      Buffer.alloc(index === 0 ? 60_000 : 5000, 'x'),
    ]);
    const file = await signer.sign('.msi', makeCompoundFile(Object.fromEntries(streams)));
    expect(await look('.msi', file)).toMatchObject({ state: 'read' });
    const lying = Buffer.from(file);
    const entry = (name: string) => file.indexOf(Buffer.from(encodeName(name), 'utf16le'));
    // Each has a whole chain: all of them are the first.
    for (const name of names)
      file.copy(lying, entry(name) + 116, entry('stream0') + 116, entry('stream0') + 124);
    expect(await look('.msi', lying)).toEqual({ state: 'unread' });
  });
});

describe.skipIf(why !== null)('a time stamp', () => {
  it('that belongs to another signature is said not to hold', async () => {
    const file = await signed('.exe', { stamp: { kind: 'rfc3161' } });
    const hash = await opened(file, ({ signature }) => {
      const [by] = readSignedData(signature).signers;
      return createHash('sha256')
        .update(by?.signature ?? '')
        .digest();
    });
    const other = exchanged(file, hash, flipped(hash, 0));
    expect(await look('.exe', other)).toMatchObject({ state: 'read', stamp: { holds: false } });
  });

  it('that was signed by another key is said not to hold', async () => {
    const file = await signed('.exe', { stamp: { kind: 'rfc3161' } });
    // The last bytes of the file that are no zero are the signature of the stamp.
    const last = file.findLastIndex((byte) => byte !== 0);
    expect(await look('.exe', flipped(file, last - 20))).toMatchObject({ stamp: { holds: false } });
  });
});

describe.runIf(folder !== undefined)('a file that Microsoft signed', () => {
  it.each(
    folder === undefined
      ? []
      : readdirSync(folder).filter((name) => /\.(?:exe|dll|msi|msu|cab)$/i.test(name)),
  )('%s is read, and its hash agrees', async (name) => {
    const ending = (/\.\w+$/.exec(name)?.[0] ?? '').toLowerCase();
    const found = await readSignature(join(folder ?? '', name), ending === '.dll' ? '.exe' : ending);
    expect(found?.state).not.toBe('unread');
    if (found?.state === 'read') expect(isPublisher(found.signer)).toBe(true);
  });
});
