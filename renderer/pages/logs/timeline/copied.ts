import type { LogLine, LogsDesk } from '../../../../shared/bridge/logs';
import type { Say } from '../../../../shared/locales/keys';
import type { Client } from '../../../client';
import { visibleText } from '../../../components/visibleText';
import type { DeskTimes } from '../deskTimes';
import { counted, hasEvents } from '../fileWords';
import type { Stretch } from './stretch';
import type { Filter } from './wish';

/** A clipboard takes more, but no mail does. */
const copyLimit = 5000;
const perPage = 500;

/** What is copied: the lines of a stretch that pass a filter, after those that led to it. */
export interface Copied {
  readonly t: Say<'logs'>;
  readonly locale: string;
  readonly desk: LogsDesk;
  readonly times: DeskTimes;
  readonly led: readonly LogLine[];
  readonly range: Stretch | null;
  readonly filter: Filter;
}

const cell = (text: string): string => visibleText(text).replaceAll(/\s+/g, ' ');

/** The table as text with tabs, which a spreadsheet and a mail both take; with a last line where lines were left out. */
export async function copied(client: Client, given: Copied): Promise<string> {
  const { t, locale, desk, times, led, range, filter } = given;
  const lines = [...led];
  let total = 0;
  for (let offset = 0; offset < copyLimit; offset += perPage) {
    const page = await client.getLogLines({
      ...filter,
      from: range?.from ?? null,
      to: range?.to ?? null,
      offset,
      limit: perPage,
    });
    lines.push(...page.lines);
    total = page.total;
    if (offset + page.lines.length >= total || page.lines.length === 0) break;
  }
  const number = new Intl.NumberFormat(locale);
  const row = (line: LogLine): string => {
    const file = desk.files.find(({ id }) => id === line.file);
    const where = counted(locale, line.line);
    return [
      line.at === null ? '' : `${times.dayIso(line.at)} ${times.precise(line.at)}`,
      line.level === 'information' ? '' : t(`table.${line.level}`),
      file?.name ?? '',
      t(file !== undefined && hasEvents(file) ? 'lines.event' : 'lines.line', where),
      cell(line.event === null ? line.text : `${line.event} ${line.text}`),
    ].join('\t');
  };
  const head = [
    `${t('table.time')} (${times.zone})`,
    '',
    t('table.source'),
    t('table.where'),
    t('table.line'),
  ];
  const cut =
    total > copyLimit
      ? [t('table.copyCut', { number: number.format(copyLimit), all: number.format(total) })]
      : [];
  return [head.join('\t'), ...lines.map(row), ...cut].join('\n');
}
