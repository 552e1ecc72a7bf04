import type { LineRead, LineReader } from '../lines';
import { dateOf, dayMs, timeOfDay } from '../dates';
import { decode, type Text } from '../form';

/** "<sentence> 15:34:15: InstallFinalize. <sentence> 3." in the language of the server. */
const ended = /(\d{1,2}):(\d{2}):(\d{2})\s?:\s?[\w.{}-]+?\.(?: \D*(\d)\.?)?\s*$/;
/** "CustomAction <name> returned actual error code 1603 (...)": the engine does not translate the first word. */
const customAction = /^CustomAction .*?\b(\d{3,})\b/;
/** "Error 1920. Service '<display name>' (<service>) ...": numbers of the engine are the same in every language. */
const numbered = /^\S+ (\d{4})\./;
/** "MainEngineThread is returning 1603": the engine's own English. */
const returning = /MainEngineThread is returning (\d+)/;

/** Places in "MSI (s) (F8:08) [14:12:24:481]: text": the bracket, the time, the text. */
const places = { bracket: 16, time: 17, text: 32 };
const letters = { m: 77, s: 83, i: 73, c: 67, bracket: 91, point: 46, d: 68, a: 65, zero: 48, client: 99 };

/**
 * Reads a log of Windows Installer by its form, because its sentences are in the language of the server: the time stands in the
 * same place of each line of the engine, and a failure is a number. Most lines are passed by without being decoded.
 * @param near when the file was written last, in its own clock
 */
export function msiReader(text: Text, near: number | null): LineReader {
  const { width } = text;
  return {
    read(bytes, start, end, line) {
      const length = (end - start) / width;
      const char = (index: number): number => bytes[start + index * width] ?? 0;
      const head = char(0);
      if (
        head === letters.m &&
        char(1) === letters.s &&
        char(2) === letters.i &&
        char(places.bracket) === letters.bracket
      )
        return engineLine(char, length, line);
      if (head === letters.c && char(6) === letters.a) return customLine(line());
      // An action that began or ended has a point at its end, a number of the engine one behind four digits.
      const last = lastOf(char, length);
      if (last === letters.point) return plainLine(line());
      return hasNumber(char, length) ? plainLine(line()) : null;
    },
    firstDay: (lastOfDay) => firstDay(text, near, lastOfDay),
  };
}

const digits = (char: (index: number) => number, at: number, count: number): number => {
  let value = 0;
  for (let index = 0; index < count; index += 1) value = value * 10 + char(at + index) - letters.zero;
  return value;
};

function engineLine(char: (index: number) => number, length: number, line: () => string): LineRead {
  const { time, text } = places;
  const ofDay = timeOfDay(
    digits(char, time, 2),
    digits(char, time + 3, 2),
    digits(char, time + 6, 2),
    digits(char, time + 9, 3),
  );
  // "MainEngineThread" of the server; the client repeats it.
  const gaveUp =
    length > text &&
    char(text) === letters.m &&
    char(5) !== letters.client &&
    Number(returning.exec(line())?.[1] ?? 0) !== 0;
  return gaveUp ? { ofDay, severity: 2 } : { ofDay };
}

function customLine(line: string): LineRead | null {
  const code = Number(customAction.exec(line)?.[1] ?? 0);
  if (code === 0) return null;
  return { severity: line.includes('continue marking') ? 1 : 2 };
}

function plainLine(line: string): LineRead | null {
  const [, hours, minutes, seconds, result] = ended.exec(line) ?? [];
  if (hours !== undefined)
    return {
      ofDay: timeOfDay(Number(hours), Number(minutes), Number(seconds)),
      severity: result === '3' ? 2 : 0,
    };
  const number = Number(numbered.exec(line)?.[1] ?? 0);
  // 1300 to 2999 are the errors of the engine; those from 2000 on are for the maker of the package.
  if (number < 1300 || number > 2999) return null;
  return { severity: number < 2000 ? 2 : 1 };
}

/** The last character that is no white space. */
function lastOf(char: (index: number) => number, length: number): number {
  let at = Math.floor(length) - 1;
  while (at >= 0 && char(at) <= 32) at -= 1;
  return at < 0 ? 0 : char(at);
}

/** Whether a line begins with a word and four digits with a point behind them. */
function hasNumber(char: (index: number) => number, length: number): boolean {
  const most = Math.min(20, length - 6);
  for (let at = 1; at < most; at += 1)
    if (char(at) === 32) {
      const first = char(at + 1);
      return first >= 49 && first <= 50 && char(at + 5) === letters.point;
    }
  return false;
}

/** "=== Logging started: 01.08.2021  23:28:27 ===": a short date in the order that the system likes. */
const header = /^===[^\n=]{1,200}? (\d{1,4})[./-] ?(\d{1,2})[./-] ?(\d{1,4})\.? {1,3}\d{1,2}:\d{2}:\d{2}/m;

function firstDay(text: Text, near: number | null, lastOfDay: number): number | null {
  const found = header.exec(decode(text, 0, Math.min(text.bytes.length, 16_384)));
  if (found !== null) {
    const [a = 0, b = 0, c = 0] = found.slice(1).map(Number);
    return dateOf([a, b, c], near);
  }
  // Without a date: the file was written last when its last line was, or a little later.
  return near === null ? null : Math.floor((near - lastOfDay + 3_600_000) / dayMs) * dayMs;
}
