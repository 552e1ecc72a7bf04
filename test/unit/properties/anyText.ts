import fc from 'fast-check';

/** How many code points there are below the halves of surrogates, and how many halves. */
const below = 0xd800;
const halves = 0x800;

const codePoint = fc
  .integer({ min: 0, max: 0x10_ffff - halves })
  .map((place) => String.fromCodePoint(place < below ? place : place + halves));

/**
 * Texts of any characters at all, as `fc.string({ unit: 'binary' })` gives them: that one first lists every character there is, which
 * takes a second in each process. Some are of plain letters, among them the words that JavaScript knows.
 */
export const anyText = (length: { readonly minLength?: number; readonly maxLength?: number } = {}) =>
  fc.oneof(
    { arbitrary: fc.array(codePoint, length).map((found) => found.join('')), weight: 4 },
    { arbitrary: fc.string(length), weight: 1 },
  );
