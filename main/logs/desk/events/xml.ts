import type { Body, EventValue } from '../body';
import { limits } from '../../limits';
import { type EventText, eventRows, severityOf } from './eventRows';

/** Bytes of one event that are looked at; Windows keeps an event below 64 KB. */
const eventBytes = 512 * 1024;
const opens = Buffer.from('<Event ');
const closes = Buffer.from('</Event>');

/**
 * Reads an export of event logs as XML: that of Event Viewer, of `wevtutil` (events without a root) and of `Get-WinEvent`. Elements are
 * found by name and nothing is expanded, so a declaration inside the file does nothing. Times are UTC.
 */
export function xmlEvents(bytes: Buffer): Body {
  const rows = eventRows((start, end) => eventText(bytes.toString('utf8', start, end)));
  // Events of other tools have no namespace.
  const opening = bytes.includes(opens) ? opens : Buffer.from('<Event>');
  let start = bytes.indexOf(opening);
  while (start !== -1 && !rows.full()) {
    const end = bytes.indexOf(closes, start);
    if (end === -1) break;
    const last = end + closes.length;
    // The system part stands first, whatever an event carries behind.
    const head = bytes.toString('utf8', start, Math.min(last, start + 2048));
    const [, id = ''] = /<EventID(?:\s[^<>]{0,200})?>(\d{1,5})</.exec(head) ?? [];
    if (id !== '')
      rows.push({
        start,
        end: Math.min(last, start + eventBytes),
        at: isoTime(/<TimeCreated\s[^<>]{0,200}?SystemTime=["']([^"']{1,60})/.exec(head)?.[1] ?? ''),
        severity: severityOf(Number(/<Level>(\d{1,3})</.exec(head)?.[1] ?? 4)),
        id: Number(id),
        provider: /<Provider\s[^<>]{0,200}?Name=["']([^"']{1,200})/.exec(head)?.[1] ?? '',
        record: Number(/<EventRecordID>(\d{1,15})</.exec(head)?.[1] ?? 0),
      });
    start = bytes.indexOf(opening, last);
  }
  return rows.done();
}

/** "2026-11-24T12:52:08.0040000Z", and a local time with its distance; NaN where it is no time. */
export function isoTime(text: string): number {
  const cut = text.replace(/(\.\d{3})\d+/, '$1');
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(cut)
    ? Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(cut) ? cut : `${cut}Z`)
    : Number.NaN;
}

function eventText(xml: string): EventText {
  const begins = xml.indexOf('<Message>');
  const ends = xml.indexOf('</Message>', begins);
  const message = begins === -1 || ends === -1 ? '' : xml.slice(begins + '<Message>'.length, ends);
  const data: EventValue[] = [];
  const body = /<(?:EventData|UserData)[\s>][\s\S]*/.exec(xml)?.[0] ?? '';
  for (const found of body.matchAll(/<(?:Data(?:\s+Name=["']([^"']*)["'])?|(\w+))>([^<]*)<\//g)) {
    data.push({ name: found[1] ?? found[2] ?? '', value: plainText(found[3] ?? '') });
    if (data.length === 60) break;
  }
  return { message: plainText(message).slice(0, limits.shown * 4), data };
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The five entities of XML and the numbered ones; others stay as they are. */
export function plainText(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g,
    (all, decimal, hex, name) => {
      if (typeof name === 'string') return entities[name] ?? all;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}
