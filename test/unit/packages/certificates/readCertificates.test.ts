import { sign, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cabinetFile, cabinetOf } from '../../../../build/practice/cabinetFile';
import { der, oid } from '../../../../build/practice/der';
import { trustList, type ListSigner } from '../../../../build/practice/trustList';
import { inspect } from '../../../../main/packages/inspection/inspect';
import { keptName } from '../../../../main/packages/kept/keep';
import { recognise } from '../../../../main/packages/recognise';
import { Refused } from '../../../../main/packages/refused';
import { packageKindSchema } from '../../../../shared/model/packages';
import {
  aCertificate,
  anAuthority,
  aRevocationList,
  aStore,
  distinguishedName,
} from '../../../fixtures/signed/certificates';

let box: string;
beforeAll(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-lists-'));
});
afterAll(() => rm(box, { recursive: true }));

const look = async (name: string, content: Buffer | string) => {
  await writeFile(join(box, name), content);
  try {
    return await recognise(join(box, name), name);
  } catch (error) {
    return error instanceof Refused ? error.code : error;
  }
};

const root = anAuthority(
  distinguishedName(['2.5.4.6', 'US'], ['2.5.4.10', 'Contoso, Nord'], ['2.5.4.3', 'Contoso Root']),
);
const server = anAuthority(distinguishedName(['2.5.4.3', 'server.contoso.test']));
const rootName = 'CN=Contoso Root, O="Contoso, Nord", C=US';
const stl = (subjects = 2): Buffer => trustList('trustedRoots', subjects, ['260901080000Z', '261001080000Z']);

/** Content in blocks of MSZIP, each deflated over the one before, as makecab writes it. */
function packed(name: string, content: Buffer): Buffer {
  const stored = cabinetFile(name, '');
  const [head, blockAt] = [Buffer.from(stored.subarray(0, stored.length - 8)), stored.length - 8];
  const blocks: Buffer[] = [];
  for (let at = 0; at < content.length; at += 32_768) {
    const piece = content.subarray(at, at + 32_768);
    const dictionary = at === 0 ? undefined : content.subarray(at - 32_768, at);
    const data = Buffer.concat([
      Buffer.from('CK'),
      deflateRawSync(piece, dictionary === undefined ? {} : { dictionary }),
    ]);
    const block = Buffer.alloc(8);
    block.writeUInt16LE(data.length, 4);
    block.writeUInt16LE(piece.length, 6);
    blocks.push(block, data);
  }
  head.writeUInt16LE(blocks.length / 2, 40);
  head.writeUInt16LE(1, 42);
  head.writeUInt32LE(content.length, 44);
  const file = Buffer.concat([head, ...blocks]);
  file.writeUInt32LE(file.length, 8);
  expect(file.readUInt32LE(36)).toBe(blockAt);
  return file;
}

/** What somebody says who signs a list in the older form (PKCS #7): the list itself, and nothing beside it. */
function signedBy(certificate: Buffer, { name, key }: ReturnType<typeof anAuthority>): ListSigner {
  const serial = der(0x02, Buffer.from(new X509Certificate(certificate).serialNumber, 'hex'));
  const [sha256, ecdsa] = ['2.16.840.1.101.3.4.2.1', '1.2.840.10045.4.3.2'].map((one) => der(0x30, oid(one)));
  return {
    certificates: [certificate],
    signerOf: (content) =>
      der(
        0x30,
        der(0x02, Buffer.from([1])),
        der(0x30, name, serial),
        sha256 ?? '',
        ecdsa ?? '',
        der(0x04, sign('sha256', content, key)),
      ),
  };
}

describe('the signature of a list', () => {
  const signer = signedBy(aCertificate(root, root), root);
  const kept = async (content: Buffer) => {
    await writeFile(join(box, 'authrootstl.cab'), content);
    const rules = { practice: false, keeps: packageKindSchema.options, now: Date.UTC(2026, 10, 24) };
    const [found] = await inspect(join(box, 'authrootstl.cab'), { ...rules, unpackInto: join(box, 'out') });
    if (found === undefined) throw new Error('nothing');
    return found.state === 'ready' ? found.fileSignature : found.refusal;
  };

  it('is read out of the list, because the cabinet around it has none', async () => {
    const list = trustList('trustedRoots', 2, ['260901080000Z'], signer);
    expect(await kept(cabinetOf([['authroot.stl', list]]))).toMatchObject({
      state: 'read',
      signer: rootName,
      issuer: rootName,
      digest: 'sha256',
      stamp: null,
    });
    expect(await kept(cabinetOf([['authroot.stl', stl()]]))).toEqual({ state: 'none' });
  });

  it('of another list makes the file none that is taken', async () => {
    const list = trustList('trustedRoots', 2, ['260901080000Z'], signer);
    // One hash of a subject is another one now.
    const at = list.indexOf(Buffer.alloc(20, 1));
    list[at] = 7;
    expect(await kept(cabinetOf([['authroot.stl', list]]))).toBe('altered');
  });
});

describe('a list of certificates', () => {
  it('in a cabinet is known by what it is for, whatever the files are called', async () => {
    const details = {
      kind: 'certificateList',
      list: 'trustedRoots',
      name: null,
      issuedAt: Date.parse('2026-09-01T08:00:00Z'),
      until: Date.parse('2026-10-01T08:00:00Z'),
      entries: 2,
    };
    const file = cabinetOf([['anything.stl', stl()]]);
    expect(await look('disallowedcertstl.cab', file)).toEqual({ details, practice: false, waitsAt: null });
    const forbidden = cabinetOf([['authroot.stl', trustList('disallowedList', 5, ['260901080000Z'])]]);
    expect(await look('authrootstl.cab', forbidden)).toMatchObject({
      details: { list: 'disallowedList', until: null, entries: 5 },
    });
  });

  it('is unpacked as makecab packs it, over several blocks', async () => {
    const file = packed('authroot.stl', stl(4000));
    expect(await look('authrootstl.cab', file)).toMatchObject({ details: { entries: 4000 } });
    // Its last block says one byte more than it unpacks to.
    const last = file.lastIndexOf('CK') - 2;
    file.writeUInt16LE(file.readUInt16LE(last) + 1, last);
    expect(await look('authrootstl.cab', file)).toBe('damaged');
  });

  it('is kept under the name by which Windows looks for it', () => {
    const ready = (list: 'disallowedList' | 'revocationList', name: string) =>
      keptName({
        state: 'ready',
        name,
        from: null,
        path: 'x',
        practice: false,
        details: { kind: 'certificateList', list, name: null, issuedAt: null, until: null, entries: 0 },
      });
    expect(ready('disallowedList', 'disallowedcertstl (1).cab')).toBe('disallowedcertstl.cab');
    expect(ready('revocationList', 'MicCodSigPCA2011.crl')).toBe('MicCodSigPCA2011.crl');
  });

  it('of what was taken back says who gave it, when, and when the next is due', async () => {
    const list = aRevocationList(root, 3, ['260901080000Z', '260908080000Z']);
    const details = {
      kind: 'certificateList',
      list: 'revocationList',
      name: rootName,
      issuedAt: Date.parse('2026-09-01T08:00:00Z'),
      until: Date.parse('2026-09-08T08:00:00Z'),
      entries: 3,
    };
    expect(await look('x.crl', list)).toMatchObject({ details });
    const pem = `-----BEGIN X509 CRL-----\r\n${list.toString('base64')}\r\n-----END X509 CRL-----\r\n`;
    expect(await look('x.crl', pem)).toMatchObject({ details });
    expect(await look('x.crl', aRevocationList(root, 0, ['260901080000Z']))).toMatchObject({
      details: { until: null, entries: 0 },
    });
  });

  it('in a store is counted', async () => {
    const store = aStore([aCertificate(root, root), aCertificate(server, root)]);
    expect(await look('disallowedcert.sst', store)).toMatchObject({
      details: { list: 'disallowedCertificates', entries: 2, issuedAt: null, until: null },
    });
  });
});

describe('a root', () => {
  it('is a certificate that an authority gave itself', async () => {
    expect(await look('a.crt', aCertificate(root, root))).toMatchObject({
      details: { list: 'root', name: rootName, until: Date.parse('2034-01-01T00:00:00Z'), entries: 1 },
    });
  });

  it.each([
    ['given by another authority', aCertificate(server, root)],
    ['that is no authority', aCertificate(root, root, { authority: false })],
    ['that names itself and was signed by another', aCertificate(root, { ...server, name: root.name })],
  ])('is no certificate %s', async (_, file) => {
    expect(await look('a.crt', file)).toBe('notAPackage');
  });
});

describe('a file is refused', () => {
  const store = aStore([aCertificate(root, root)]);
  const list = aRevocationList(root, 3, ['260901080000Z']);
  it.each([
    ['that is cut off', 'a.crl', list.subarray(0, 90), 'truncated'],
    ['with more behind its end', 'a.crl', Buffer.concat([list, Buffer.from('PK')]), 'twoFormats'],
    ['that is a certificate under the name of a list', 'a.crl', aCertificate(root, root), 'unreadable'],
    ['that is a list under the name of a certificate', 'a.crt', list, 'unreadable'],
    ['that is a store cut off', 'a.sst', store.subarray(0, 70), 'truncated'],
    ['that is a store with more behind', 'a.sst', Buffer.concat([store, store]), 'twoFormats'],
    ['that is a store of nothing', 'a.sst', aStore([]), 'notAPackage'],
    ['that is a cabinet of something else', 'a.cab', cabinetFile('a.txt', 'b'), 'notAPackage'],
    [
      'that is a cabinet of a list for something else',
      'a.cab',
      cabinetOf([
        [
          'authroot.stl',
          Buffer.from(stl().toString('latin1').replace('\x0a\x03\x09', '\x0a\x03\x08'), 'latin1'),
        ],
      ]),
      'notAPackage',
    ],
    [
      'that is a cabinet with two lists',
      'a.cab',
      cabinetOf([
        ['a.stl', stl()],
        ['b.stl', stl()],
      ]),
      'notAPackage',
    ],
  ] as const)('%s', async (_, name, content, code) => {
    expect(await look(name, content)).toBe(code);
  });
});
