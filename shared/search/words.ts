/** A text as it is compared: small letters without accents, and ligatures as two letters. */
const folded = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');

/** The words of a text as they are compared, each once. An apostrophe parts words, too: `accès` finds `l’accès`. */
export const wordsOf = (text: string): string[] => [
  ...new Set(
    folded(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== ''),
  ),
];
