import { type ScriptDifference, mostDifferences } from '../../../shared/model/scriptDifferences';
import { kindsOf } from './lineKinds';
import { type Shape, type Slot, itsTenant, shapes, sortOfSlot } from './shapes';
import { shownLine } from './shownLine';

/** A line of a script with its number; lines of nothing but blanks are left out, because cmd.exe passes over them. */
export interface ScriptLine {
  readonly number: number;
  readonly text: string;
  readonly kinds: readonly string[];
}

/** The known script that a file is nearest to, and every line in which it differs from it. */
export interface Comparison {
  readonly shape: Shape;
  readonly differences: readonly ScriptDifference[];
}

/** More lines than this cannot be a known script with few differences; so the work has a bound. */
const mostLines = (): number => Math.max(...shapes().map(({ slots }) => slots.length)) + mostDifferences;

/** The lines of a script with their kinds, or null where there are too many of them. */
export function scriptLines(text: string): ScriptLine[] | null {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ number: index + 1, text: line }))
    .filter((line) => line.text.trim() !== '');
  if (lines.length > mostLines()) return null;
  return lines.map((line) => ({ ...line, kinds: kindsOf(line.text) }));
}

/**
 * The nearest of the known scripts of a kind, with what differs: own lines, lines in another place, and lines that are missing. What cmd.exe
 * would make of an own line is not asked. Null where more differs than `mostDifferences`.
 */
export function compareWithShapes(
  lines: readonly ScriptLine[],
  kind: Shape['kind'],
  orgId: string | null,
): Comparison | null {
  const found = shapes()
    .filter((shape) => shape.kind === kind)
    .map((shape) => ({
      shape,
      differences: differ(
        lines,
        shape.slots.map((slot) => ofTenant(slot, orgId)),
      ),
    }))
    .sort((left, right) => left.differences.length - right.differences.length)[0];
  return found === undefined || found.differences.length > mostDifferences ? null : found;
}

/** What differs behind the lines with which both begin. */
function differ(lines: readonly ScriptLine[], slots: readonly Slot[]): ScriptDifference[] {
  const other = lines.findIndex((line, index) => {
    const slot = slots[index];
    return slot === undefined || !fits(line, slot);
  });
  const alike = other === -1 ? lines.length : other;
  const end = (lines.at(-1)?.number ?? 0) + 1;
  return differBehind(lines.slice(alike), slots.slice(alike), end);
}

/** By the longest sequence of lines that are in their places: what is not in it differs. `end` is the number behind the last line. */
function differBehind(lines: readonly ScriptLine[], slots: readonly Slot[], end: number): ScriptDifference[] {
  const width = slots.length + 1;
  // Cell (i, j): how many of the lines from i on fit into the places from j on.
  const longest = new Uint16Array((lines.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  const fitting = lines.map((line) => slots.map((slot) => fits(line, slot)));
  for (let i = lines.length - 1; i >= 0; i -= 1)
    for (let j = slots.length - 1; j >= 0; j -= 1)
      longest[i * width + j] =
        fitting[i]?.[j] === true ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const found: ScriptDifference[] = [];
  let i = 0;
  let j = 0;
  while (i < lines.length || j < slots.length) {
    const line = lines[i];
    const slot = slots[j];
    if (line !== undefined && slot !== undefined && fitting[i]?.[j] === true) {
      i += 1;
      j += 1;
    } else if (line !== undefined && (slot === undefined || at(i + 1, j) >= at(i, j + 1))) {
      found.push({ is: 'own', line: line.number, text: shownLine(line.text) });
      i += 1;
    } else if (slot !== undefined) {
      found.push({ is: 'missing', line: line?.number ?? end, sort: sortOfSlot(slot) });
      j += 1;
    }
  }
  return found;
}

/** A line that names a tenant is known only with the tenant of the value. */
const ofTenant = (slot: Slot, orgId: string | null): Slot =>
  'kind' in slot ? { kind: slot.kind.replace(itsTenant, orgId ?? itsTenant) } : slot;

const fits = (line: ScriptLine, slot: Slot): boolean =>
  'exactly' in slot ? line.text.trim() === slot.exactly : line.kinds.includes(slot.kind);
