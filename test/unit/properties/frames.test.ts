import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameParser, type OutputPiece } from '../../../main/shell/frames';
import { holds } from './holds';

const nonce = 'a1b2c3';
const rawLimit = 64 * 1024;
const bytesOf = (text: string) => Buffer.from(text, 'latin1');

function parse(chunks: readonly Uint8Array[]): OutputPiece[] {
  const parser = new FrameParser(nonce);
  return [...chunks.flatMap((chunk) => parser.push(chunk)), ...parser.finish()];
}

/** What the pieces are, by the plainest reading of the rules: lines, each whole. */
function plainly(bytes: Buffer): string[] {
  return bytes
    .toString('latin1')
    .split('\n')
    .flatMap((line): string[] => {
      const start = `@${nonce} `;
      if (line.startsWith(start)) return [`frame ${utf8(line.slice(start.length).replace(/\r$/, ''))}`];
      const pieces: string[] = [];
      for (let at = 0; at === 0 || at < line.length; at += rawLimit)
        pieces.push(line.slice(at, at + rawLimit));
      return pieces.flatMap((piece, index) => {
        const text =
          index === pieces.length - 1 && piece.length < rawLimit ? piece.replace(/\r$/, '') : piece;
        return text === '' ? [] : [`raw ${text}`];
      });
    });
}
const utf8 = (latin: string): string => new TextDecoder().decode(bytesOf(latin));

const show = (pieces: readonly OutputPiece[]): string[] =>
  pieces.flatMap((piece) =>
    piece.kind === 'frame' ? `frame ${piece.text}` : piece.lines.map((line) => `raw ${line}`),
  );

function cut(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((start, index) => bytes.subarray(start, places[index] ?? bytes.length));
}

/** Pieces of output: replies, what nearly is one, line ends of every sort, code pages, and lines that do not end. */
const bit = fc.oneof(
  { weight: 3, arbitrary: fc.json().map((json) => Buffer.from(`\n@${nonce} ${json}\n`)) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(
        `@${nonce}`,
        `@${nonce} `,
        '@',
        '\n',
        '\r',
        '\r\n',
        '\r\r\n',
        `x@${nonce} {}`,
        ` @${nonce} {}`,
      )
      .map(bytesOf),
  },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
);
const long = fc
  .tuple(fc.constantFrom('x', '\r', '@', `@${nonce} `), fc.integer({ min: rawLimit - 3, max: rawLimit + 3 }))
  .map(([text, length]) => Buffer.alloc(length, text));
const output = fc.array(bit, { maxLength: 12 }).map((bits) => Buffer.concat(bits));
const cuts = fc.array(fc.nat(), { maxLength: 20 });

describe('frames', () => {
  it('are the same however the bytes are cut, and what a plain reading gives', async () => {
    await holds(
      fc.property(output, cuts, (bytes, places) => {
        const whole = show(parse([bytes]));
        expect(show(parse(cut(bytes, places)))).toEqual(whole);
        expect(whole).toEqual(plainly(bytes));
      }),
      10_000,
    );
  });

  it('of lines near the limit are the same too', async () => {
    await holds(
      fc.property(fc.tuple(output, long, output), cuts, (parts, places) => {
        const bytes = Buffer.concat(parts);
        const whole = show(parse([bytes]));
        expect(show(parse(cut(bytes, places)))).toEqual(whole);
        expect(whole).toEqual(plainly(bytes));
      }),
      300,
    );
  });

  it('are never more than came in, no raw piece longer than its limit, none held back at the end', async () => {
    await holds(
      fc.property(fc.array(fc.oneof(output, long), { maxLength: 4 }), (parts) => {
        const parser = new FrameParser(nonce);
        let given = 0;
        let taken = 0;
        const count = (pieces: readonly OutputPiece[]): void => {
          for (const piece of pieces) {
            if (piece.kind === 'frame') continue;
            for (const line of piece.lines) {
              expect(line.length).toBeLessThanOrEqual(rawLimit);
              // Only what is called plain is shown without its code page.
              if (piece.isPlain) expect(Buffer.from(line, 'latin1').every((byte) => byte < 128)).toBe(true);
              taken += line.length;
            }
          }
          expect(taken).toBeLessThanOrEqual(given);
        };
        for (const part of parts) {
          given += part.length;
          count(parser.push(part));
        }
        count(parser.finish());
        expect(parser.finish()).toEqual([]);
      }),
      300,
    );
  });
});
