import { expect, it } from 'vitest';
import en from '../../../../shared/locales/en/steps.json';
import fr from '../../../../shared/locales/fr/steps.json';

/**
 * Room for name and note in one row of the rail: its 272 px without padding, border, glyph and gaps (layout.css, rail.css). A
 * window of 1024 × 700 has the same rail.
 */
const room = 180;
/** Rough widths of letters in em, as Segoe UI and Arial have them; the open step's name is bold. */
function width(text: string, size: number, bold = false): number {
  const ems = [...text].map((letter) => {
    if (/[ijltf.,’' ]/.test(letter)) return 0.28;
    if (/[mwMW]/.test(letter)) return 0.82;
    return /\p{Lu}/u.test(letter) ? 0.67 : 0.55;
  });
  return ems.reduce((sum, each) => sum + each, 0) * size * (bold ? 1.05 : 1);
}

/** Steps whose row shows the notes of a group that is not named after one step. */
const shownBy: Record<string, string[]> = {
  change: ['install', 'onboard', 'change'],
  danger: ['mode', 'settings'],
};
const filled: Record<string, string> = { number: '7', total: '7', have: '21', of: '21', count: '21' };

it.each([
  ['English', en],
  ['French', fr],
] as const)('every note of the rail fits beside the name of its step, in %s', (_, { name, note }) => {
  const names = new Map<string, string>(Object.entries(name));
  const cut = Object.entries<Record<string, string>>(note).flatMap(([group, notes]) =>
    (shownBy[group] ?? [group]).flatMap((step) =>
      Object.values(notes)
        .map((text) => text.replaceAll(/\{\{(\w+)\}\}/g, (_whole, key: string) => filled[key] ?? '?'))
        .filter((text) => width(names.get(step) ?? '?', 14, true) + width(text, 12) > room)
        .map((text) => `${names.get(step) ?? '?'} | ${text}`),
    ),
  );
  expect(cut).toEqual([]);
});
