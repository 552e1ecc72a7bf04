import { z } from 'zod';
import { tagSchema, tagsSchema } from './servers';
import { targetIdSchema } from '../target';

/** The largest number of servers in one list. */
export const serverListLimit = 500;

/** The text of a list, at most as long as 500 long lines. */
export const serverListTextSchema = z.string().max(300_000);

/** A server of a list, as it is added. */
export const serverLineSchema = z.strictObject({
  /** A name or an address; in practice, the name of a machine file. */
  address: z.string().min(1).max(300),
  tags: tagsSchema,
});

/** Why a line is not taken. */
export const lineFaults = ['noAddress', 'badAddress', 'badTag', 'tooManyTags', 'tooMany'] as const;

/**
 * What a list says. `lines` are servers, each once: under the number of its first line, with the tags of all its lines
 * (`again`: the numbers of the others). `bad` are lines that are not taken, with their reason.
 */
export const serverListSchema = z.strictObject({
  /** Number of the line with the names of the columns; null where there is none. */
  header: z.number().int().nullable(),
  lines: z.array(
    serverLineSchema.extend({
      number: z.number().int(),
      id: targetIdSchema,
      name: z.string(),
      again: z.array(z.number().int()),
    }),
  ),
  bad: z.array(z.strictObject({ number: z.number().int(), text: z.string(), fault: z.enum(lineFaults) })),
});
export type ServerList = z.infer<typeof serverListSchema>;

/** Names of columns as spreadsheets and directories write them, those that name a server most surely first. */
const addressColumns = [
  ...['dnshostname', 'fqdn', 'dns', 'hostname', 'host', 'address', 'adresse', 'ipaddress', 'ip'],
  ...['computername', 'computer', 'ordinateur', 'servername', 'server', 'servers', 'serveur', 'serveurs'],
  ...['machine', 'name', 'nom'],
];
const tagColumns = ['tag', 'tags', 'étiquette', 'étiquettes', 'etiquette', 'etiquettes', 'group', 'groupe'];
const columnName = (field: string): string => field.toLowerCase().replace(/[\s_-]/g, '');

/** Fields of a line, separated by comma, semicolon or tab; quotes hold a field together. */
function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  const separator = /[,;\t]/g;
  for (let at = 0; at <= line.length;) {
    while (line[at] === ' ' || line[at] === '\u00a0') at += 1;
    const close = line[at] === '"' ? closingQuote(line, at) : -1;
    separator.lastIndex = Math.max(at, close);
    const end = separator.exec(line)?.index ?? line.length;
    const field = close === -1 ? line.slice(at, end) : line.slice(at + 1, close).replaceAll('""', '"');
    fields.push(field.trim());
    at = end + 1;
  }
  return fields;
}

/** Where an opening quote is closed; two quotes together are one quote of the text. -1 if it stays open. */
function closingQuote(line: string, open: number): number {
  for (let at = line.indexOf('"', open + 1); at !== -1; at = line.indexOf('"', at + 2))
    if (line[at + 1] !== '"') return at;
  return -1;
}

/** A `#` begins a comment at the start of a line or after a blank. */
const withoutComment = (line: string): string => line.replace(/(?:^|\s)#[\s\S]*/, '').trim();

interface Columns {
  readonly address: number;
  /** Null: every other column is a tag. */
  readonly tags: readonly number[] | null;
}

function columnsOf(fields: readonly string[]): Columns | null {
  const names = fields.map(columnName);
  const found = addressColumns.find((name) => names.includes(name));
  if (found === undefined) return null;
  const tags = names.flatMap((name, index) => (tagColumns.includes(name) ? [index] : []));
  return { address: names.indexOf(found), tags: names.length === 1 ? null : tags };
}

/** Tags without doubles, whatever their case; the first spelling stays. */
export function joinTags(...lists: readonly (readonly string[])[]): string[] {
  const known = new Map<string, string>();
  for (const tag of lists.flat()) {
    const key = tag.toLowerCase();
    if (!known.has(key)) known.set(key, tag);
  }
  return [...known.values()];
}

/**
 * Reads a list: one server a line, then its tags after comma, semicolon or tab. Empty lines and comments (`#`) are passed
 * over, and so is a first line that names columns. Every other line is either in `lines` or in `bad`. Nothing throws.
 * @param find the server behind an address, however it is written; null for what is no address
 */
export function readServerList(
  text: string,
  find: (address: string) => { readonly id: string; readonly name: string } | null,
): ServerList {
  const list: ServerList = { header: null, lines: [], bad: [] };
  const byId = new Map<string, ServerList['lines'][number]>();
  let columns: Columns | null = null;
  let first = true;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const number = index + 1;
    const line = withoutComment(raw);
    // Spreadsheets may say in a line of their own how they separate fields.
    if (line === '' || /^sep=.$/i.test(line)) continue;
    const fields = fieldsOf(line);
    const header: Columns | null = first ? columnsOf(fields) : null;
    first = false;
    if (header !== null) {
      columns = header;
      list.header = number;
      continue;
    }
    const bad = (fault: ServerList['bad'][number]['fault']) => {
      list.bad.push({ number, text: raw.trim().slice(0, 120), fault });
    };
    const at: Columns = columns ?? { address: 0, tags: null };
    const address = fields[at.address] ?? '';
    const tags = joinTags(
      fields.filter((tag, column) =>
        tag === '' ? false : at.tags === null ? column !== at.address : at.tags.includes(column),
      ),
    );
    if (address === '') bad('noAddress');
    else if (!tags.every((tag) => tagSchema.safeParse(tag).success)) bad('badTag');
    else {
      const server = address.length > 300 ? null : find(address);
      const known = server && byId.get(server.id);
      const all = joinTags(known?.tags ?? [], tags);
      if (server === null) bad('badAddress');
      else if (all.length > 20) bad('tooManyTags');
      else if (known) {
        known.tags = all;
        known.again.push(number);
      } else if (list.lines.length >= serverListLimit) bad('tooMany');
      else {
        const added = { number, address, tags: all, id: server.id, name: server.name, again: [] };
        byId.set(server.id, added);
        list.lines.push(added);
      }
    }
  }
  return list;
}
