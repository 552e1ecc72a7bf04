/** Hexadecimal with its mark, at most 64 bits: some logs widen a negative HRESULT to these. */
const marked = /(?<![\w.])0x([0-9a-f]{1,16})(?!\w)/gi;
/** An HRESULT as some logs write it, without a mark: eight digits, of which the first is that of a failure. */
const bare = /(?<![\w.-])[89a-f][0-9a-f]{7}(?!\w)/gi;
const decimal = /(?<![\w.])-?\d{1,20}(?!\w|\.\d)/g;
/** Signs that stand for a minus where a text was set by a program. */
const minus = /[\u2010-\u2012\u2212\uFE63\uFF0D]/g;

const lowest = -(2n ** 31n);
const beyond = 2n ** 32n;
const widened = 2n ** 64n;

/** A number as 32 unsigned bits; null where it is none of 32 bits, signed, unsigned, or widened to 64. */
function in32Bits(value: bigint): number | null {
  if (value >= lowest && value < beyond) return Number(BigInt.asUintN(32, value));
  const signed = value < widened ? BigInt.asIntN(64, value) : value;
  return signed >= lowest && signed < 0n ? Number(BigInt.asUintN(32, signed)) : null;
}

/**
 * The numbers in a text that may be codes, unsigned and each once, in the order in which they stand there: `1603`, `0x643`,
 * `0x80070643`, `80070643`, `-2147023293` and `4294967295` alike. A number inside a word or a version is none.
 */
export function numbersIn(text: string): number[] {
  const plain = text.replaceAll(minus, '-');
  const found = [
    ...[...plain.matchAll(marked)].map(({ index, 1: digits = '' }) => ({
      index,
      value: BigInt(`0x${digits}`),
    })),
    ...[...plain.matchAll(decimal)].map(({ index, 0: digits }) => ({ index, value: BigInt(digits) })),
    ...[...plain.matchAll(bare)].map(({ index, 0: digits }) => ({ index, value: BigInt(`0x${digits}`) })),
  ].sort((a, b) => a.index - b.index);
  return [...new Set(found.map(({ value }) => in32Bits(value)).filter((value) => value !== null))];
}

/** A text without its numbers: what is left are words. */
export const withoutNumbers = (text: string): string =>
  [marked, bare, decimal].reduce((rest, form) => rest.replaceAll(form, ' '), text.replaceAll(minus, '-'));
