import { limits } from '../../limits';
import { type Body, type EventValue, growing, type Severity, shown } from '../body';

/** What the list of events needs of one. `start` and `end` say where the whole of it stands. */
export interface EventRow {
  readonly start: number;
  readonly end: number;
  /** UTC, or the clock of the file; NaN: not told. */
  readonly at: number;
  readonly severity: Severity;
  readonly id: number;
  readonly provider: string;
  readonly record: number;
}

/** What is read of one event when it is shown or compared. */
export interface EventText {
  /** Its sentence, where the export has it. */
  readonly message: string;
  readonly data: readonly EventValue[];
}

/** Levels of Windows: 1 critical, 2 error, 3 warning, 4 information, 0 always. */
export const severityOf = (level: number): Severity => (level === 1 || level === 2 ? 2 : level === 3 ? 1 : 0);

/** Providers of one file that are told apart; the others count as one. */
const mostProviders = 4000;

/** Collects the events of a file. What is large stays where it is, and is read again when it is asked for. */
export function eventRows(read: (start: number, end: number) => EventText): {
  push(row: EventRow): void;
  readonly full: () => boolean;
  done(): Body;
} {
  const starts = growing.moments();
  const ends = growing.moments();
  const at = growing.moments();
  const severity = growing.small();
  const id = growing.places();
  const provider = growing.places();
  const record = growing.moments();
  const providers = new Map<string, number>([['', 0]]);
  return {
    push(row) {
      const name = providers.size < mostProviders || providers.has(row.provider) ? row.provider : '';
      const place = providers.get(name) ?? providers.size;
      if (place === providers.size) providers.set(name, place);
      starts.push(row.start);
      ends.push(row.end);
      at.push(row.at);
      severity.push(row.severity);
      id.push(row.id);
      provider.push(place);
      // Changed bytes, or a stranger's export, can give a number that no log ever comes to: then it is none.
      record.push(Number.isSafeInteger(row.record) && row.record > 0 ? row.record : 0);
    },
    full: () => starts.length >= limits.lines,
    done() {
      const [from, to] = [starts.done(), ends.done()];
      const events = {
        id: id.done(),
        provider: provider.done(),
        record: record.done(),
        providers: [...providers.keys()],
      };
      const textAt = (index: number) => read(from[index] ?? 0, to[index] ?? 0);
      return {
        count: from.length,
        at: at.done(),
        severity: severity.done(),
        events,
        text(index) {
          const { message, data } = textAt(index);
          const name = events.providers[events.provider[index] ?? 0] ?? '';
          const said =
            message === ''
              ? data
                  .map(({ value }) => value)
                  .filter(Boolean)
                  .join(' | ')
              : message;
          return shown(said === '' ? name : said);
        },
        data: (index) => textAt(index).data,
      };
    },
  };
}
