import { isAscii } from 'node:buffer';

/** A line of raw output is cut here: a tool that never ends its line must not fill the memory. */
const rawLimit = 64 * 1024;

/**
 * A piece of a process's output: the JSON text of one of our replies, or lines of somebody else, one character a byte. `isPlain`: they are
 * of ASCII alone, which reads alike in every code page; else they may hold bytes beyond it.
 */
export type OutputPiece =
  | { readonly kind: 'frame'; readonly text: string }
  | { readonly kind: 'raw'; readonly lines: readonly string[]; readonly isPlain: boolean };

/**
 * Cuts the bytes of a broker's standard output into pieces. A reply is a line `@<nonce> <ASCII JSON>`; everything
 * else is raw output of native tools in their own code page. The same bytes give the same replies and lines however they are cut
 * into chunks. Empty lines are dropped: every reply begins with a line break of its own.
 */
export class FrameParser {
  readonly #prefix: string;
  /** The line that has no end yet. */
  #parts: string[] = [];
  #length = 0;
  #isPlain = true;
  /** The start of this line was already given away as raw: what follows is raw too, whatever it looks like. */
  #isRest = false;

  constructor(nonce: string) {
    this.#prefix = `@${nonce} `;
  }

  /** Takes the next bytes and answers the pieces that they complete, in order. */
  push(chunk: Uint8Array): OutputPiece[] {
    const pieces = new Pieces();
    // A chunk is looked at and made text once: its lines are then parts of it, and cost no copy.
    const isPlain = isAscii(chunk);
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
    for (let start = 0; start < text.length;) {
      const end = text.indexOf('\n', start);
      const rest = text.slice(start, end < 0 ? text.length : end);
      if (end >= 0 && this.#length === 0 && !this.#isRest && rest.length < rawLimit) {
        // Nearly every line comes whole.
        this.#give(rest, rest.startsWith(this.#prefix), isPlain, pieces);
      } else {
        this.#isPlain &&= isPlain;
        this.#keep(rest, pieces);
        if (end >= 0) this.#endLine(pieces);
      }
      if (end < 0) break;
      start = end + 1;
    }
    return pieces.all;
  }

  /** Answers what is left when the process has ended: a line without its line break. */
  finish(): OutputPiece[] {
    const pieces = new Pieces();
    this.#endLine(pieces);
    return pieces.all;
  }

  #keep(text: string, pieces: Pieces): void {
    let rest = text;
    while (rest.length > 0) {
      const room = this.#startsFrame() ? rest.length : Math.min(rest.length, rawLimit - this.#length);
      this.#parts.push(rest.slice(0, room));
      this.#length += room;
      rest = rest.slice(room);
      if (this.#length >= rawLimit && !this.#startsFrame()) {
        pieces.addLine(this.#take(), this.#isPlain);
        this.#isRest = true;
      }
    }
  }

  #startsFrame(): boolean {
    if (this.#isRest || this.#length < this.#prefix.length) return false;
    if ((this.#parts[0] ?? '').length < this.#prefix.length) this.#parts = [this.#parts.join('')];
    return this.#parts[0]?.startsWith(this.#prefix) === true;
  }

  #endLine(pieces: Pieces): void {
    const isFrame = this.#startsFrame();
    this.#give(this.#take(), isFrame, this.#isPlain, pieces);
    this.#isRest = false;
    this.#isPlain = true;
  }

  #take(): string {
    const whole = this.#parts.join('');
    this.#parts = [];
    this.#length = 0;
    return whole;
  }

  /** Adds a whole line, without its line break, to the pieces. */
  #give(line: string, isFrame: boolean, isPlain: boolean, pieces: Pieces): void {
    const bytes = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (!isFrame) {
      if (bytes !== '') pieces.addLine(bytes, isPlain);
      return;
    }
    const body = bytes.slice(this.#prefix.length);
    pieces.all.push({ kind: 'frame', text: isPlain ? body : decoder.decode(Buffer.from(body, 'latin1')) });
  }
}

const decoder = new TextDecoder();

/** Pieces as they come about: lines that stand together are one piece. */
class Pieces {
  readonly all: OutputPiece[] = [];
  #lines: string[] = [];

  addLine(line: string, isPlain: boolean): void {
    const last = this.all.at(-1);
    if (last?.kind === 'raw' && last.isPlain === isPlain) {
      this.#lines.push(line);
      return;
    }
    this.#lines = [line];
    this.all.push({ kind: 'raw', lines: this.#lines, isPlain });
  }
}
