import type { LogForm, LogKind, LogRefusal } from '../../../shared/bridge/logs';
import type { Body } from './body';
import { analyzerReport } from './events/analyzerReport';
import { columnsOf, csvEvents, firstRows } from './events/csv';
import { evtxEvents, isEventLog } from './events/evtx';
import { jsonEvents } from './events/json';
import { xmlEvents } from './events/xml';
import { decode, inUtf8, type Text, textOf } from './form';
import { journalReader } from './kinds/journal';
import { msiReader } from './kinds/msi';
import { installScriptLine, enforceLine, plainReader } from './kinds/plain';
import { linesOf } from './lines';
import { eventForm, kindOf } from './recognise';

/** A log that was read. */
export interface ReadLog {
  readonly kind: LogKind;
  readonly form: LogForm;
  readonly body: Body;
  /** Null for an event log in the form of Windows. */
  readonly text: Text | null;
  readonly computer: string | null;
  /** Its times minus UTC in minutes, as it tells itself; null: it does not. */
  readonly offsetMinutes: number | null;
}

/**
 * Reads what was given: its form, its kind, its lines or events.
 * @param near when it was written last, by the clock of this computer, as if that were UTC
 */
export function readLog(bytes: Buffer, near: number | null): ReadLog | LogRefusal {
  if (bytes.length === 0) return 'empty';
  if (isEventLog(bytes)) {
    const { body, computer } = evtxEvents(bytes);
    if (body.count === 0) return bytes.includes('**\0\0', 4096) ? 'damaged' : 'empty';
    return { kind: 'events', form: 'evtx', body, text: null, computer, offsetMinutes: 0 };
  }
  const text = textOf(bytes);
  if (text === null) return 'binary';
  const { form } = text;
  const kind = kindOf(text);
  if (kind === 'events') return { kind, form, text, ...readEvents(text, near) };
  if (kind === 'analyzer' && decode(text, 0, Math.min(text.bytes.length, 4096)).includes('<MDEResults'))
    return { kind, form, text, body: analyzerReport(inUtf8(text)), computer: null, offsetMinutes: null };
  const reader =
    kind === 'msi' ? msiReader(text, near) : kind === 'journal' ? journalReader : plainReader(kind);
  const body = linesOf(text, reader);
  return { kind, form, text, body, ...saidIn(kind, text) };
}

function readEvents(text: Text, near: number | null): Pick<ReadLog, 'body' | 'computer' | 'offsetMinutes'> {
  const bytes = inUtf8(text);
  const head = bytes.toString('utf8', 0, 65_536);
  const computer =
    /<Computer>([^<]{1,200})</.exec(head)?.[1] ??
    /"MachineName"\s*:\s*"([^"]{1,200})"/.exec(head)?.[1] ??
    null;
  const form = eventForm(head);
  if (form === 'xml') return { body: xmlEvents(bytes), computer, offsetMinutes: 0 };
  if (form === 'json') return { body: jsonEvents(bytes), computer, offsetMinutes: 0 };
  const columns = columnsOf(firstRows(head));
  if (columns === null) throw new Error('a list of events without columns');
  return { body: csvEvents(bytes, columns, near), computer, offsetMinutes: null };
}

/** What a log tells of its computer and of its clock in its first lines. */
function saidIn(kind: LogKind, text: Text): Pick<ReadLog, 'computer' | 'offsetMinutes'> {
  const bytes = 65_536 * text.width;
  const head = decode(text, 0, Math.min(text.bytes.length, bytes));
  const nothing = { computer: null, offsetMinutes: null };
  switch (kind) {
    case 'installScript': {
      // The script names its own log after the moment with its zone (row servicing/servicing-ips1-log-files).
      const zone = /InstallPS1-[^\\/\s]{0,100}?\.\d{6}T\d{9}([+-]\d\d)(\d\d)\.log/.exec(head);
      return {
        computer: scriptLine.exec(head)?.[1] ?? null,
        offsetMinutes: zone === null ? null : minutes(zone[1] ?? '', zone[2] ?? ''),
      };
    }
    case 'appEnforce': {
      // UTC minus local time, in minutes.
      const bias = enforceLine.exec(head)?.[5];
      return { computer: null, offsetMinutes: bias === undefined ? null : within(-Number(bias)) };
    }
    case 'msi':
      return {
        ...nothing,
        computer:
          /^Property\([SC]\): ComputerName = (\S{1,63})/m.exec(head + lastOf(text, bytes))?.[1] ?? null,
      };
    case 'transcript':
      return {
        ...nothing,
        computer: /^\S[^:\n]*: (\S{1,63}) \(Microsoft Windows NT /m.exec(head)?.[1] ?? null,
      };
    case 'journal':
      return { computer: null, offsetMinutes: 0 };
    default:
      return nothing;
  }
}

const scriptLine = new RegExp(installScriptLine.source, 'm');

/** The last bytes of a text, where it has more than that. */
const lastOf = ({ bytes, form, width }: Text, most: number): string =>
  bytes.length <= most ? '' : decode({ bytes, form, width }, bytes.length - most, bytes.length);

const minutes = (hours: string, rest: string): number | null =>
  within(Number(hours) * 60 + (hours.startsWith('-') ? -1 : 1) * Number(rest));
const within = (offset: number): number | null => (Math.abs(offset) <= 14 * 60 ? offset : null);
