import { z } from 'zod';
import { rawValue } from './action';

/** A value of Windows as evidence tells it: a text, a number, null for none; undefined could not be read. */
type Told = string | number | null | undefined;

/** Texts stand in quotes, so that an empty one and one that looks like a number are told apart; `?` could not be read. */
const literal = (value: Told): string =>
  value === undefined ? '?' : typeof value === 'string' ? JSON.stringify(value) : rawValue(value);

/** Values by Windows' own names in one text, e.g. `AllowSampleCollection = 0`, parted by commas. */
export const tellValues = (values: readonly (readonly [name: string, value: Told])[]): string =>
  values.map(([name, value]) => `${name} = ${literal(value)}`).join(', ');

const dataSchema = z.union([z.string(), z.number().int()]);
function dataIn(text: string): Told {
  if (text === '-') return null;
  try {
    return dataSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The values of these names, in order, in a text of `tellValues`; null where it does not tell every one of them. */
export function valuesIn(text: string, names: readonly string[]): (string | number | null)[] | null {
  let rest = text;
  const values: (string | number | null)[] = [];
  for (const [index, name] of names.entries()) {
    const head = `${name} = `;
    const next = names[index + 1];
    const end = next === undefined ? rest.length : rest.indexOf(`, ${next} = `);
    // Where the next name is missing, its own turn finds it out.
    if (!rest.startsWith(head)) return null;
    const value = dataIn(rest.slice(head.length, end));
    if (value === undefined) return null;
    values.push(value);
    rest = rest.slice(end + 2);
  }
  return values;
}
