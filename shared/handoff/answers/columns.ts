import { oneLine, outcomeSchema, type FleetAnswer, type FleetOutcome } from '../../model/servers/fleetNotes';
import type { ListColumns, NamedAnswer } from '../../bridge/fleet';
import type { CsvTable } from '../csv';

/**
 * Names of columns, those that say it most surely first, as the device list of the portal and its programming interface call them
 * (learn.microsoft.com, assess-devices and api/machine, read 2026-11-30), and as scripts do. Doubt: the portal's own file was not seen, and in
 * other languages its columns are called otherwise. So they are only proposed, and a person confirms them.
 */
const known: Readonly<Record<keyof Omit<ListColumns, 'meanings'>, readonly string[]>> = {
  name: [
    ...['devicename', 'computerdnsname', 'dnshostname', 'fqdn', 'computername', 'computer', 'hostname'],
    ...['server', 'machine', 'device', 'name'],
  ],
  outcome: ['onboardingstatus', 'outcome', 'status', 'state'],
  at: ['lastdeviceupdate', 'lastseen', 'lastupdate', 'timestamp', 'date', 'at'],
  detail: ['healthstate', 'sensorhealthstate', 'healthstatus', 'detail', 'health'],
};

/**
 * What the words of such a column mean: those of the portal and its interface (the same pages), the words of our own results, and of our
 * detection script. What the portal cannot tell ("Unsupported", "Insufficient info") is unknown.
 */
const meanings: Readonly<Record<string, FleetOutcome>> = {
  onboarded: 'onboarded',
  canbeonboarded: 'notYet',
  unsupported: 'unknown',
  insufficientinfo: 'unknown',
  offboarded: 'offboarded',
  notyet: 'notYet',
  notonboarded: 'notYet',
  conflict: 'conflict',
  unknown: 'unknown',
  failed: 'failed',
  aswished: 'onboarded',
};

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** How many different words a column may have to be one that tells how servers stand. */
export const mostWords = 30;

/** The different words of a column, those that come most often first, each with how often; null where they are too many to be given a meaning. */
export function wordsOf(
  { rows }: Pick<CsvTable, 'rows'>,
  column: number,
): { readonly word: string; readonly count: number }[] | null {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const word = (row[column] ?? '').trim().slice(0, 100);
    counts.set(word, (counts.get(word) ?? 0) + 1);
    if (counts.size > mostWords) return null;
  }
  return [...counts]
    .map(([word, count]) => ({ word, count }))
    .toSorted((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
}

/** The columns of a list as they are proposed, and what the words of the column for the outcome probably mean. */
export function proposedColumns(table: CsvTable): ListColumns {
  const names = table.columns.map(plain);
  const find = (which: keyof typeof known): number | null => {
    const found = known[which].find((name) => names.includes(name));
    return found === undefined ? null : names.indexOf(found);
  };
  const outcome = find('outcome');
  return {
    name: find('name'),
    outcome,
    at: find('at'),
    detail: find('detail'),
    meanings: meant(table, outcome),
  };
}

/** What the words of a column probably mean; those that nobody knows are left out, and count as unknown. */
export function meant(table: CsvTable, column: number | null): Record<string, FleetOutcome> {
  const words = column === null ? [] : (wordsOf(table, column) ?? []);
  return Object.fromEntries(
    words.flatMap(({ word }) => {
      const key = plain(word);
      // A word such as "constructor" is none of ours.
      const found = Object.hasOwn(meanings, key) ? meanings[key] : undefined;
      return found === undefined ? [] : [[word, found] as const];
    }),
  );
}

/**
 * A moment as ISO 8601 writes it; without a zone it is UTC. Null for every other form: day and month of "03/04/2026" cannot be told apart.
 */
export function momentOf(text: string): number | null {
  const found =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text.trim(),
    );
  if (found === null) return null;
  const [, day = '', time = '00:00', zone = 'Z'] = found;
  const at = Date.parse(`${day}T${time.replace(/(\.\d{3})\d+$/, '$1')}${zone.toUpperCase()}`);
  return Number.isNaN(at) || at < 0 ? null : at;
}

/** A text of a cell on one line, as an answer holds it; null where it says nothing. */
const lineOf = (text: string | undefined, most: number): string | null => {
  const line = (text ?? '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, most);
  return line === '' ? null : line;
};

/** The answers of a list by the columns that a person named; rows without a name are counted in `nameless`. */
export function answersOfList(
  table: CsvTable,
  { name, outcome, at, detail, meanings: given }: ListColumns,
  file: string,
): { readonly answers: NamedAnswer[]; readonly nameless: number } {
  const answers: NamedAnswer[] = [];
  let nameless = 0;
  const cell = (row: readonly string[], column: number | null) => (column === null ? undefined : row[column]);
  for (const row of table.rows) {
    const called = lineOf(cell(row, name), 255);
    if (called === null) {
      nameless += 1;
      continue;
    }
    const word = (cell(row, outcome) ?? '').trim().slice(0, 100);
    const answer: FleetAnswer = {
      outcome: (Object.hasOwn(given, word) ? given[word] : undefined) ?? 'unknown',
      at: momentOf(cell(row, at) ?? ''),
      from: 'list',
      file,
      handOff: null,
      windows: null,
      detail: lineOf([word, cell(row, detail) ?? ''].filter((part) => part.trim() !== '').join(', '), 1000),
    };
    answers.push({ ...answer, name: called });
  }
  return { answers, nameless };
}

/** A word of a person that stands for an outcome. */
export const isOutcome = (text: string): text is FleetOutcome => outcomeSchema.safeParse(text).success;

/** A name of a file as it may be shown: its last part, on one line. */
export const fileName = (path: string): string =>
  oneLine(260).parse((path.split(/[\\/]/).at(-1) ?? '').replaceAll(/\p{Cc}/gu, ' ').slice(0, 260));
