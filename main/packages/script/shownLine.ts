import { longestShown } from '../../../shared/model/scriptDifferences';
import { redact } from '../../redact/redact';

const half = longestShown / 2;
/** What the blob is worth: signatures and certificates. A hash of 64 digits is shorter than most of them, and may go too. */
const base64 = /[A-Za-z0-9+/_=-]{60,}/g;
/** Marks from which on redaction hides the rest of a line. Here a command could stand behind them, and the base64 is gone. */
const opening = /[{[]|-(?=----BEGIN)/g;
/** Where cmd.exe begins another command or names a file. A secret must not swallow one of them, nor what stands behind it. */
const joint = /([&|<>])/;

/**
 * A line of a script as it may be shown: without secrets, on one line, with a sign for each character that nobody would see, and with
 * its beginning and its end where it is long. What was left out is counted, so that nothing is hidden without a word.
 */
export function shownLine(text: string): string {
  const marks: string[] = [];
  const whole = text
    .replace(/\t/g, ' ')
    .replace(/[\p{C}\u2028\u2029]/gu, '\u00b7')
    .replace(base64, ({ length }) => `\u2039${length}\u203a`)
    .replace(opening, (mark) => `\u0001${String(marks.push(mark) - 1)}\u0002`);
  const seen = redactCommands(whole)
    // eslint-disable-next-line no-control-regex -- set in by the line above, where no control character was left
    .replace(/\u0001(\d+)\u0002/g, (_, index: string) => marks[Number(index)] ?? '')
    .trim();
  if (seen.length <= longestShown) return seen;
  return `${seen.slice(0, half)} \u2039${seen.length - longestShown}\u203a ${seen.slice(-half)}`;
}

/** Without secrets, and with every command: where one would be hidden as a part of a secret, each is looked at by itself. */
function redactCommands(line: string): string {
  const seen = redact(line);
  const commands = line.split(joint);
  return seen.split(joint).length === commands.length ? seen : commands.map(redact).join('');
}
