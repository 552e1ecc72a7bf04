import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remoteTarget } from '../../../main/servers/servers';
import { GangwayError } from '../../../shared/errors';
import { readServerList, serverListLimit, serverListSchema } from '../../../shared/model/servers/serverList';
import { anyText } from './anyText';
import { holds } from './holds';

const find = (address: string) => {
  try {
    return remoteTarget(address);
  } catch (error) {
    if (error instanceof GangwayError) return null;
    throw error;
  }
};
const read = (text: string) => readServerList(text, find);

const field = fc.oneof(
  fc.domain(),
  fc.ipV6(),
  fc.string({ unit: fc.constantFrom(...'aZ9-. \'"#é/[]:%\u0000\u00a0'), maxLength: 12 }),
  fc.constantFrom('Name', 'tags', '', '"', '""', '"a,b"', '#', 'sep=;'),
);
const line = fc
  .array(fc.tuple(field, fc.constantFrom(',', ';', '\t', '')), { maxLength: 5 })
  .map((parts) => parts.flat().join(''));
const text = fc.oneof(
  anyText({ maxLength: 200 }),
  fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 30 })
    .map((lines) => lines.flat().join('')),
);

describe('a list of servers', () => {
  it('of any text is a valid list: every line is told at most once, and every server is there once', async () => {
    await holds(
      fc.property(text, (given) => {
        const list = serverListSchema.parse(read(given));
        const numbers = [
          ...(list.header === null ? [] : [list.header]),
          ...list.lines.flatMap(({ number, again }) => [number, ...again]),
          ...list.bad.map(({ number }) => number),
        ];
        const count = given.split(/\r\n|\r|\n/).length;
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const number of numbers) expect(number >= 1 && number <= count).toBe(true);
        expect(new Set(list.lines.map(({ id }) => id)).size).toBe(list.lines.length);
        expect(list.lines.length).toBeLessThanOrEqual(serverListLimit);
        for (const { address, id } of list.lines) expect(find(address)?.id).toBe(id);
        // A line that is not told about says nothing: it is empty, a comment, or says how fields are separated.
        for (const [index, raw] of given
          .replace(/^\uFEFF/, '')
          .split(/\r\n|\r|\n/)
          .entries())
          if (!numbers.includes(index + 1)) expect(raw.trim()).toMatch(/^(#.*|sep=.\s*(#.*)?|)$/i);
      }),
      2000,
    );
  });

  it('that was written again from what was read says the same', async () => {
    const tag = fc.string({ unit: fc.constantFrom(...'abc Ü1,;"'), minLength: 1, maxLength: 8 });
    const server = fc.tuple(fc.domain(), fc.array(tag, { maxLength: 4 }));
    const quoted = (one: string) => `"${one.replaceAll('"', '""')}"`;
    await holds(
      fc.property(
        fc.array(server, { maxLength: 20 }),
        fc.constantFrom(',', ';', '\t'),
        (servers, separator) => {
          const write = (all: readonly { readonly address: string; readonly tags: readonly string[] }[]) =>
            all.map(({ address, tags }) => [address, ...tags].map(quoted).join(separator)).join('\r\n');
          const first = read(write(servers.map(([address, tags]) => ({ address, tags }))));
          expect(first.bad).toEqual([]);
          const again = read(write(first.lines));
          expect(again.lines.map(({ id, tags }) => ({ id, tags }))).toEqual(
            first.lines.map(({ id, tags }) => ({ id, tags })),
          );
        },
      ),
      1000,
    );
  });
});
