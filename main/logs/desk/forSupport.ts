import type { BundleWish } from '../../../shared/bridge/bundle';
import { logLevels, type LogFile, type LogsDesk } from '../../../shared/bridge/logs';
import { createHider, type HiddenText, type Names } from '../../redact/hideNames';
import { limits } from '../limits';
import type { Body } from './body';
import { breakLines } from './breakLines';
import { decode, type Text } from './form';
import type { Held } from './held';
import { endOfLine } from './lines';
import { namesIn } from './namesIn';

/** One file of a bundle for support, without what must not leave. `source`: the log on the desk that it was made of. */
export interface SupportFile extends HiddenText {
  readonly name: string;
  readonly source: number | null;
}

/** What was wished, and the names that the app knows by itself. */
export interface SupportWish {
  readonly names: Names;
  readonly wish: BundleWish;
}

/**
 * What lies on the desk, for a bundle: how it was read and what it shows, then every log as text, those that show the cause first. Of a
 * large log its last part goes in, because a log tells its end last. Names of files hold those of servers in forms of their own, so where
 * names are hidden a log is called by its kind alone. The same desk gives the same files.
 */
export function forSupport(
  view: LogsDesk,
  held: readonly Held[],
  { names, wish }: SupportWish,
): SupportFile[] {
  const hide = createHider(joined(names, held), wish);
  let left: number = limits.support.all;
  const logs = view.files
    .toSorted((a, b) => shares.indexOf(a.share) - shares.indexOf(b.share) || a.id - b.id)
    .flatMap(({ id, kind }) => {
      const read = held[id]?.read ?? null;
      if (read === null || left <= 0) return [];
      const whole = read.text === null ? eventsOf(read.body) : textOf(read.text);
      left -= whole.length;
      const end = read.text === null ? 'jsonl' : 'txt';
      return [{ source: id, name: `logs/${String(id + 1).padStart(2, '0')}-${kind}.${end}`, whole }];
    });
  const desk = deskOf(view, wish, (id) => logs.find(({ source }) => source === id)?.name ?? null);
  return [{ source: null, name: 'desk.json', whole: `${JSON.stringify(desk, null, 2)}\n` }, ...logs].map(
    ({ source, name, whole }) => ({ source, name, ...hide(breakLines(whole)) }),
  );
}

const shares: readonly LogFile['share'][] = ['cause', 'agrees', 'nothing', 'unknown', 'refused'];

/** The names that the app knows, and those that the logs tell. */
function joined(known: Names, held: readonly Held[]): Names {
  const told = held.flatMap(({ read, computer }) =>
    read === null ? [] : [namesIn(read.text, read.body, computer)],
  );
  const all = (sort: keyof Names): string[] => [
    ...new Set([...known[sort], ...told.flatMap((one) => one[sort])]),
  ];
  return {
    accounts: all('accounts'),
    domains: all('domains'),
    servers: all('servers'),
    tenants: all('tenants'),
  };
}

/** The desk as data: its files by the names that they have in the bundle, and what they show. */
function deskOf(view: LogsDesk, wish: BundleWish, inBundle: (id: number) => string | null): object {
  const { files, findings, failing, zone, spans } = view;
  const called = ({ name, inside }: LogFile) => (wish.names ? {} : { name, inside });
  return {
    zone,
    files: files.map((file) => {
      const { id, name: _name, inside: _inside, ...rest } = file;
      return { file: inBundle(id), id, ...called(file), ...rest };
    }),
    findings,
    failing,
    spans,
  };
}

/** The last part of a text, from the beginning of a line. */
function textOf(text: Text): string {
  const { bytes, width } = text;
  const most = limits.support.file * width;
  if (bytes.length <= most) return decode(text, 0, bytes.length);
  const from = bytes.length - most - ((bytes.length - most) % 2);
  const line = endOfLine(bytes, from, width) + width;
  const start = line < bytes.length ? line : from;
  return `the last ${bytes.length - start} of ${bytes.length} bytes\n${decode(text, start, bytes.length)}`;
}

/** The newest events as lines of JSON, in the order of their log. */
function eventsOf(body: Body): string {
  const isNewestFirst = (body.at[0] ?? 0) > (body.at[body.count - 1] ?? 0);
  const lines: string[] = [];
  let length = 0;
  while (lines.length < body.count && length < limits.support.file) {
    const line = eventAt(body, isNewestFirst ? lines.length : body.count - 1 - lines.length);
    lines.push(line);
    length += line.length;
  }
  const all = isNewestFirst ? lines : lines.reverse();
  const head = lines.length < body.count ? `{"newest":${lines.length},"of":${body.count}}\n` : '';
  return head + all.join('');
}

function eventAt(body: Body, index: number): string {
  const { events } = body;
  const at = body.at[index] ?? Number.NaN;
  const event = {
    at: Number.isNaN(at) ? null : at,
    level: logLevels[body.severity[index] ?? 0],
    provider: events?.providers[events.provider[index] ?? 0] ?? '',
    id: events?.id[index] ?? null,
    record: events?.record[index] ?? null,
    text: body.text(index),
    data: body.data(index),
  };
  return `${JSON.stringify(event)}\n`;
}
