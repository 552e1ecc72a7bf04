import { GangwayError } from '../../shared/errors';
import { resultLineSchema, type LineOf, type ResultLine } from '../../shared/field/result';
import { isIntact } from './hashed';

/** What a result says, as far as it is whole. */
export interface FieldResult {
  readonly header: LineOf<'header'>;
  readonly lines: readonly ResultLine[];
  /** The last start said how it ended, and nothing is cut off behind. */
  readonly whole: boolean;
}

const noHash = '0'.repeat(64);
/** A whole line, whatever stands behind it. */
const wholeLine = /"hash":"[0-9a-f]{64}"\}/;

/** Reads one line of a chain; null where it is not what was written there. */
function lineAt(text: string, number: number, prev: string): ResultLine | null {
  if (!isIntact(text)) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = resultLineSchema.safeParse(json);
  if (!parsed.success || parsed.data.n !== number || parsed.data.prev !== prev) return null;
  return parsed.data;
}

/**
 * Reads the bytes of a result. A cut anywhere gives the lines before the cut. Throws `field.notOurs` for what run.cmd did not write, and
 * `field.changed` with the first line that is not what was written. The chain shows damage and edits; who makes all of it anew is not
 * found out, since no secret is in it.
 */
export function parseResult(bytes: Buffer): FieldResult {
  const lines: ResultLine[] = [];
  let prev = noHash;
  let start = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
    const line = lineAt(bytes.toString('utf8', start, end), lines.length, prev);
    if (line === null) {
      if (lines.length === 0 && !bytes.includes('"gangway-field-result"'))
        throw new GangwayError('field.notOurs');
      throw new GangwayError('field.changed', String(lines.length + 1));
    }
    lines.push(line);
    prev = line.hash;
    start = end + 1;
  }
  const tail = bytes.toString('utf8', start);
  // A cut leaves a piece of a line. A whole one whose end is another character was changed.
  if (wholeLine.test(tail)) throw new GangwayError('field.changed', String(lines.length + 1));
  const [header] = lines;
  if (header?.kind !== 'header') throw new GangwayError('field.notOurs');
  return { header, lines, whole: tail === '' && lines.at(-1)?.kind === 'end' };
}
