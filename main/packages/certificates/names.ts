import { shownName } from '../archive/entryName';
import { type Der, expectTag, fieldsOf, oidOf, tags } from './der';

/** Short names of the parts of a name, as Windows writes them. Others are shown by their numbers. */
const short: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'S',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'E',
};

/** Parts that a name may have; those of Microsoft have five. */
const mostParts = 40;

/**
 * A distinguished name as Windows prints it, the last part first: `CN=Microsoft Corporation, O=Microsoft Corporation, …, C=US`. A value
 * that holds a sign of that form is quoted. Everything in it is to be seen, and it has an end.
 * @throws {Refused} `unreadable`.
 */
export function nameOf(value: Der | undefined): string {
  const parts = fieldsOf(expectTag(value, tags.sequence), mostParts).flatMap((set) =>
    fieldsOf(expectTag(set, tags.set), mostParts).map((pair) => {
      const [type, text] = fieldsOf(expectTag(pair, tags.sequence), 2);
      const oid = oidOf(type);
      return `${short[oid] ?? `OID.${oid}`}=${quoted(textOf(text))}`;
    }),
  );
  return parts.toReversed().join(', ').slice(0, 300);
}

function quoted(text: string): string {
  return /[,+="\n<>#;]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The kinds of text that a name may be in: UTF-8, two or four bytes a character, else one. */
function textOf(value: Der | undefined): string {
  if (value === undefined) return '';
  const bytes = value.content.subarray(0, 1024);
  if (value.tag === 0x0c) return shownName(bytes.toString('utf8'));
  if (value.tag === 0x1e) return shownName(new TextDecoder('utf-16be').decode(bytes));
  return shownName(bytes.toString('latin1'));
}
