import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programFile } from '../../../../build/practice/programFile';
import { inspect } from '../../../../main/packages/inspection/inspect';
import { createLibrary } from '../../../../main/packages/library';
import { type Trust, trustNotCheckedHere } from '../../../../main/packages/trust';
import { openSigner, type Signer, type Signing, whyNoSigning } from '../../../fixtures/signed/signing';

const why = whyNoSigning();
if (why !== null) console.info(why);

const update = programFile({ version: '4.18.24070.5', strings: { InternalName: 'UpdatePlatform.exe' } });
const windowsSaysValid: Trust = () =>
  Promise.resolve({ state: 'valid', signer: 'O=Microsoft Corporation', detail: null });

let box: string;
let signer: Signer;
beforeAll(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-kept-'));
  if (why === null) signer = await openSigner();
});
afterAll(async () => {
  await rm(box, { recursive: true });
  if (why === null) await signer.close();
});

async function give(content: Buffer, trust = trustNotCheckedHere) {
  const folder = await mkdtemp(join(box, 'library-'));
  const library = await createLibrary({ folder, practice: false, trust, inspect, now: () => 1000 });
  await writeFile(join(box, 'UpdatePlatform.exe'), content);
  const result = await library.add([join(box, 'UpdatePlatform.exe')]);
  const again = await createLibrary({ folder, practice: false, trust, inspect });
  expect(again.list()).toEqual(result.added);
  return result;
}
const signed = (how?: Signing) => signer.sign('.exe', update, how);

describe.skipIf(why !== null)('a file of the library', () => {
  it('is kept with what it says of its signature, and nobody calls that valid', async () => {
    const { added } = await give(await signed());
    const name = 'CN=Microsoft Corporation, O=Microsoft Corporation, C=US';
    expect(added).toMatchObject([
      {
        signature: { state: 'notCheckedHere', signer: name },
        fileSignature: { state: 'read', signer: name, stamp: null },
      },
    ]);
    expect((await give(update)).added).toMatchObject([
      { signature: { state: 'notCheckedHere', signer: null }, fileSignature: { state: 'none' } },
    ]);
  });

  it('is refused where its hash is not the one that was signed, whatever Windows is said to say', async () => {
    const altered = await signed();
    altered[0x50] = (altered[0x50] ?? 0) ^ 1;
    for (const trust of [trustNotCheckedHere, windowsSaysValid]) {
      const { added, refused } = await give(altered, trust);
      expect([added, refused]).toEqual([
        [],
        [{ name: 'UpdatePlatform.exe', refusal: 'altered', detail: 'sha256' }],
      ]);
    }
  });

  it('is refused where it names another publisher, and the word of Windows counts where there is one', async () => {
    const other = await signed({ by: 'other' });
    expect((await give(other)).refused).toMatchObject([
      { refusal: 'wrongPublisher', detail: 'CN="CN=""Microsoft Corporation""", O=Contoso, C=US' },
    ]);
    expect((await give(await signed(), windowsSaysValid)).added).toMatchObject([
      { signature: { state: 'valid' } },
    ]);
  });
});
