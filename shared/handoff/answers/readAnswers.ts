import { instantSchema } from '../../model/facts';
import type { NamedAnswer, RefusedId } from '../../bridge/fleet';
import { csvTable, type CsvTable } from '../csv';
import { resultColumns, serverResultSchema, type ServerResult } from '../result';

/** What a file of a fleet is. `list`: a table whose columns a person has to name. */
export type FleetFileRead =
  | {
      readonly kind: 'answers';
      readonly answers: readonly NamedAnswer[];
      readonly refused: readonly RefusedId[];
    }
  | { readonly kind: 'list'; readonly table: CsvTable }
  | { readonly kind: 'refused'; readonly why: RefusedId };

/** A clock of a server that goes before ours by more than this (ms) is wrong, and its answer would count as the newest for ever. */
const aheadMs = 24 * 60 * 60 * 1000;

const refused = (why: RefusedId): FleetFileRead => ({ kind: 'refused', why });

/** The answer of one result. */
const answerOf = (result: ServerResult, file: string, from: 'result' | 'table'): NamedAnswer => ({
  name: result.computer,
  outcome: result.outcome,
  at: result.at,
  from,
  file,
  handOff: result.handOff === '' ? null : result.handOff,
  windows: result.windows.name === '' ? null : result.windows.name,
  detail: result.detail,
});

/** The first label of a name, as far as Windows carries it (NetBIOS). */
const shortName = (name: string): string => (name.split('.')[0] ?? '').slice(0, 15).toLowerCase();

/** A JSON file that one server left, or that the role of Ansible wrote for it: both are called as the server is. */
function readResult(text: string, file: string, now: number): FleetFileRead {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused('notJson');
  }
  if (json !== null && typeof json === 'object' && 'version' in json && json.version !== 1)
    return refused('otherVersion');
  const parsed = serverResultSchema.safeParse(json);
  if (!parsed.success) return refused('badShape');
  const { computer, at } = parsed.data;
  if (shortName(file.replace(/\.json$/i, '')) !== shortName(computer)) return refused('otherName');
  if (at > now + aheadMs) return refused('future');
  return { kind: 'answers', answers: [answerOf(parsed.data, file, 'result')], refused: [] };
}

/** A row of our own columns as the result that it was written from; null where it is none. */
function resultOfRow(row: readonly string[]): ServerResult | null {
  const cells = Object.fromEntries(resultColumns.map((name, index) => [name, row[index] ?? '']));
  const text = (name: (typeof resultColumns)[number]): string | null =>
    cells[name] === undefined || cells[name] === '' ? null : cells[name];
  const number = (name: (typeof resultColumns)[number]): number | null => {
    const found = text(name);
    return found !== null && /^-?\d{1,16}$/.test(found) ? Number(found) : null;
  };
  const { computer, windows, handOff, outcome, step } = cells;
  const parsed = serverResultSchema.safeParse({
    version: 1,
    ...{ computer, outcome, step, handOff },
    at: number('at'),
    windows: { build: number('build'), name: windows },
    order: text('order'),
    onboardingState: number('onboardingState'),
    orgId: text('orgId'),
    mode: text('mode'),
    exitCode: number('exitCode'),
    detail: text('detail'),
  });
  return parsed.success ? parsed.data : null;
}

function readTable(text: string, file: string, now: number): FleetFileRead {
  const table = csvTable(text);
  if (typeof table === 'string') return refused(table);
  if (!resultColumns.every((name, index) => table.columns[index] === name)) return { kind: 'list', table };
  const answers: NamedAnswer[] = [];
  const why: RefusedId[] = [];
  for (const row of table.rows) {
    const result = resultOfRow(row);
    if (result === null) why.push('badShape');
    else if (result.at > now + aheadMs) why.push('future');
    else answers.push(answerOf(result, file, 'table'));
  }
  return { kind: 'answers', answers, refused: why };
}

/**
 * Reads a file of a fleet by its content: JSON of one server, CSV with our columns, or another table. Nothing throws, whatever the text.
 * @param file its name, which is that of its server where it is a result
 * @param now the clock of this computer (ms since 1970 UTC)
 */
export function readFleetFile(text: string, file: string, now: number): FleetFileRead {
  if (text.trim() === '') return refused('empty');
  if (text.includes('\0')) return refused('binary');
  if (!instantSchema.safeParse(now).success) return refused('unreadable');
  return /^\s*[{[]/.test(text) ? readResult(text, file, now) : readTable(text, file, now);
}
