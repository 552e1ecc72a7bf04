import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { practiceTenant, quoted } from '../../../build/practice/blob';
import { Refused } from '../../../main/packages/refused';
import { commandText } from '../../../main/packages/script/commandText';
import { decodeText } from '../../../main/packages/script/decodeText';
import { readScript } from '../../../main/packages/script/readScript';
import { registryValue } from '../../../main/packages/script/registryValue';
import { groupPolicyShape, portalScript } from '../../fixtures/portalScript';
import { goodScript, joinsOther } from '../packages/hostile/files';
import { anyText } from './anyText';
import { holds } from './holds';

const name = 'WindowsDefenderATPOnboardingScript.cmd';
/** A script of the portal that writes this value. */
const written = (json: string): string =>
  portalScript(groupPolicyShape())
    .lines.map((line) =>
      line.replace(/(?<=\/v onboardinginfo \/t REG_SZ \/f \/d ).+(?= > )/, () => quoted(json)),
    )
    .join('\r\n');

function orRefused<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** The lines that cmd.exe gets out of a file: it splits at line feeds alone, drops carriage returns, and ends at Ctrl+Z. */
const linesOfCmd = (bytes: Buffer): string[] =>
  bytes
    .toString('latin1')
    .replaceAll('\u001a', '\n')
    .split('\n')
    .map((line) => line.replaceAll('\r', ''));

const piece = fc.oneof(
  fc.constantFrom('\r', '\n', '\r\n', '\u0000', '\u001a', '\ufeff', 'rem ', '^', '"', '& pause', joinsOther),
  anyText({ maxLength: 20 }),
  fc.constantFrom(goodScript, goodScript.slice(0, 3000), goodScript.slice(3000)),
);

describe('a script', () => {
  it('of any bytes is read or refused, and what is read is what cmd.exe reads', async () => {
    const encoding = fc.constantFrom('utf8' as const, 'utf16le' as const, 'latin1' as const);
    await holds(
      fc.property(fc.array(piece, { maxLength: 6 }), encoding, (pieces, encoded) => {
        const bytes = Buffer.from(pieces.join(''), encoded);
        const text = orRefused(() => commandText(bytes));
        if (text === null) return;
        const ascii = (line: string): string => line.replace(/[^\x20-\x7e]/g, '');
        expect(text.split(/\r\n|\n|\r/).map(ascii)).toEqual(linesOfCmd(bytes).map(ascii));
        const found = orRefused(() => readScript(text, name));
        if (found === null) return;
        // Never two tenants, never a tenant that the file does not name.
        expect(text.toLowerCase()).toContain(found.details.orgId);
      }),
      3000,
    );
  });

  it('of any bytes at all has a text', async () => {
    await holds(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(typeof decodeText(bytes)).toBe('string');
      }),
      3000,
    );
  });

  it('gives back the tenant and the places that were written into it', async () => {
    // What else a value holds is no value of the portal: the script is refused (test/unit/packages/hostile/scripts.test.ts).
    const words = fc.string({ unit: fc.constantFrom(...'abcXYZ019-./'), maxLength: 30 });
    const body = fc.record({
      orgId: fc.uuid(),
      datacenter: words,
      geoLocationUrl: words,
      previousOrgIds: fc.array(fc.uuid(), { maxLength: 3 }),
    });
    await holds(
      fc.property(body, words, (inner, sig) => {
        const json = JSON.stringify({ body: JSON.stringify(inner), sig });
        const { details } = readScript(written(json), name);
        expect(details).toMatchObject({
          kind: 'onboarding',
          orgId: inner.orgId,
          datacenter: inner.datacenter,
          geoLocationUrl: inner.geoLocationUrl,
        });
        expect(JSON.stringify(details)).not.toContain('sig');
      }),
      3000,
    );
  });

  it('that names another tenant anywhere is refused', async () => {
    const other = fc.uuid().filter((id) => id !== practiceTenant.orgId);
    const form = fc.constantFrom(
      (id: string) => `rem \\"orgId\\":\\"${id}\\"`,
      (id: string) => `set x={\\\\\\"orgId\\\\\\":\\\\\\"${id.toUpperCase()}\\\\\\"}`,
      (id: string) => `echo "orgId" : "${id}"`,
      (id: string) => `echo ^"org^Id^":^"${id}^"`,
    );
    await holds(
      fc.property(other, form, fc.nat(), (id, write, place) => {
        const lines = goodScript.split('\r\n');
        lines.splice(place % lines.length, 0, write(id));
        const found = orRefused(() => readScript(lines.join('\r\n'), name));
        expect(found).toBeNull();
      }),
      2000,
    );
  });

  it('with noise in it never causes anything but a refusal', async () => {
    const key = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
    const pieces = fc.constantFrom(
      goodScript,
      written('"'),
      written('{}'),
      `add "${key}" /v OnboardingInfo /d "`,
    );
    await holds(
      fc.property(pieces, fc.string(), fc.nat(), fc.nat(), (whole, noise, at, count) => {
        const start = at % whole.length;
        const text = whole.slice(0, start) + noise + whole.slice(start + (count % 200));
        const found = orRefused(() => readScript(text, name));
        if (found !== null) expect(found.details.kind).toMatch(/^o(?:n|ff)boarding$/);
      }),
      1000,
    );
  });

  it('gives back every value that was quoted for the command line', async () => {
    const line = fc.string({ unit: fc.constantFrom(...'ab"\\ {}:,/%^') });
    await holds(
      fc.property(line, (text) => {
        expect(registryValue(written(text), 'OnboardingInfo')).toBe(text);
      }),
      2000,
    );
  });
});
