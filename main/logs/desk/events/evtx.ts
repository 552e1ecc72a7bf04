import type { Body, EventValue } from '../body';
import { fileTimeMs, types, valueNumber } from './binValue';
import { BinXml, type Element, type Instance, type Part, textOfParts } from './binXml';
import { type EventText, eventRows, severityOf } from './eventRows';

/** The parts of an event log ([MS-EVEN6], libevtx): a head, then chunks of one size that stand for themselves. */
const sizes = { head: 4096, chunk: 65_536, chunkHead: 512, record: 24 };
const chunkMark = Buffer.from('ElfChnk\u0000', 'latin1');
const recordMark = 0x0000_2a2a;
const recordBytes = Buffer.from([0x2a, 0x2a, 0, 0]);

/** Whether bytes are an event log of Windows Vista and later. */
export const isEventLog = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 8) === 'ElfFile\u0000';

/** How many values of an event are read. */
const mostValues = 60;

/**
 * Reads an event log of Windows as it lies on the disk. Checksums are not asked: a log that is copied while Windows writes to it has
 * old ones. A damaged record costs itself, a damaged chunk the rest of itself, and the other chunks are read. The sentence of
 * an event stands in the program that wrote it and not here; its values do.
 */
export function evtxEvents(bytes: Buffer): { readonly body: Body; readonly computer: string | null } {
  let open: { base: number; chunk: Buffer; xml: BinXml } | null = null;
  const chunkAt = (base: number) => {
    if (open?.base !== base) {
      const chunk = bytes.subarray(base, base + sizes.chunk);
      open = { base, chunk, xml: new BinXml(chunk) };
    }
    return open;
  };
  const rows = eventRows((start) => {
    const base = start - ((start - sizes.head) % sizes.chunk);
    const { chunk, xml } = chunkAt(base);
    return eventText(chunk, xml, start - base + sizes.record);
  });
  let computer: string | null = null;
  for (let base = sizes.head; base + sizes.chunkHead < bytes.length && !rows.full(); base += sizes.chunk) {
    const { chunk, xml } = chunkAt(base);
    if (!chunk.subarray(0, 8).equals(chunkMark)) continue;
    const known = new Map<Element, Places>();
    for (const { at, size } of recordsOf(chunk)) {
      try {
        const event = xml.instance(at + sizes.record);
        const places = known.get(event.root) ?? placesOf(event.root);
        known.set(event.root, places);
        const number = (parts: readonly (Element | Part)[]): number => numberIn(chunk, parts, event) ?? 0;
        computer ??= textOfParts(chunk, places.computer, event.values).slice(0, 200) || null;
        rows.push({
          start: base + at,
          end: base + at + size,
          at: fileTimeMs(chunk.readUInt32LE(at + 16), chunk.readUInt32LE(at + 20)),
          severity: severityOf(places.level.length === 0 ? 4 : number(places.level)),
          id: number(places.id),
          provider: textOfParts(chunk, places.provider, event.values).slice(0, 200),
          record: chunk.readUInt32LE(at + 8) + chunk.readUInt32LE(at + 12) * 4_294_967_296,
        });
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    }
  }
  return { body: rows.done(), computer };
}

/** The records of a chunk. Behind a place that is none, the next one is looked for. */
function* recordsOf(chunk: Buffer): Generator<{ readonly at: number; readonly size: number }> {
  // A chunk that Windows still wrote to may end later than its head says, so the numbers decide.
  let last = -1;
  let at = sizes.chunkHead;
  while (at + sizes.record < chunk.length) {
    const size = chunk.readUInt32LE(at + 4);
    const number = chunk.readUInt32LE(at + 8);
    const isRecord =
      chunk.readUInt32LE(at) === recordMark &&
      size > sizes.record + 4 &&
      at + size <= chunk.length &&
      chunk.readUInt32LE(at + size - 4) === size;
    if (isRecord && number > last) {
      yield { at, size };
      last = number;
      at += size;
    } else if (isRecord) return;
    else {
      const next = chunk.indexOf(recordBytes, at + 1);
      if (next === -1) return;
      at = next;
    }
  }
}

/** Where the system part of an event has its values. */
interface Places {
  readonly id: readonly (Element | Part)[];
  readonly level: readonly (Element | Part)[];
  readonly provider: readonly (Element | Part)[];
  readonly computer: readonly (Element | Part)[];
}

function placesOf(root: Element): Places {
  const system = elementsOf(root).find(({ name }) => name === 'System');
  const own = system === undefined ? [] : elementsOf(system);
  const inside = (name: string) => own.find((element) => element.name === name)?.children ?? [];
  const provider = own.find(({ name }) => name === 'Provider')?.attributes ?? [];
  return {
    id: inside('EventID'),
    level: inside('Level'),
    provider: (provider.find(({ name }) => name === 'Name') ?? provider[0])?.parts ?? [],
    computer: inside('Computer'),
  };
}

const elementsOf = ({ children }: Element): Element[] =>
  children.flatMap((child) => (typeof child === 'object' && 'name' in child ? [child] : []));

function numberIn(chunk: Buffer, parts: readonly (Element | Part)[], { values }: Instance): number | null {
  const [part] = parts;
  if (typeof part === 'object' && 'value' in part)
    return valueNumber(chunk, values.start(part.value), values.size(part.value), values.type(part.value));
  const number = Number(textOfParts(chunk, parts, values));
  return Number.isSafeInteger(number) && number >= 0 && number <= 65_535 ? number : null;
}

/** The values of an event: those under EventData by their names, or all elements under UserData. */
function eventText(chunk: Buffer, xml: BinXml, place: number): EventText {
  const data: EventValue[] = [];
  const collect = ({ root, values }: Instance, depth: number): void => {
    const visit = (element: Element, isData: boolean): void => {
      const inside = isData || element.name === 'EventData' || element.name === 'UserData';
      for (const child of element.children) {
        if (data.length >= mostValues) return;
        if (typeof child === 'object' && 'name' in child) visit(child, inside);
        else if (
          typeof child === 'object' &&
          values.type(child.value) === types.xml &&
          values.size(child.value) > 0 &&
          depth < 4
        )
          collect(xml.instance(values.start(child.value)), depth + 1);
        else if (inside) {
          const value = textOfParts(chunk, [child], values);
          const named = element.attributes.find(({ name }) => name === 'Name');
          if (value.trim() !== '')
            data.push({
              name: named === undefined ? element.name : textOfParts(chunk, named.parts, values),
              value,
            });
        }
      }
    };
    visit(root, depth > 0);
  };
  try {
    collect(xml.instance(place), 0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return { message: '', data };
}
