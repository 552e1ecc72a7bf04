import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameParser, type OutputPiece } from '../../../main/shell/frames';

const nonce = 'a1b2c3';
const encoder = new TextEncoder();
const bytesOf = (text: string) => encoder.encode(text);

function parse(chunks: readonly Uint8Array[]): OutputPiece[] {
  const parser = new FrameParser(nonce);
  return [...chunks.flatMap((chunk) => parser.push(chunk)), ...parser.finish()];
}
/** Pieces in a form that compares: replies and lines of bytes, however they came together. */
function show(pieces: readonly OutputPiece[]): string[] {
  return pieces.flatMap((piece) =>
    piece.kind === 'frame' ? `frame ${piece.text}` : piece.lines.map((line) => `raw ${line}`),
  );
}
function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((start, index) => bytes.slice(start, places[index] ?? bytes.length));
}

/** Bits that output is made of: our frames, lines that nearly are, bytes of code pages, missing line breaks. */
const bit = fc.oneof(
  fc.json().map((json) => bytesOf(`\n@${nonce} ${json.replaceAll('\n', ' ')}\n`)),
  fc
    .constantFrom(`@${nonce}`, `@${nonce} `, '@', '\n', '\r\n', `x@${nonce} {}`, `@ffffff {}\n`, ' ')
    .map(bytesOf),
  fc.uint8Array({ maxLength: 40 }),
);
const output = fc.array(bit, { maxLength: 12 }).map((bits) => new Uint8Array(Buffer.concat(bits)));

describe('FrameParser', () => {
  test('gives the same pieces however the bytes are cut', () => {
    fc.assert(
      fc.property(output, fc.array(fc.nat(), { maxLength: 20 }), (bytes, cuts) => {
        expect(show(parse(split(bytes, cuts)))).toEqual(show(parse([bytes])));
      }),
    );
  });

  test('gives the same pieces byte by byte', () => {
    fc.assert(
      fc.property(output, (bytes) => {
        expect(show(parse(Array.from(bytes, (byte) => Uint8Array.of(byte))))).toEqual(show(parse([bytes])));
      }),
    );
  });

  test('tells replies from the output of tools', () => {
    const text = `first\r\nunfinished\n@${nonce} {"id":1}\r\n@other {"id":2}\n\n@${nonce}{}\n@${nonce} last`;
    expect(show(parse([bytesOf(text)]))).toEqual([
      'raw first',
      'raw unfinished',
      'frame {"id":1}',
      'raw @other {"id":2}',
      `raw @${nonce}{}`,
      'frame last',
    ]);
  });

  test('keeps the bytes of a code page as they are', () => {
    expect(parse([Uint8Array.of(0x82, 0xff, 0x80, 0x0a)])).toEqual([
      { kind: 'raw', lines: ['\x82\xff\x80'], isPlain: false },
    ]);
  });

  test('calls plain what is of ASCII alone, also where only the other end of a line is not', () => {
    const rows: [string[], OutputPiece[]][] = [
      [['one\ntwo\n'], [{ kind: 'raw', lines: ['one', 'two'], isPlain: true }]],
      [['caf', '\xe9\n'], [{ kind: 'raw', lines: ['caf\xe9'], isPlain: false }]],
      [['\xe9', 't\n'], [{ kind: 'raw', lines: ['\xe9t'], isPlain: false }]],
    ];
    for (const [chunks, pieces] of rows)
      expect(parse(chunks.map((chunk) => Buffer.from(chunk, 'latin1')))).toEqual(pieces);
    // A reply is UTF-8 then.
    expect(show(parse([Buffer.from(`@${nonce} {"text":"é`), Buffer.from('"}\n')]))).toEqual([
      'frame {"text":"é"}',
    ]);
  });

  test('cuts a line without an end, and takes nothing in it for a reply', () => {
    const long = bytesOf(`${'x'.repeat(65_536)}@${nonce} {}\n@${nonce} {"id":3}\n`);
    const pieces = show(parse(split(long, [10, 65_530, 65_536, 65_540])));
    expect(pieces.map((piece) => piece.length)).toEqual([
      65_540,
      `raw @${nonce} {}`.length,
      'frame {"id":3}'.length,
    ]);
    expect(pieces.at(-1)).toBe('frame {"id":3}');
  });

  test('takes a reply of many megabytes in many chunks without slowing down', () => {
    const json = JSON.stringify({ text: 'y'.repeat(8_000_000) });
    const bytes = bytesOf(`\n@${nonce} ${json}\n`);
    const cuts = Array.from({ length: 500 }, (_, index) => index * 16_000);
    const begun = performance.now();
    expect(parse(split(bytes, cuts))).toEqual([{ kind: 'frame', text: json }]);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
