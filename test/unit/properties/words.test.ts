import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computerNameOf, parseAddress, remoteId } from '../../../main/servers/address';
import { GangwayError } from '../../../shared/errors';
import { type CodeTool, codes, explainCode } from '../../../shared/knowledge/codes';
import { targetIdSchema } from '../../../shared/model/target';
import { anyText } from './anyText';
import { holds } from './holds';

describe('an exit code', () => {
  const tool = fc.constantFrom<CodeTool>(...new Set(codes.map((entry) => entry.tool)));
  const known = fc.constantFrom(...codes);

  it('of 32 bits means what its table says, signed or not, or nothing', async () => {
    const code = fc.oneof(fc.integer(), fc.nat(4000), fc.integer({ min: 0, max: 0xffff_ffff }));
    await holds(
      fc.property(tool, code, (which, value) => {
        const found = explainCode(which, value);
        expect(explainCode(which, value >>> 0)).toEqual(found);
        expect(explainCode(which, value | 0)).toEqual(found);
        const own = codes.find((entry) => entry.tool === which && entry.code === value >>> 0);
        if (own !== undefined) expect(found).toEqual(own);
        else if (found !== null) {
          // A code that is handed through, or a Windows error inside an HRESULT. Such a one is never good news.
          if (found.tool !== which) expect(['installScript', 'removal', 'scriptRemoval']).toContain(which);
          expect([value >>> 0, (value >>> 0) & 0xffff]).toContain(found.code);
          if (found.code !== value >>> 0) expect(found.outcome).not.toBe('success');
        }
      }),
      10_000,
    );
  });

  it('that is known is found, and counts as success only where the table says so', async () => {
    await holds(
      fc.property(known, (entry) => {
        expect(explainCode(entry.tool, entry.code)).toEqual(entry);
        expect(explainCode(entry.tool, entry.code | 0)).toEqual(entry);
        if (entry.outcome === 'success') expect(entry.code).toBe(0);
      }),
      2000,
    );
  });
});

describe('the address of a server', () => {
  const label = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_é\u0131ß。.'), maxLength: 20 });
  const typed = fc.oneof(
    anyText({ maxLength: 60 }),
    fc.domain(),
    fc.ipV4(),
    fc.ipV4Extended(),
    fc.ipV6(),
    fc.ipV6().map((ip) => `[${ip}]`),
    fc.tuple(fc.ipV6(), label).map(([ip, zone]) => `${ip}%${zone}`),
    fc.array(label, { maxLength: 4 }).map((labels) => labels.join('.')),
    fc.constantFrom(
      'http://a',
      'a:5985',
      'DOM\\srv',
      'a b',
      '\\\\srv\\c$',
      'user@srv',
      "a';x",
      '$(x)',
      '-srv',
      '..',
      '[::1',
    ),
  );
  const read = (text: string) => {
    try {
      return parseAddress(text);
    } catch (error) {
      if (error instanceof GangwayError && error.code === 'target.badAddress') return null;
      throw error;
    }
  };

  it('is read or refused, comes to one form, and holds nothing that a command could take for its own', async () => {
    await holds(
      fc.property(typed, (text) => {
        const found = read(text);
        if (found === null) return;
        expect(read(found.host)).toMatchObject({ kind: found.kind, host: found.host });
        expect(found.host).toMatch(/^[A-Za-z0-9._:%-]{1,300}$/);
        expect(found.host.startsWith('-')).toBe(false);
        expect(targetIdSchema.safeParse(remoteId(found)).success).toBe(true);
        expect(computerNameOf(found)).not.toBe('');
      }),
      10_000,
    );
  });

  it('is the same server in every spelling', async () => {
    await holds(
      fc.property(
        fc.domain(),
        fc.constantFrom('', '.'),
        fc.constantFrom('', ' ', '\t', '\u00a0'),
        (name, dot, blank) => {
          const plain = read(name);
          expect(read(`${blank}${name.toUpperCase()}${dot}${blank}`)?.host).toBe(plain?.host);
        },
      ),
      3000,
    );
  });
});
