import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { practiceTenant } from '../../../../build/practice/blob';
import { offboardingScript } from '../../../../build/practice/offboardingScript';
import { onboardingScript } from '../../../../build/practice/onboardingScript';
import { zipFile } from '../../../../build/practice/zipFile';
import { createLibrary } from '../../../../main/packages/library';
import { inspect } from '../../../../main/packages/inspection/inspect';
import { createInspect } from '../../../../main/packages/inspection/inspectApart';
import { type RefusalCode, refusalCodeSchema, type Signature } from '../../../../shared/model/packages';
import english from '../../../../shared/locales/en/packages.json';
import french from '../../../../shared/locales/fr/packages.json';
import { makeInstaller } from '../msi/makeInstaller';
import { genuine, goodInstaller, goodScript, goodZip, installer, joinsOther, withLines } from './files';
import { Sandbox, listing, now } from './sandbox';

interface Given {
  name: string;
  /** An error stands for a disk that gives none. */
  content: string | Buffer | NodeJS.ErrnoException;
  signature?: Signature;
  practice?: boolean;
  /** Looking at it does not come to an end. */
  endless?: boolean;
  /** Offboarding is not wanted. */
  onboardingOnly?: boolean;
}

const script = { name: 'script.cmd', data: Buffer.from(goodScript) };
const msi = (signature: Signature): Given => ({ name: 'md4ws.msi', content: goodInstaller, signature });
const zip = (...entries: Parameters<typeof zipFile>[0]): Given => ({
  name: 'a.zip',
  content: zipFile(entries),
});
const cmd = (content: string | Buffer): Given => ({ name: 'script.cmd', content });
const fails = (code: string): Given => ({
  name: 'md4ws.msi',
  content: Object.assign(new Error(code), { code }),
});
function broken(whole: Buffer, at: number): Buffer {
  const bytes = Buffer.from(whole);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

/** One file for each code. A code without one does not compile, and a code that no file reaches fails here. */
const given: Record<RefusalCode, Given> = {
  notAPackage: { name: 'holiday.jpg', content: 'x' },
  emptyFile: { name: 'md4ws.msi', content: '' },
  tooLarge: cmd(Buffer.alloc(1024 * 1024 + 1, 'x')),
  truncated: { name: 'a.zip', content: goodZip.subarray(0, 200) },
  damaged: { name: 'a.zip', content: broken(zipFile([script]), 60) },
  unreadable: { name: 'md4ws.msi', content: 'not an MSI' },
  notExamined: { name: 'md4ws.msi', content: goodInstaller, endless: true },
  twoFormats: { name: 'md4ws.msi', content: Buffer.concat([goodInstaller, goodZip]) },
  inUse: fails('EBUSY'),
  notStored: fails('ENOSPC'),
  interactiveScript: cmd(genuine(onboardingScript(practiceTenant, 'local'))),
  scriptForm: cmd(goodScript.replaceAll('\r\n', '\r')),
  severalTenants: cmd(withLines(joinsOther)),
  unknownScript: cmd(withLines('calc\r\n'.repeat(50))),
  offboardingGiven: { ...cmd(genuine(offboardingScript(practiceTenant, now + 1))), onboardingOnly: true },
  expiredOffboarding: cmd(genuine(offboardingScript(practiceTenant, now))),
  devModeMsi: { name: 'md4ws-devmode.msi', content: goodInstaller },
  wrongProduct: { name: 'x.msi', content: makeInstaller({ properties: { ProductName: 'Something else' } }) },
  olderThanMinimum: { name: 'md4ws.msi', content: installer('4.18.2207.5') },
  altered: msi({ state: 'invalid', signer: 'O=Microsoft Corporation', detail: 'hashMismatch' }),
  notSigned: msi({ state: 'notSigned', signer: null, detail: null }),
  wrongPublisher: msi({ state: 'wrongPublisher', signer: 'O=Contoso', detail: null }),
  signatureUnproved: msi({ state: 'invalid', signer: 'O=Microsoft Corporation', detail: 'unproved' }),
  zipUnsafePath: zip(script, { ...script, name: '../evil.cmd' }),
  zipBomb: zip({ name: 'big.cmd', data: Buffer.alloc(4 * 1024 * 1024), deflate: true }),
  zipTooManyEntries: zip(
    ...Array.from({ length: 10_001 }, (_, index) => ({ name: String(index), data: Buffer.alloc(0) })),
  ),
  zipEncrypted: zip({ name: 'a.cmd', data: Buffer.alloc(40), announcedSize: 28, flags: 0x801 }),
  nestedZip: zip({ name: 'inner.zip', data: goodZip }),
  duplicateNames: zip(script, { ...script, name: 'SCRIPT.CMD' }),
  practiceOnReal: cmd(onboardingScript(practiceTenant, 'groupPolicy')),
  genuineInPractice: { ...cmd(goodScript), practice: true },
};

let box: Sandbox;
beforeEach(async () => {
  box = await Sandbox.make();
});
afterEach(() => box.remove());

describe('every refusal', () => {
  it.each(refusalCodeSchema.options)(
    '%s is reached by a file, with its texts, and leaves nothing',
    async (code) => {
      const { name, content, signature, practice = false, onboardingOnly = false, endless } = given[code];
      const worker = await box.given('endless.mjs', 'for (;;);');
      const library = await createLibrary({
        folder: box.folder,
        practice,
        inspect: endless === true ? createInspect({ file: worker, seconds: 0.3 }) : inspect,
        trust: () => Promise.resolve(signature ?? { state: 'notCheckedHere', signer: null, detail: null }),
        now: () => now,
      });
      const before = await listing(box.root);
      const stream = new Readable({
        read() {
          if (content instanceof Error) this.destroy(content);
          else {
            if (content.length > 0) this.push(content);
            this.push(null);
          }
        },
      });
      const { added, refused } = await library.addStream(name, stream, null, !onboardingOnly);
      expect([added, refused.map(({ refusal }) => refusal)]).toEqual([[], [code]]);
      expect(await listing(box.root)).toEqual(before);
      for (const { refusal } of [english, french]) {
        const { title, cause, next } = refusal[code];
        for (const text of [title, cause, next]) expect(text.length).toBeGreaterThan(8);
      }
    },
  );

  it('says its evidence on one short line, whatever the file put there', async () => {
    const library = await box.open();
    const product = `Evil\u202e\r\n\u001b[31m${'x'.repeat(5000)}`;
    const content = makeInstaller({ properties: { ProductName: product }, codePage: 65001 });
    const { refused } = await library.add([await box.given('x.msi', content)]);
    expect(refused[0]?.refusal).toBe('wrongProduct');
    expect(refused[0]?.detail).toMatch(/^Evil\?\?\?\?\[31mx{100,200}$/);
  });
});
