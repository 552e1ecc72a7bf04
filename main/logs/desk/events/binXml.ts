import { types, valueText } from './binValue';

/** Text that stands in a template, or the place of a value of each event. */
export type Part = string | { readonly value: number };

/** An element of a template. */
export interface Element {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly parts: readonly Part[] }[];
  readonly children: readonly (Element | Part)[];
}

/** The values of one event: where each stands, and of which type it is. */
export interface Values {
  readonly count: number;
  start(index: number): number;
  size(index: number): number;
  type(index: number): number;
}

/** One event, or what stands in a value: its template, and its values. */
export interface Instance {
  readonly root: Element;
  readonly values: Values;
}

const tokens = {
  end: 0x00,
  open: 0x01,
  closeStart: 0x02,
  closeEmpty: 0x03,
  endElement: 0x04,
  value: 0x05,
  attribute: 0x06,
  cdata: 0x07,
  charRef: 0x08,
  entityRef: 0x09,
  piTarget: 0x0a,
  piData: 0x0b,
  template: 0x0c,
  substitution: 0x0d,
  optional: 0x0e,
  fragment: 0x0f,
  /** On a token: more of its kind follows. */
  more: 0x40,
} as const;

/** What a damaged template may cost. */
const most = { depth: 24, parts: 20_000, values: 4096 };

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads binary XML of one chunk of an event log ([MS-EVEN6] 2.2.17). Names and templates stand at places of the chunk and are used again, so
 * each is read once. Every place is held against the chunk; a wrong one throws `RangeError`, which costs that event.
 */
export class BinXml {
  private readonly chunk: Buffer;
  private readonly templates = new Map<number, Element | null>();
  private at = 0;
  private left = 0;

  constructor(chunk: Buffer) {
    this.chunk = chunk;
  }

  /** What stands at a place of the chunk. */
  instance(place: number): Instance {
    this.at = place;
    this.left = most.parts;
    if (this.byte() === tokens.fragment) this.at += 3;
    else this.at -= 1;
    if (this.peek() !== tokens.template) return { root: this.element(0), values: none };
    this.at += 2 + 4;
    const definition = this.u32();
    const begins = this.at;
    const root = this.template(definition);
    // The first event that uses a template brings it along.
    if (definition === begins) this.at = begins + 24 + this.chunk.readUInt32LE(begins + 20);
    return { root, values: this.values() };
  }

  private template(place: number): Element {
    const known = this.templates.get(place);
    if (known !== undefined) {
      if (known === null) throw new RangeError('a damaged template');
      return known;
    }
    this.templates.set(place, null);
    const back = this.at;
    this.at = place + 24;
    if (this.byte() !== tokens.fragment) throw new RangeError('no template');
    this.at += 3;
    const root = this.element(0);
    this.at = back;
    this.templates.set(place, root);
    return root;
  }

  private values(): Values {
    const { chunk } = this;
    const count = this.u32();
    if (count > most.values) throw new RangeError('too many values');
    const list = this.at;
    const starts: number[] = [];
    let start = list + count * 4;
    for (let index = 0; index < count; index += 1) {
      starts.push(start);
      start += chunk.readUInt16LE(list + index * 4);
    }
    if (start > chunk.length) throw new RangeError('values beyond the chunk');
    return {
      count,
      start: (index) => starts[index] ?? 0,
      size: (index) => (index < count ? chunk.readUInt16LE(list + index * 4) : 0),
      type: (index) => (index < count ? chunk.readUInt8(list + index * 4 + 2) : types.null),
    };
  }

  private element(depth: number): Element {
    if (depth > most.depth) throw new RangeError('too deep');
    const token = this.byte();
    if ((token & ~tokens.more) !== tokens.open) throw new RangeError('no element');
    // An id of what it depends on, and its length.
    this.at += 2 + 4;
    const name = this.name();
    const attributes: { name: string; parts: Part[] }[] = [];
    if ((token & tokens.more) !== 0) {
      this.at += 4;
      while ((this.peek() & ~tokens.more) === tokens.attribute) {
        this.at += 1;
        const own = this.name();
        attributes.push({ name: own, parts: this.parts() });
      }
    }
    const close = this.byte();
    if (close === tokens.closeEmpty) return { name, attributes, children: [] };
    if (close !== tokens.closeStart) throw new RangeError('an element without an end');
    const children: (Element | Part)[] = [];
    for (;;) {
      this.spend();
      const next = this.peek() & ~tokens.more;
      if (next === tokens.endElement) break;
      if (next === tokens.open) children.push(this.element(depth + 1));
      else {
        const parts = this.parts();
        if (parts.length === 0) throw new RangeError('an unknown token');
        children.push(...parts);
      }
    }
    this.at += 1;
    return { name, attributes, children };
  }

  /** Text and places of values up to the next token of another kind. */
  private parts(): Part[] {
    const found: Part[] = [];
    for (;;) {
      this.spend();
      const part = this.part();
      if (part === null) return found;
      found.push(part);
    }
  }

  private part(): Part | null {
    switch (this.peek() & ~tokens.more) {
      case tokens.value: {
        const type = this.chunk.readUInt8(this.at + 1);
        this.at += 2;
        if (type !== types.text) throw new RangeError('a value that is no text');
        return this.text();
      }
      case tokens.substitution:
      case tokens.optional: {
        const value = this.chunk.readUInt16LE(this.at + 1);
        this.at += 4;
        return { value };
      }
      case tokens.cdata:
      case tokens.piData:
        this.at += 1;
        return this.text();
      case tokens.charRef:
        this.at += 3;
        return String.fromCharCode(this.chunk.readUInt16LE(this.at - 2));
      case tokens.entityRef: {
        this.at += 1;
        return entities[this.name()] ?? '';
      }
      case tokens.piTarget:
        this.at += 1;
        this.name();
        return '';
      default:
        return null;
    }
  }

  private text(): string {
    const length = this.chunk.readUInt16LE(this.at);
    this.at += 2 + length * 2;
    if (this.at > this.chunk.length) throw new RangeError('text beyond the chunk');
    return this.chunk.toString('utf16le', this.at - length * 2, this.at);
  }

  /** A name stands at a place of the chunk; where it is used first, that place is here. */
  private name(): string {
    const place = this.u32();
    const length = this.chunk.readUInt16LE(place + 6);
    const start = place + 8;
    if (start + length * 2 > this.chunk.length) throw new RangeError('a name beyond the chunk');
    // With a zero at its end.
    if (place === this.at) this.at = start + length * 2 + 2;
    return this.chunk.toString('utf16le', start, start + length * 2);
  }

  private byte(): number {
    this.at += 1;
    return this.chunk.readUInt8(this.at - 1);
  }

  private peek(): number {
    return this.chunk.readUInt8(this.at);
  }

  private u32(): number {
    this.at += 4;
    return this.chunk.readUInt32LE(this.at - 4);
  }

  private spend(): void {
    this.left -= 1;
    if (this.left < 0) throw new RangeError('too many parts');
  }
}

const none: Values = { count: 0, start: () => 0, size: () => 0, type: () => types.null };

/** Text of parts, with the values of an event in their places. */
export function textOfParts(chunk: Buffer, parts: readonly (Element | Part)[], values: Values): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if (!('value' in part)) return '';
      const index = part.value;
      return index < values.count
        ? valueText(chunk, values.start(index), values.size(index), values.type(index))
        : '';
    })
    .join('');
}
