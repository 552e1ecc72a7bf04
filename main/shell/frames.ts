const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** A line of raw output is cut here: a tool that never ends its line must not fill the memory. */
const rawLimit = 64 * 1024;

/** A piece of a process's output: the JSON text of one of our replies, or a line of somebody else's bytes. */
export type OutputPiece =
  { readonly kind: 'frame'; readonly text: string } | { readonly kind: 'raw'; readonly bytes: Uint8Array };

/**
 * Cuts the bytes of a broker's standard output into pieces. A reply is a line `@<nonce> <ASCII JSON>`; everything
 * else is raw output of native tools in their own code page. The same bytes give the same pieces however they are cut
 * into chunks. Empty lines are dropped: every reply begins with a line break of its own.
 */
export class FrameParser {
  readonly #prefix: Uint8Array;
  #parts: Uint8Array[] = [];
  #length = 0;
  /** The start of this line was already given away as raw: what follows is raw too, whatever it looks like. */
  #isRest = false;

  constructor(nonce: string) {
    this.#prefix = new TextEncoder().encode(`@${nonce} `);
  }

  /**
   * Takes the next bytes and answers the pieces that they complete, in order. The bytes must not change afterwards: raw
   * pieces may be views of them.
   */
  push(chunk: Uint8Array): OutputPiece[] {
    const pieces: OutputPiece[] = [];
    let start = 0;
    while (start < chunk.length) {
      const end = chunk.indexOf(lineFeed, start);
      const rest = chunk.subarray(start, end < 0 ? chunk.length : end);
      if (end >= 0 && this.#length === 0 && !this.#isRest && rest.length < rawLimit) {
        // Nearly every line comes whole: it needs no copy.
        give(rest, hasPrefix(rest, this.#prefix), this.#prefix, pieces);
      } else {
        this.#keep(rest, pieces);
        if (end >= 0) this.#endLine(pieces);
      }
      if (end < 0) break;
      start = end + 1;
    }
    return pieces;
  }

  /** Answers what is left when the process has ended: a line without its line break. */
  finish(): OutputPiece[] {
    const pieces: OutputPiece[] = [];
    this.#endLine(pieces);
    return pieces;
  }

  #keep(bytes: Uint8Array, pieces: OutputPiece[]): void {
    let rest = bytes;
    while (rest.length > 0) {
      const room = this.#startsFrame() ? rest.length : Math.min(rest.length, rawLimit - this.#length);
      this.#parts.push(rest.slice(0, room));
      this.#length += room;
      rest = rest.subarray(room);
      if (this.#length >= rawLimit && !this.#startsFrame()) {
        pieces.push({ kind: 'raw', bytes: this.#take() });
        this.#isRest = true;
      }
    }
  }

  #startsFrame(): boolean {
    if (this.#isRest || this.#length < this.#prefix.length) return false;
    const head = this.#parts[0];
    if (head === undefined || head.length < this.#prefix.length) {
      const whole = this.#take();
      this.#parts.push(whole);
      this.#length = whole.length;
      return hasPrefix(whole, this.#prefix);
    }
    return hasPrefix(head, this.#prefix);
  }

  #endLine(pieces: OutputPiece[]): void {
    const isFrame = this.#startsFrame();
    give(this.#take(), isFrame, this.#prefix, pieces);
    this.#isRest = false;
  }

  #take(): Uint8Array {
    const whole = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    this.#length = 0;
    return whole;
  }
}

function hasPrefix(bytes: Uint8Array, prefix: Uint8Array): boolean {
  if (bytes.length < prefix.length) return false;
  for (let index = 0; index < prefix.length; index += 1) if (bytes[index] !== prefix[index]) return false;
  return true;
}

const decoder = new TextDecoder();

/** Adds a whole line, without its line break, to the pieces. */
function give(line: Uint8Array, isFrame: boolean, prefix: Uint8Array, pieces: OutputPiece[]): void {
  const bytes = line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
  if (isFrame) pieces.push({ kind: 'frame', text: decoder.decode(bytes.subarray(prefix.length)) });
  else if (bytes.length > 0) pieces.push({ kind: 'raw', bytes });
}
