import { fromLine, noHash, type JournalEntry } from './entry';

/** What a journal file says. */
export interface ParsedJournal {
  /** Every line that is an entry, in the order of the file. */
  readonly entries: readonly JournalEntry[];
  /** The file ended in the middle of a line: the write that the end of the app, or of the power, cut off. */
  readonly torn: boolean;
  /** The first place where a line is missing, was edited or is no entry; what follows proves nothing. Null: all agrees. */
  readonly broken: { readonly atSeq: number } | null;
  /** Bytes up to the end of the last whole line. What comes after is the torn tail. */
  readonly wholeBytes: number;
  /** The last whole entry lacks its line end. */
  readonly unended: boolean;
  /** Nothing in the file is a journal. */
  readonly foreign: boolean;
}

const lineEnd = 0x0a;
/** How every line of a journal begins; a torn first line is a piece of this or begins with it. */
const opening = Buffer.from('{"v":1,"seq":');

/** Reads the bytes of a journal. Pure; never throws. A cut anywhere gives the entries before the cut. */
export function parseJournal(bytes: Buffer): ParsedJournal {
  const entries: JournalEntry[] = [];
  let broken: { atSeq: number } | null = null;
  let prev = noHash;
  let start = 0;
  let lines = 0;
  const take = (line: string): boolean => {
    const read = fromLine(line);
    const expected = lines;
    if (read === null) return false;
    const { entry, intact } = read;
    if (!intact || entry.seq !== expected || entry.prev !== prev) broken ??= { atSeq: expected };
    entries.push(entry);
    prev = entry.hash;
    return true;
  };
  for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, start)) {
    if (!take(bytes.toString('utf8', start, end))) broken ??= { atSeq: lines };
    lines += 1;
    start = end + 1;
  }
  const tail = bytes.subarray(start);
  const unended = fromLine(tail.toString('utf8'))?.intact === true && take(tail.toString('utf8'));
  const length = Math.min(tail.length, opening.length);
  const tornFirst = lines === 0 && tail.subarray(0, length).equals(opening.subarray(0, length));
  return {
    entries,
    torn: tail.length > 0 && !unended,
    broken,
    wholeBytes: unended ? bytes.length : start,
    unended,
    foreign: entries.length === 0 && !tornFirst,
  };
}
