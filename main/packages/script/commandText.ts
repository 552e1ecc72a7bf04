import { Refused } from '../refused';
import { decodeText } from './decodeText';

/** Characters that cmd.exe takes on one line; what is beyond is lost (Microsoft KB830473). */
const longestLine = 8191;

/**
 * Text of a `.cmd` file, which cmd.exe must read exactly as we do: else a person is shown another script than the one
 * that runs. It knows no UTF-16 and no byte order mark, drops a carriage return that stands alone, takes Ctrl+Z for the
 * end of a line, and cuts long lines. None of that is in a script as the portal gives it.
 * @throws {Refused} `scriptForm` with what was met and where.
 */
export function commandText(bytes: Uint8Array): string {
  const mark = byteOrderMark(bytes);
  if (mark !== null) throw new Refused('scriptForm', mark);
  const latin = Buffer.from(bytes).toString('latin1');
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must not pass
  const odd = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\r(?!\n)/.exec(latin);
  if (odd !== null) throw new Refused('scriptForm', `${lineOf(latin, odd.index)}: ${nameOf(odd[0])}`);
  const long = latin.split('\n').findIndex((line) => line.length > longestLine);
  if (long !== -1) throw new Refused('scriptForm', `${long + 1}: > ${longestLine}`);
  return decodeText(bytes);
}

function byteOrderMark([first, second, third]: Uint8Array): string | null {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'UTF-16';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'UTF-8 BOM' : null;
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split(/\r\n|\n|\r/).length;
}

function nameOf(char: string): string {
  return char === '\r' ? 'CR' : `0x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
